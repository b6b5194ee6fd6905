package dev.labelmill.lambda.vendor;

import dev.labelmill.lambda.payload.UnusableContent;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Reads a returned file record by record, with memory for a few of them. The same content always gives the same records. */
public interface RecordReader extends Closeable {

    /**
     * The next record; empty at the end.
     *
     * @throws UnusableContent if nothing from here on can be read, with a sentence that names the place
     */
    Optional<ReturnedRecord> next() throws IOException, UnusableContent;

    /** Passes over a record, with less work where that is possible; false at the end. */
    default boolean skip() throws IOException, UnusableContent {
        return next().isPresent();
    }

    /**
     * Bytes of the file, unpacked, that have been read for the records so far, and maybe some more: what these hold in memory grows
     * with them. Always 0 of a form whose records have bounds of their own that are small.
     */
    default long bytesRead() {
        return 0;
    }

    /** The batch whose labels they are, where the file says it and its folder does not; else empty. */
    default Optional<String> batch() {
        return Optional.empty();
    }

    /** Where the next record begins; empty of a form that can only be read from the beginning. */
    default Optional<Mark> mark() {
        return Optional.empty();
    }
}
