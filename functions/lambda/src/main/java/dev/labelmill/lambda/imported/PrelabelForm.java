package dev.labelmill.lambda.imported;

import dev.labelmill.core.batch.ImportSource.Format;
import java.util.List;
import java.util.Optional;

/** A form that pre-labels of an item are written in. */
interface PrelabelForm {

    /**
     * Reads an item's pre-label.
     *
     * @param lines what holds it, at least one: the item's own line, or the lines about it in a file
     * @param parts empty, takes the pre-label's
     * @return empty if the lines hold none
     * @throws IllegalArgumentException saying in one sentence, with line and field, why it is no label of the batch's type
     */
    Optional<ImportedPrelabel> read(List<JsonPlace> lines, ImportedParts parts);

    /** The form of that name. */
    static PrelabelForm of(Format format) {
        return switch (format) {
            case LABELMILL -> new LabelmillForm();
            case GROUND_TRUTH -> new GroundTruthForm();
            case LABEL_STUDIO -> new LabelStudioForm();
            case LABELBOX -> new LabelboxForm();
        };
    }

    /** The line of a form in which one line tells all of an item. */
    static JsonPlace only(List<JsonPlace> lines) {
        if (lines.size() > 1) {
            throw lines.get(1).fault("is about the same item as an earlier line");
        }
        return lines.get(0);
    }
}
