package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.objects.Layout;
import java.util.List;
import java.util.Optional;

/** Chunks of a batch. */
public final class ChunkStore {

    private final Table table;

    public ChunkStore(Table table) {
        this.table = table;
    }

    /**
     * Stores the chunks that a batch has been cut into. Chunks of an earlier attempt stay as they are if
     * they are the same, and give way if the content was another, however far they had come.
     */
    public void cut(List<Chunk> chunks) {
        chunks.forEach(this::cut);
        String batch = chunks.get(0).batch();
        of(batch).stream()
                .filter(old -> old.number() >= chunks.size())
                .forEach(old -> table.delete(Keys.batch(batch), Keys.chunk(old.number())));
    }

    /** Stores one chunk that a batch has been cut into, or leaves it as it is, or replaces it, likewise. */
    public void cut(Chunk chunk) {
        if (table.insert(ChunkRows.write(chunk.nextVersion()))) {
            return;
        }
        get(chunk.batch(), chunk.number())
                .filter(old -> !old.etag().equals(chunk.etag()) && !Layout.isPrelabelled(old.key(), chunk))
                .ifPresent(old -> replace(old, chunk.at(old.version()).spend(old.spent())));
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
