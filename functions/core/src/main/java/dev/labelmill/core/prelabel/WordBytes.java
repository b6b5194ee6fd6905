package dev.labelmill.core.prelabel;

import java.nio.charset.StandardCharsets;

/**
 * A text's words in one array, folded, one space behind each: any n-gram is a slice of it, and nothing is copied.
 *
 * @param utf8 the words; there may be more bytes behind them
 * @param starts where each word starts, and behind them where the next would; there may be more
 * @param count how many words there are
 */
record WordBytes(byte[] utf8, int[] starts, int count) {

    /** What each ASCII character becomes: letters in lower case, digits, and a space for what is no part of a word. */
    private static final byte[] FOLDED = new byte[128];

    static {
        for (char c = 0; c < FOLDED.length; c++) {
            FOLDED[c] = Character.isLetterOrDigit(c) ? (byte) Character.toLowerCase(c) : (byte) ' ';
        }
    }

    static WordBytes of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return utf8.length == text.length() && isAscii(utf8) ? ofAscii(utf8) : ofAny(text);
    }

    /** Lone surrogates are one byte each too, but then a question mark, which is no part of a word any more than they are. */
    private static boolean isAscii(byte[] utf8) {
        int bits = 0;
        for (byte b : utf8) {
            bits |= b;
        }
        return bits >= 0;
    }

    /**
     * The same as {@link #ofAny} in one pass and in place. It has no branch, since where words end cannot be foreseen: each
     * byte is written, and counts by how far the ends move.
     */
    private static WordBytes ofAscii(byte[] text) {
        int[] starts = new int[text.length / 2 + 2];
        int count = 0;
        int at = 0;
        int inWord = 0;
        for (int i = 0; i < text.length; i++) {
            byte folded = FOLDED[text[i] & 0x7F];
            int isPart = ' ' - folded >>> 31;
            text[at] = folded;
            at += isPart | inWord;
            starts[count + 1] = at;
            count += inWord & ~isPart;
            inWord = isPart;
        }
        if (inWord == 1) {
            starts[++count] = at + 1;
        }
        return new WordBytes(text, starts, count);
    }

    /** By {@link Words}, for every script. */
    static WordBytes ofAny(String text) {
        String folded = Words.folded(text);
        StringBuilder joined = new StringBuilder(folded.length() + 1);
        for (int start = Words.start(folded, 0); start < folded.length(); ) {
            int end = Words.end(folded, start);
            joined.append(folded, start, end).append(' ');
            start = Words.start(folded, end);
        }
        byte[] utf8 = joined.toString().getBytes(StandardCharsets.UTF_8);
        int[] starts = new int[utf8.length / 2 + 1];
        int count = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] == ' ') {
                starts[++count] = i + 1;
            }
        }
        return new WordBytes(utf8, starts, count);
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return starts[word + 1] - 1;
    }
}
