/**
 * The two passes over a chunk: score every item, then, with cut-offs for the whole batch, route it.
 * Memory depends on the chunk, never on the batch.
 */
package dev.labelmill.lambda.prelabel;
