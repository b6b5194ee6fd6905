package dev.labelmill.core.prelabel;

import java.text.Normalizer;

/**
 * What all text labelers agree on: a word is a run of Unicode letters, digits and combining marks; words compare without
 * regard to case, in normalisation form C. Scripts that do not separate words (Chinese, Thai) give one word a run.
 */
final class Words {

    private Words() {}

    /** Form C, and each code point lower-cased after upper-casing, so that variants such as ς and σ fall together. */
    static String folded(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(composed.length());
        for (int at = 0; at < composed.length(); ) {
            int codePoint = composed.codePointAt(at);
            at += Character.charCount(codePoint);
            folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(codePoint)));
        }
        return folded.toString();
    }

    static boolean isWordPart(int codePoint) {
        if (Character.isLetterOrDigit(codePoint)) {
            return true;
        }
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** The index of the first word's start at or after {@code from}, or the text's length. */
    static int start(String text, int from) {
        int at = from;
        while (at < text.length() && !isWordPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    /** The index after the last character of the word that starts at {@code start}. */
    static int end(String text, int start) {
        int at = start;
        while (at < text.length() && isWordPart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }
}
