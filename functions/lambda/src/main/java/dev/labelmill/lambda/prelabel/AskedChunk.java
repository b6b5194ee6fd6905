package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.store.ChunkStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A chunk that this invocation alone asks a hosted model about: its row says so until the invocation is over for certain, and
 * takes what is paid as soon as it is paid. Then the money is in the ledger whatever becomes of the batch.
 */
final class AskedChunk {

    private final ChunkStore chunks;
    private final Meter meter;
    private Chunk row;
    private boolean ours = true;

    private AskedChunk(ChunkStore chunks, Meter meter, Chunk row) {
        this.chunks = chunks;
        this.meter = meter;
        this.row = row;
    }

    /**
     * Takes the chunk.
     *
     * @param chunk as it was read
     * @param end   when the invocation is over for certain
     * @return empty if another invocation has it
     */
    static Optional<AskedChunk> take(ChunkStore chunks, Meter meter, Chunk chunk, Instant now, Instant end) {
        AskedChunk taken = new AskedChunk(chunks, meter, chunk);
        return !chunk.isAskedAbout(now) && taken.write(row -> row.askedUntil(end))
                ? Optional.of(taken)
                : Optional.empty();
    }

    /** The row as this invocation wrote it last. */
    Chunk row() {
        return row;
    }

    /** Whether no other has taken the chunk since, which it can only once the time is over that this one has. */
    boolean isOurs() {
        return ours;
    }

    /** Charges the chunk what was paid, in picodollars, whoever has it by now. */
    void pay(long picos) {
        if (picos == 0) {
            return;
        }
        meter.model(picos);
        while (!write(same -> same)) {
            row = chunks.get(row.batch(), row.number()).orElseThrow();
            ours = false;
        }
    }

    /** Lets others ask at once. */
    void leave() {
        if (ours) {
            write(Chunk::notAsked);
        }
    }

    private boolean write(UnaryOperator<Chunk> change) {
        return meter.charge(Prelabeling.FUNCTION, spent -> {
            Chunk after = change.apply(row).spend(spent);
            boolean written = chunks.replace(row, after);
            row = written ? after.nextVersion() : row;
            return written;
        });
    }
}
