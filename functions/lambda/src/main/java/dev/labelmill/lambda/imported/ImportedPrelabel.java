package dev.labelmill.lambda.imported;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.PrelabelSettings.Imported;
import dev.labelmill.core.batch.PrelabelSettings.OnnxModel;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The pre-label of an item where labels are no single choice.
 *
 * @param confidence the labeler's own, 0 to 1; empty if it has none
 */
public record ImportedPrelabel(LabelValue value, OptionalDouble confidence) {

    /** The field of an item's line that pass 1 puts a pre-label into which did not come in the line itself. */
    public static final String ATTACHED = "labelmill-prelabel";

    /** What stands there in place of a pre-label that is none: why. */
    public static final String PROBLEM = "problem";

    private static final String VALUE = "value";
    private static final String CONFIDENCE = "confidence";

    /**
     * Reads it; empty if the batch imports none or the item has none.
     *
     * @param line the item's line, as pass 1 left it
     * @throws IllegalArgumentException saying in one sentence why the pre-label is no label of the batch's type
     */
    public static Optional<ImportedPrelabel> read(BatchSettings settings, JsonNode line) {
        if (settings.labelType() instanceof SingleChoice) {
            return Optional.empty();
        }
        if (settings.prelabel() instanceof OnnxModel) {
            return attached(settings.labelType(), line);
        }
        if (!(settings.prelabel() instanceof Imported imported)) {
            return Optional.empty();
        }
        return imported.source().file().isPresent()
                ? attached(settings.labelType(), line)
                : read(settings, imported, line, List.of(JsonPlace.ofItem(line)));
    }

    /**
     * Reads it as far as it can be read: a bad pre-label is none.
     *
     * @param line the item's line, as pass 1 left it
     */
    public static Optional<ImportedPrelabel> usable(BatchSettings settings, JsonNode line) {
        try {
            return read(settings, line);
        } catch (IllegalArgumentException bad) {
            return Optional.empty();
        }
    }

    /**
     * Reads it from the lines of a file beside batch.json.
     *
     * @param line  the item's
     * @param about the file's lines about the item, at least one
     * @throws IllegalArgumentException saying in one sentence, with line and field, why it is no label of the batch's type
     */
    public static Optional<ImportedPrelabel> read(BatchSettings settings, JsonNode line, List<JsonPlace> about) {
        return read(settings, (Imported) settings.prelabel(), line, about);
    }

    private static Optional<ImportedPrelabel> read(
            BatchSettings settings, Imported imported, JsonNode line, List<JsonPlace> about) {
        return PrelabelForm.of(imported.source().format())
                .read(about, new ImportedParts(settings.labelType(), imported, line));
    }

    private static Optional<ImportedPrelabel> attached(LabelType<?> type, JsonNode line) {
        JsonNode attached = line.path(ATTACHED);
        if (attached.has(PROBLEM)) {
            throw new IllegalArgumentException(attached.get(PROBLEM).textValue());
        }
        if (!attached.has(VALUE)) {
            return Optional.empty();
        }
        return Optional.of(new ImportedPrelabel(
                ValueForm.read(type, attached.get(VALUE), ATTACHED),
                attached.has(CONFIDENCE)
                        ? OptionalDouble.of(attached.get(CONFIDENCE).doubleValue())
                        : OptionalDouble.empty()));
    }

    /** What is put into the item's line under {@link #ATTACHED}. */
    public ObjectNode attachment(LabelType<?> type) {
        ObjectNode node = Json.object();
        node.set(VALUE, ValueForm.write(type, value));
        confidence.ifPresent(score -> node.put(CONFIDENCE, score));
        return node;
    }
}
