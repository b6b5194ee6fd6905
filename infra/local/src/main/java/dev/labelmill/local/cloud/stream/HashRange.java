package dev.labelmill.local.cloud.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The partition keys of one shard: those whose hash (first 32 bits of MD5) lies in the range.
 *
 * @param from lowest hash
 * @param to hash after the highest, at most 2^32
 */
record HashRange(long from, long to) {

    private static final long END = 1L << 32;

    /** All keys, in {@code parts} ranges of the same width. */
    static List<HashRange> equal(int parts) {
        List<HashRange> ranges = new ArrayList<>();
        for (long part = 0; part < parts; part++) {
            ranges.add(new HashRange(END * part / parts, END * (part + 1) / parts));
        }
        return ranges;
    }

    /** Its two halves. */
    List<HashRange> halves() {
        long middle = (from + to) / 2;
        return List.of(new HashRange(from, middle), new HashRange(middle, to));
    }

    boolean contains(long hash) {
        return from <= hash && hash < to;
    }

    /** The hash of a partition key. */
    static long hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            return Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has MD5", impossible);
        }
    }
}
