package dev.labelmill.core.manifest;

import java.nio.charset.StandardCharsets;

/** One line of a manifest, with the place where its bytes lie in the object. */
public sealed interface Line {

    /** Offset of the line's first byte in the object; after the byte order mark if the file begins with one. */
    long offset();

    /** Number of bytes, without the line end (LF or CRLF) and without a byte order mark. */
    long byteLength();

    /**
     * A line that can be parsed: valid UTF-8, not blank, not too long. It is a view of the reader's buffer and valid
     * only until the next line is read.
     *
     * @param offset see {@link Line#offset()}
     * @param buffer the reader's buffer, to be read only
     * @param from where the line starts in the buffer
     * @param length its length in bytes
     */
    record Bytes(long offset, byte[] buffer, int from, int length) implements Line {
        @Override
        public long byteLength() {
            return length;
        }

        /** The line as a string of its own. */
        public String text() {
            return new String(buffer, from, length, StandardCharsets.UTF_8);
        }
    }

    /**
     * A line that cannot be used. Its place is exact, its bytes were not kept.
     *
     * @param offset see {@link Line#offset()}
     * @param byteLength see {@link Line#byteLength()}
     * @param problem what is wrong with it
     */
    record Unusable(long offset, long byteLength, Problem problem) implements Line {}

    /** Why a line cannot be used. */
    enum Problem {
        /** Longer than the limit; it was skipped without being buffered. */
        OVERSIZED("the line is longer than maxLineBytes of batch.json"),
        /** Not valid UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
        NOT_UTF8("the line is not valid UTF-8");

        private final String sentence;

        Problem(String sentence) {
            this.sentence = sentence;
        }

        /** The problem in words for whoever uploaded the file. */
        public String sentence() {
            return sentence;
        }
    }
}
