package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a vendor wants a task written: with what the annotator needs, and nothing that tells an ordinary task from gold or an
 * audit.
 */
public interface TaskForm {

    /** The task as a JSON object, a line of a task file. */
    ObjectNode write(TaskLine line);
}
