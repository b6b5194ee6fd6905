package dev.labelmill.aws.stage;

/**
 * Minutes between two calls of the scheduled functions, each at least 1.
 *
 * @param advance  how soon a batch goes on
 * @param dispatch how soon tasks go out
 * @param publish  how fine the metrics are
 */
public record Ticks(int advance, int dispatch, int publish) {}
