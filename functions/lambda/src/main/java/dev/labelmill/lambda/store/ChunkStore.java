package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Chunk;
import java.util.List;
import java.util.Optional;

/** Chunks of a batch. */
public final class ChunkStore {

    private final Table table;

    public ChunkStore(Table table) {
        this.table = table;
    }

    /** Stores a chunk nobody has read yet, or replaces one that lay elsewhere and nobody has read either. */
    public void cut(Chunk chunk) {
        if (table.insert(ChunkRows.write(chunk.nextVersion()))) {
            return;
        }
        get(chunk.batch(), chunk.number())
                .filter(old -> old.state() == Chunk.State.CUT && !old.etag().equals(chunk.etag()))
                .ifPresent(old -> replace(old, chunk.at(old.version())));
    }

    /** One chunk. */
    public Optional<Chunk> get(String batch, int number) {
        return table.get(Keys.batch(batch), Keys.chunk(number)).map(ChunkRows::read);
    }

    /** All chunks of a batch, in order. */
    public List<Chunk> of(String batch) {
        return table.partition(Keys.batch(batch), Keys.CHUNK_SK)
                .map(ChunkRows::read)
                .toList();
    }

    /** Replaces a chunk read before; false if it has changed since. */
    public boolean replace(Chunk before, Chunk after) {
        return table.replace(ChunkRows.write(after.nextVersion()), before.version());
    }
}
