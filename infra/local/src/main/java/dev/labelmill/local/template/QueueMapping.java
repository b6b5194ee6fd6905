package dev.labelmill.local.template;

/**
 * What gives a queue's messages to a function.
 *
 * @param queue logical id
 * @param function export of the function
 * @param batchSize the most messages of an event
 */
public record QueueMapping(String queue, String function, int batchSize) {}
