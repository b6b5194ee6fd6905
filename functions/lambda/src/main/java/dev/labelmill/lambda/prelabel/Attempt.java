package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Chunk;
import java.util.UUID;

/**
 * One run of a scoring pass over a chunk. Runs may overlap, for a message may come again while its first delivery is still worked
 * on, and need not write the same: a model rounds otherwise on another processor, an image is gone by then. So each has a name
 * of its own in its objects' keys, and the chunk's row, which one of them replaces, says whose objects count.
 * Lists of rejected lines have the chunk's name alone: the last run that rejects a line replaces them.
 */
final class Attempt {

    private Attempt() {}

    /** The chunk under a new attempt's name. */
    static Chunk at(Chunk chunk) {
        return chunk.attempted(Long.toHexString(UUID.randomUUID().getLeastSignificantBits()));
    }
}
