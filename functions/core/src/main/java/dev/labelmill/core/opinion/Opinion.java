package dev.labelmill.core.opinion;

import java.util.Objects;

/**
 * What one annotator says about one item.
 *
 * @param annotator who says it
 * @param value     what is said
 * @param weight    how much it counts beside others; 1e-9 to 1e9, 1 for somebody of whom nothing is known
 */
public record Opinion<V>(String annotator, V value, double weight) {

    /** Checks the parts. */
    public Opinion {
        Objects.requireNonNull(annotator, "annotator");
        Objects.requireNonNull(value, "value");
        if (!(weight >= 1e-9 && weight <= 1e9)) {
            throw new IllegalArgumentException("an opinion's weight must be 1e-9 to 1e9, not " + weight);
        }
    }

    /** An opinion that counts as much as any other. */
    public Opinion(String annotator, V value) {
        this(annotator, value, 1);
    }

    /** The same annotator's weight behind something else. */
    public <W> Opinion<W> as(W other) {
        return new Opinion<>(annotator, other, weight);
    }
}
