package dev.labelmill.core.training;

/**
 * An example and what a head that was not fitted to it says.
 *
 * @param prediction a distribution over the classes, before calibration
 */
public record HeldOutExample(Example example, double[] prediction) {}
