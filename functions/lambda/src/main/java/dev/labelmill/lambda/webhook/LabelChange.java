package dev.labelmill.lambda.webhook;

/** What a vendor says about an annotator's label on a task. */
public sealed interface LabelChange {
    /**
     * The annotator chose a class.
     *
     * @param choice the class's name, not yet checked against the batch
     */
    record Chosen(String choice) implements LabelChange {}

    /** The label is withdrawn, and a tombstone keeps older revisions of it out. */
    record Deleted() implements LabelChange {}
}
