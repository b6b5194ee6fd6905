package dev.labelmill.core.prelabel;

import java.nio.charset.StandardCharsets;

/**
 * The hashes of a text's {@link Words}: of each folded word's UTF-8 bytes the polynomial {@code h ← 29943829·h + byte} from 0,
 * modulo 2³². With this multiplier (L'Ecuyer, "Tables of linear congruential generators of different sizes and good lattice
 * structure", Mathematics of Computation 68, 1999) the shortest differences between two words that share a hash are long: no
 * two words of up to four letters or digits do.
 */
final class WordHashes {

    private static final int MULTIPLIER = 29943829;

    /**
     * For each ASCII character by what it multiplies (upper half) and what it adds (lower): itself in lower case, or 0 and 0
     * where it is no part of a word, so that the next one starts anew.
     */
    private static final long[] STEP = new long[128];

    static {
        for (char c = 0; c < STEP.length; c++) {
            STEP[c] = Words.isWordPart(c) ? (long) MULTIPLIER << Integer.SIZE | Character.toLowerCase(c) : 0;
        }
    }

    private WordHashes() {}

    /** Most numbers that {@link #of} writes for so many bytes: one a word, and one more. */
    static int most(int bytes) {
        return bytes / 2 + 2;
    }

    /**
     * Hashes the words, in their order.
     *
     * @param utf8 the text's bytes
     * @param hashes gets them, and meaningless numbers behind; as long as {@link #most} says
     * @return how many words there are
     */
    static int of(String text, byte[] utf8, int[] hashes) {
        int words = ofAscii(utf8, hashes);
        return words >= 0 ? words : ofAny(text, hashes);
    }

    /**
     * The same as {@link #ofAny} in one pass. It has no branch, since where words end cannot be foreseen: the hash so far is
     * written at each byte, and counts by how far the next is written.
     *
     * @return -1 if a byte is not ASCII
     */
    private static int ofAscii(byte[] text, int[] hashes) {
        int words = 0;
        int hash = 0;
        int inWord = 0;
        int bits = 0;
        for (byte character : text) {
            bits |= character;
            long step = STEP[character & 0x7F];
            int factor = (int) (step >>> Integer.SIZE);
            hash = hash * factor + (int) step;
            words += inWord & ~factor;
            hashes[words] = hash;
            inWord = factor & 1;
        }
        return bits < 0 ? -1 : words + inWord;
    }

    /** By {@link Words}, for every script. */
    private static int ofAny(String text, int[] hashes) {
        String folded = Words.folded(text);
        int words = 0;
        for (int start = Words.start(folded, 0); start < folded.length(); ) {
            int end = Words.end(folded, start);
            hashes[words++] = hash(folded.substring(start, end).getBytes(StandardCharsets.UTF_8));
            start = Words.start(folded, end);
        }
        return words;
    }

    private static int hash(byte[] word) {
        int hash = 0;
        for (byte part : word) {
            hash = hash * MULTIPLIER + (part & 0xFF);
        }
        return hash;
    }
}
