package dev.labelmill.core.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * The bytes {@code [start, end)} of an object. A range owns the lines that <em>start</em> in it, wherever they end
 * (the rule of Hadoop's input splits), so that ranges that tile an object own each of its lines exactly once.
 *
 * @param start the first byte, from 0
 * @param end the byte after the last one, at least {@code start}
 */
public record ByteRange(long start, long end) {

    /** @throws IllegalArgumentException if the range is not {@code 0 ≤ start ≤ end} */
    public ByteRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a byte range: [" + start + ", " + end + ")");
        }
    }

    /**
     * Tiles an object of {@code size} bytes with ranges of {@code chunkBytes}, the last one shorter if need be.
     *
     * @return the ranges in order; none for an empty object
     * @throws IllegalArgumentException if {@code chunkBytes} is below 1 or {@code size} below 0
     */
    public static List<ByteRange> cut(long size, long chunkBytes) {
        if (size < 0 || chunkBytes < 1) {
            throw new IllegalArgumentException("cannot cut " + size + " bytes into chunks of " + chunkBytes);
        }
        List<ByteRange> ranges = new ArrayList<>();
        for (long start = 0; start < size; start += Math.min(chunkBytes, size - start)) {
            ranges.add(new ByteRange(start, start + Math.min(chunkBytes, size - start)));
        }
        return List.copyOf(ranges);
    }

    /**
     * The offset at which {@link ChunkLines} wants its stream to begin: the byte before the range, because only that
     * byte tells whether the range begins with a new line or in the middle of one.
     */
    public long openAt() {
        return Math.max(0, start - 1);
    }

    /**
     * The offset (exclusive) up to which the object must be readable so that the last owned line is complete. A longer
     * stream does no harm. With a stream that ends here, the length of an oversized last line is a lower bound.
     *
     * @param maxLineBytes the limit given to {@link ChunkLines}
     */
    public long readTo(int maxLineBytes) {
        long roomForByteOrderMarkAndLineEnd = 5;
        return end + maxLineBytes + roomForByteOrderMarkAndLineEnd;
    }
}
