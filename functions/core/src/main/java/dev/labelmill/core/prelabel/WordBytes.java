package dev.labelmill.core.prelabel;

import java.nio.charset.StandardCharsets;

/**
 * A text's words in one array, folded, one space behind each: any n-gram is a slice of it, and nothing is copied.
 *
 * @param utf8 the words; there may be more bytes behind them
 * @param starts where each word starts, and behind them where the next would
 * @param count how many words there are
 */
record WordBytes(byte[] utf8, int[] starts, int count) {

    /** What each ASCII character becomes: letters in lower case, digits, and 0 for what is no part of a word. */
    private static final byte[] FOLDED = new byte[128];

    static {
        for (char c = 0; c < FOLDED.length; c++) {
            FOLDED[c] = Character.isLetterOrDigit(c) ? (byte) Character.toLowerCase(c) : 0;
        }
    }

    static WordBytes of(String text) {
        WordBytes ascii = ofAscii(text);
        return ascii == null ? ofAny(text) : ascii;
    }

    /** The same as {@link #ofAny} in one pass; null if the text has a character outside ASCII. */
    private static WordBytes ofAscii(String text) {
        int length = text.length();
        byte[] joined = new byte[length + 1];
        int[] starts = new int[length / 2 + 2];
        int count = 0;
        int start = 0;
        int at = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= FOLDED.length) {
                return null;
            }
            byte folded = FOLDED[c];
            if (folded != 0) {
                joined[at++] = folded;
            } else if (at > start) {
                joined[at++] = ' ';
                start = at;
                starts[++count] = start;
            }
        }
        if (at > start) {
            joined[at++] = ' ';
            starts[++count] = at;
        }
        return new WordBytes(joined, starts, count);
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
