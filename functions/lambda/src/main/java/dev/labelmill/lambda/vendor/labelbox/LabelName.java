package dev.labelmill.lambda.vendor.labelbox;

import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.UnusableContent;

/**
 * Which label an errand is for.
 *
 * @param project Labelbox's id, without a slash
 * @param label   Labelbox's id
 */
record LabelName(String project, String label) {

    static final char BETWEEN = '/';

    /** The errand's id. */
    String text() {
        return project + BETWEEN + label;
    }

    /** @throws UnusableContent if it is for no label */
    static LabelName of(Errand errand) throws UnusableContent {
        int between = errand.id().indexOf(BETWEEN);
        if (!errand.kind().equals(LabelboxPayload.LABEL) || between < 0) {
            throw new UnusableContent(422, "the errand is none of Labelbox's");
        }
        return new LabelName(errand.id().substring(0, between), errand.id().substring(between + 1));
    }
}
