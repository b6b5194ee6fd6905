package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.PrelabelSettings.Imported;
import dev.labelmill.core.label.LabelValue;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The pre-label in an item's own line.
 *
 * @param confidence the labeler's own, 0 to 1; empty if batch.json names no field of it or the item has none
 */
public record ImportedPrelabel(LabelValue value, OptionalDouble confidence) {

    /**
     * Reads it; empty if the batch imports none or the item has none.
     *
     * @param line the item's line
     * @throws IllegalArgumentException saying in one sentence why the item's field is no label of the batch's type
     */
    public static Optional<ImportedPrelabel> of(BatchSettings settings, JsonNode line) {
        if (!(settings.prelabel() instanceof Imported imported) || !line.hasNonNull(imported.field())) {
            return Optional.empty();
        }
        LabelValue value = ValueForm.read(settings.labelType(), line.get(imported.field()), imported.field());
        OptionalDouble confidence = imported.confidenceField()
                .filter(line::hasNonNull)
                .map(field -> OptionalDouble.of(fraction(line.get(field), field)))
                .orElse(OptionalDouble.empty());
        return Optional.of(new ImportedPrelabel(value, confidence));
    }

    private static double fraction(JsonNode node, String field) {
        double value = node.isNumber() ? node.doubleValue() : -1;
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " must be a number from 0 to 1");
        }
        return value;
    }
}
