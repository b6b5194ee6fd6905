package dev.labelmill.bench.load;

/**
 * One run.
 *
 * @param items           of the batch, all of which go to people
 * @param overlap         labels of each
 * @param labelsPerSecond at which people answer, on the virtual clock
 * @param slices          of each lane, as batch.json says
 * @param shards          of the table's stream
 * @param prelabels       calls of the functions {@code prelabel} and {@code finish}, each, at a time
 */
record LoadSettings(int items, int overlap, int labelsPerSecond, int slices, int shards, int prelabels) {
    private static final int OVERLAP = 3;
    private static final int LABELS_PER_SECOND = 200;
    private static final int SLICES = 32;
    private static final int SHARDS = 8;
    private static final int PRELABELS = 20;

    /** Three labels an item, at the pace that one batch is dispatched at. */
    static LoadSettings of(int items) {
        return new LoadSettings(items, OVERLAP, LABELS_PER_SECOND, SLICES, SHARDS, PRELABELS);
    }
}
