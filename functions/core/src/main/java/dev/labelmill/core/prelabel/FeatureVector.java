package dev.labelmill.core.prelabel;

/**
 * The features of an item that are not zero, each once, and perhaps some that are.
 *
 * @param size how many there are; the arrays may be longer
 * @param indices their indices, from 0 to below {@link Features#dimension()}, in any order
 * @param values their values
 */
public record FeatureVector(int size, int[] indices, float[] values) {}
