package dev.labelmill.core.results;

import dev.labelmill.core.agreement.Coefficient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far people agree, by every coefficient that suits the labels.
 *
 * @param coefficients by the names that files have for them, of all items with two labels
 * @param sampled      likewise, of a random sample of them where all would take too long
 * @param sample       items in that sample
 * @param items        items it was drawn from
 */
public record MeasuredAgreement(
        Map<String, Coefficient> coefficients, Map<String, Coefficient> sampled, long sample, long items) {

    /** Keeps the order of the maps. */
    public MeasuredAgreement {
        coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
        sampled = Collections.unmodifiableMap(new LinkedHashMap<>(sampled));
    }

    static MeasuredAgreement exact(Map<String, Coefficient> coefficients) {
        return new MeasuredAgreement(coefficients, Map.of(), 0, 0);
    }

    /** All coefficients together. */
    public Map<String, Coefficient> all() {
        Map<String, Coefficient> all = new LinkedHashMap<>(coefficients);
        all.putAll(sampled);
        return all;
    }

    /** Whether the sample lacks an item. */
    public boolean isPartial() {
        return sample < items;
    }
}
