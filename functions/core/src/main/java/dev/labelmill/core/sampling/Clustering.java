package dev.labelmill.core.sampling;

import dev.labelmill.core.prelabel.FeatureVector;

/** Puts items that are alike in the same cell. Immutable: every chunk asks the same one. */
public sealed interface Clustering permits KMeans, RandomHyperplanes {

    /** Number of cells, at most {@link ScoreCounts#CELLS}. */
    int cells();

    /** The item's cell, from 0. */
    int cell(FeatureVector features);
}
