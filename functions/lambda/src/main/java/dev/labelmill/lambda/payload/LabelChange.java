package dev.labelmill.lambda.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a vendor says about an annotator's label on a task. What it means depends on the batch's label type. */
public sealed interface LabelChange {

    /** Adds what is said to what is kept of a label that cannot be used. */
    void write(ObjectNode into);

    /**
     * The annotator chose a class.
     *
     * @param choice the class's name, not yet checked against the batch
     */
    record Chosen(String choice) implements LabelChange {
        @Override
        public void write(ObjectNode into) {
            into.put("choice", choice);
        }
    }

    /**
     * The annotator said something that is no single class.
     *
     * @param value in the form that {@link dev.labelmill.lambda.json.ValueForm} reads, not yet checked
     */
    record Valued(JsonNode value) implements LabelChange {
        @Override
        public void write(ObjectNode into) {
            into.set("value", value);
        }
    }

    /**
     * The annotator left regions in Label Studio.
     *
     * @param result the annotation's, not yet checked
     */
    record Regions(Field result) implements LabelChange {
        @Override
        public void write(ObjectNode into) {
            into.set("result", result.node());
        }
    }

    /** The label is withdrawn, and a tombstone keeps older revisions of it out. */
    record Deleted() implements LabelChange {
        @Override
        public void write(ObjectNode into) {
            into.put("deleted", true);
        }
    }

    /**
     * The annotator said something that nobody can tell any more.
     *
     * @param reason why, in one sentence that says what to do
     */
    record Lost(String reason) implements LabelChange {
        @Override
        public void write(ObjectNode into) {
            into.put("lost", true);
        }
    }
}
