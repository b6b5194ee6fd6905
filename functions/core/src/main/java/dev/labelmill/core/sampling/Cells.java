package dev.labelmill.core.sampling;

/** What a strategy wants an item's cell to be. */
public enum Cells {
    /** Nothing: all items are in cell 0. */
    NONE,
    /** The cluster of its features, see {@link RandomHyperplanes}. */
    CLUSTER,
    /** The value of one of its fields, see {@link Stratified#cell}. */
    FIELD
}
