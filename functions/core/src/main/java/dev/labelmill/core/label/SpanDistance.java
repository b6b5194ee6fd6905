package dev.labelmill.core.label;

import dev.labelmill.core.span.Span;
import dev.labelmill.core.span.SpanPairs;
import java.util.List;

/** How far apart two sets of spans are, in [0,1]: 0 for two empty sets, 1 where only one is empty. */
public enum SpanDistance {

    /** 1 − F1 of spans with the same offsets and class. 0 only for equal sets; no triangle inequality (it is Dice's). */
    EXACT {
        @Override
        double of(List<Span> one, List<Span> other) {
            return 1 - SpanPairs.exact(one, other).f1();
        }
    },

    /** 1 − F1 of spans of a class that overlap at all: 0 also for spans that merely touch the same words, so no metric. */
    OVERLAP {
        @Override
        double of(List<Span> one, List<Span> other) {
            return 1 - SpanPairs.overlapping(one, other).f1();
        }
    },

    /** One minus the greatest sum of IoU over one-to-one pairs of the same class, over the larger number of spans: a metric. */
    GRADED {
        @Override
        double of(List<Span> one, List<Span> other) {
            return 1 - SpanPairs.best(one, other).likeness();
        }
    };

    abstract double of(List<Span> one, List<Span> other);
}
