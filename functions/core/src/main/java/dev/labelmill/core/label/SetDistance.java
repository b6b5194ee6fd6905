package dev.labelmill.core.label;

import dev.labelmill.core.label.LabelValue.Selection;

/** How far apart two sets of classes are, in [0,1]. Two empty sets are equal, and an empty set is 1 from any other. */
public enum SetDistance {

    /** 1 − |A∩B| / |A∪B| (Jaccard 1901): a metric. */
    JACCARD {
        @Override
        double ofDifferent(Selection one, Selection other) {
            return 1 - jaccard(one, other);
        }
    },

    /**
     * 1 − J·M, with Jaccard's index J and M = 1 for equal sets, 2/3 where one holds the other, 1/3 where each has
     * something of its own, 0 where nothing is in common (Passonneau 2006): kinder to an annotator who left something
     * out than to one who disagrees. 0 only for equal sets; the triangle inequality is not claimed.
     */
    MASI {
        @Override
        double ofDifferent(Selection one, Selection other) {
            long common = one.classes() & other.classes();
            boolean nested = common == one.classes() || common == other.classes();
            return 1 - jaccard(one, other) * (nested ? 2.0 / 3 : 1.0 / 3);
        }
    };

    /** The distance, symmetric. */
    public double of(Selection one, Selection other) {
        return one.classes() == other.classes() ? 0 : ofDifferent(one, other);
    }

    abstract double ofDifferent(Selection one, Selection other);

    private static double jaccard(Selection one, Selection other) {
        return (double) Long.bitCount(one.classes() & other.classes()) / Long.bitCount(one.classes() | other.classes());
    }
}
