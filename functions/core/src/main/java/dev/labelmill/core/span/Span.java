package dev.labelmill.core.span;

import java.util.Comparator;

/**
 * A stretch of text of a class, from its first code point to the one after its last. Offsets count Unicode code
 * points, as Python does: that is the same in every language and never falls inside a character, which UTF-16 units
 * may; {@link #ofUtf16} converts them. A span may be empty or lie outside its text: both are what checks are there to
 * find.
 *
 * @param start    code points before it
 * @param end      code points up to and with its last
 * @param category class index, from 0
 */
public record Span(int start, int end, int category) {

    /** By place, then class: equal only for equal spans. */
    public static final Comparator<Span> ORDER =
            Comparator.comparingInt(Span::start).thenComparingInt(Span::end).thenComparingInt(Span::category);

    /** @throws IllegalArgumentException for a negative class */
    public Span {
        if (category < 0) {
            throw new IllegalArgumentException("a span's class index must not be negative: " + category);
        }
    }

    /**
     * The span that has these offsets in UTF-16 units, as JavaScript and Java count.
     *
     * @throws IllegalArgumentException if an offset lies outside the text or between the two halves of a character
     */
    public static Span ofUtf16(String text, int start, int end, int category) {
        return new Span(codePoints(text, start), codePoints(text, end), category);
    }

    private static int codePoints(String text, int offset) {
        if (offset < 0 || offset > text.length()) {
            throw new IllegalArgumentException(
                    "offset " + offset + " lies outside a text of " + text.length() + " UTF-16 units");
        }
        boolean inside = offset > 0
                && offset < text.length()
                && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
        if (inside) {
            throw new IllegalArgumentException("offset " + offset + " lies between the two halves of a character");
        }
        return text.codePointCount(0, offset);
    }

    /** Code points, at least 0. */
    public long length() {
        return Math.max(0, (long) end - start);
    }

    /** Code points in common with another, whatever the classes; at least 0. */
    public long overlap(Span other) {
        return Math.max(0, (long) Math.min(end, other.end) - Math.max(start, other.start));
    }

    /** Whether start and end are the same, whatever the classes. */
    public boolean isAt(Span other) {
        return start == other.start && end == other.end;
    }

    /**
     * Intersection over union of the code points, whatever the classes. 1 − IoU is a metric.
     *
     * @return in [0,1]; 1 only for the same offsets. An empty span has nothing in common with any but one at its offsets
     */
    public double iou(Span other) {
        if (isAt(other)) {
            return 1;
        }
        long common = overlap(other);
        return common == 0 ? 0 : (double) common / (length() + other.length() - common);
    }

    /** The same offsets with another class. */
    public Span withCategory(int other) {
        return new Span(start, end, other);
    }
}
