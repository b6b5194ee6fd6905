package dev.labelmill.local.cli;

import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TallyStore;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a batch's progress from its rows; empty until the batch is accepted. */
final class ProgressReader implements Supplier<Optional<Progress>> {

    private final String batch;
    private final BatchStore batches;
    private final ChunkStore chunks;
    private final TallyStore tallies;

    ProgressReader(Table table, String batch) {
        this.batch = batch;
        batches = new BatchStore(table);
        chunks = new ChunkStore(table);
        tallies = new TallyStore(table);
    }

    @Override
    public Optional<Progress> get() {
        return batches.get(batch).map(row -> Progress.of(row, chunks.of(batch), tallies.total(Keys.batchTally(batch))));
    }
}
