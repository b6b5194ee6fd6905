package dev.labelmill.core.batch;

import java.util.Objects;
import java.util.Optional;

/**
 * Where imported pre-labels lie and in which form.
 *
 * @param format          whose form it is
 * @param field           that holds the pre-label, of the item's line or, with a file, of the file's lines; empty where the
 *     file's line itself is it. An item without it has no pre-label
 * @param confidenceField beside it, with a number from 0 to 1, in Labelmill's own form: how sure the labeler is of the item
 * @param file            beside batch.json; empty where the pre-labels lie in the items' own lines
 */
public record ImportSource(
        Format format, Optional<String> field, Optional<String> confidenceField, Optional<Companion> file) {

    /** Whose form a pre-label has. */
    public enum Format {
        /** The label type's values, as webhooks hold them. */
        LABELMILL,
        /** SageMaker Ground Truth's output manifest: object detection and named entities. */
        GROUND_TRUTH,
        /** Label Studio's predictions: {@code rectanglelabels} and {@code labels}. */
        LABEL_STUDIO,
        /** Labelbox's import: an annotation a line, {@code bbox} or {@code location}. */
        LABELBOX
    }

    /**
     * A file of JSON lines beside batch.json.
     *
     * @param name      of the file
     * @param key       path of the field in its lines that says which item a line is about, names with dots between
     * @param itemField of the item's line that the key's value must equal
     */
    public record Companion(String name, String key, String itemField) {}

    /** What an offset counts. */
    public enum Unit {
        /** Characters as Python counts them. */
        CODE_POINTS,
        /** Characters as JavaScript and Java count them: those above U+FFFF twice. */
        UTF_16
    }

    /**
     * How spans are written.
     *
     * @param unit         what is counted
     * @param endInclusive whether the end is the last character's place and not the one behind it
     */
    public record Offsets(Unit unit, boolean endInclusive) {

        /** As {@link dev.labelmill.core.span.Span} has them. */
        public static final Offsets PLAIN = new Offsets(Unit.CODE_POINTS, false);
    }

    public ImportSource {
        Objects.requireNonNull(format, "format");
    }

    /** A label in the items' own lines, in the form of the label type's values. */
    public static ImportSource own(String field, Optional<String> confidenceField) {
        return new ImportSource(Format.LABELMILL, Optional.of(field), confidenceField, Optional.empty());
    }
}
