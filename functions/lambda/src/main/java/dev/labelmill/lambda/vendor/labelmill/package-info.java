/**
 * Labelmill's own forms: task lines out, labels in, as {@code schema/labelmill.task.v1} and {@code schema/labelmill.labels.v1}
 * have them. Depends on the payloads and the domain; touches no table and no network.
 */
package dev.labelmill.lambda.vendor.labelmill;
