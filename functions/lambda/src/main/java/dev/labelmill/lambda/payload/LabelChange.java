package dev.labelmill.lambda.payload;

import com.fasterxml.jackson.databind.JsonNode;

/** What a vendor says about an annotator's label on a task. What it means depends on the batch's label type. */
public sealed interface LabelChange {
    /**
     * The annotator chose a class.
     *
     * @param choice the class's name, not yet checked against the batch
     */
    record Chosen(String choice) implements LabelChange {}

    /**
     * The annotator said something that is no single class.
     *
     * @param value in the form that {@link dev.labelmill.lambda.json.ValueForm} reads, not yet checked
     */
    record Valued(JsonNode value) implements LabelChange {}

    /**
     * The annotator left regions in Label Studio.
     *
     * @param result the annotation's, not yet checked
     */
    record Regions(Field result) implements LabelChange {}

    /** The label is withdrawn, and a tombstone keeps older revisions of it out. */
    record Deleted() implements LabelChange {}

    /**
     * The annotator said something that nobody can tell any more.
     *
     * @param reason why, in one sentence that says what to do
     */
    record Lost(String reason) implements LabelChange {}
}
