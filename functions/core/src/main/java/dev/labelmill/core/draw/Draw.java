package dev.labelmill.core.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * A source of random decisions without state: each is the MurmurHash3 (x64, 128 bits, hash seed 0) of this
 * seed, as 8 big-endian bytes, followed by the parts in UTF-8, each behind one zero byte. Repeating a
 * decision, in any order and in any process, repeats its outcome; decisions about different names are
 * independent for every practical purpose. Not for secrets: the hash can be inverted.
 *
 * <p>A part that holds U+0000 itself could collide with two parts; ids of items and annotators never do.
 *
 * @param seed the batch's seed
 */
public record Draw(long seed) {

    /** 2^-53: the distance between neighbouring outcomes of {@link #uniform}. */
    private static final double UNIT = 0x1.0p-53;

    /**
     * Draws a number in [0, 1), a multiple of 2^-53.
     *
     * @param parts what the decision is about, such as its purpose, the batch and the item
     */
    public double uniform(String... parts) {
        return (bits(parts) >>> 11) * UNIT;
    }

    /**
     * Draws 64 random bits.
     *
     * @param parts what the decision is about, such as its purpose, the batch and the item
     */
    public long bits(String... parts) {
        byte[] key = key(parts);
        return MurmurHash3.hash128x64(key, 0, key.length, 0)[0];
    }

    private byte[] key(String... parts) {
        byte[] names = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + 1 + names.length)
                .putLong(seed)
                .put((byte) 0)
                .put(names)
                .array();
    }
}
