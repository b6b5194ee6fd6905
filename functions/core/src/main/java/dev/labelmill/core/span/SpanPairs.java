package dev.labelmill.core.span;

import dev.labelmill.core.matching.Pairing;
import java.util.List;

/** How two annotators' spans of one text pair up. Spans of different classes are never paired. */
public final class SpanPairs {

    private SpanPairs() {}

    /** Pairs of the same offsets: the exact match of CoNLL's scores (Tjong Kim Sang and De Meulder 2003). */
    public static Pairing exact(List<Span> one, List<Span> other) {
        return Pairing.of(one, other, (a, b) -> sameClass(a, b) && a.isAt(b) ? 1 : 0);
    }

    /**
     * Pairs with at least one code point in common, or the same offsets: as many as possible, then the greatest sum of
     * IoU. Its F1 is the lenient match of entity scores such as MUC's.
     */
    public static Pairing overlapping(List<Span> one, List<Span> other) {
        return Pairing.of(one, other, SpanPairs::credit);
    }

    /** The pairing with the greatest sum of IoU, whose {@link Pairing#likeness} tells how alike the two labels are. */
    public static Pairing best(List<Span> one, List<Span> other) {
        return Pairing.bySum(one, other, SpanPairs::credit);
    }

    private static double credit(Span one, Span other) {
        return sameClass(one, other) ? one.iou(other) : 0;
    }

    private static boolean sameClass(Span one, Span other) {
        return one.category() == other.category();
    }
}
