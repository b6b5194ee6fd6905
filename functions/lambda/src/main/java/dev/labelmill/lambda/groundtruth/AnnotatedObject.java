package dev.labelmill.lambda.groundtruth;

import dev.labelmill.lambda.finish.LabelAttributes.Item;
import dev.labelmill.lambda.vendor.groundtruth.WorkerAnswer;
import java.util.Map;

/**
 * An object of a payload and what its workers answered.
 *
 * @param id      the job's for it
 * @param item    what is known of its content
 * @param answers by worker, in the order of their ids
 */
record AnnotatedObject(String id, Item item, Map<String, WorkerAnswer> answers) {}
