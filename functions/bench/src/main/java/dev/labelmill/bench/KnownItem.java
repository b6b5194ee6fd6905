package dev.labelmill.bench;

import dev.labelmill.core.prelabel.FeatureVector;

/**
 * An item whose class is known, as only a simulation knows it.
 *
 * @param features as the labeler sees it
 * @param label    index of its class
 */
public record KnownItem(String id, FeatureVector features, int label) {}
