package dev.labelmill.core.agreement;

/**
 * How much of an agreement two different classes still are, as weights in [0, 1]: 1 for a class and itself, and for
 * others by how far they stand apart in the declared order, their gap |i - j|, so that all but {@link #IDENTITY} are for
 * ordered classes (Gwet, Handbook of Inter-Rater Reliability, 4th ed., 2014, ch. 3). Kept here as differences, 1 - weight.
 */
public enum Weights {

    /** Different classes do not agree at all; for nominal labels. */
    IDENTITY {
        @Override
        double difference(double differing, double gap, double square, int classes) {
            return differing;
        }
    },

    /** 1 - gap / (K - 1); Cicchetti and Allison 1971. */
    LINEAR {
        @Override
        double difference(double differing, double gap, double square, int classes) {
            return gap / (classes - 1);
        }
    },

    /** 1 - gap² / (K - 1)²; Fleiss and Cohen 1973. */
    QUADRATIC {
        @Override
        double difference(double differing, double gap, double square, int classes) {
            return square / ((classes - 1.0) * (classes - 1.0));
        }
    },

    /** 1 - C(gap + 1, 2) / C(K, 2): by how many pairs of classes lie between, ends included; Gwet 2014. */
    ORDINAL {
        @Override
        double difference(double differing, double gap, double square, int classes) {
            return (square + gap) / (classes * (classes - 1.0));
        }
    };

    /**
     * 1 - weight, which is linear in three sums over pairs of ratings, so that it may be taken of one pair or of the sums.
     *
     * @param differing 1 for a pair that differs
     * @param gap       the distance of its classes
     * @param square    that distance squared
     * @param classes   declared classes, at least 2
     */
    abstract double difference(double differing, double gap, double square, int classes);

    /** 1 - weight of every two classes: 0 on the diagonal. */
    double[][] differences(int classes) {
        double[][] differences = new double[classes][classes];
        for (int one = 0; one < classes; one++) {
            for (int other = 0; other < classes; other++) {
                double gap = Math.abs(one - other);
                differences[one][other] = one == other ? 0 : difference(1, gap, gap * gap, classes);
            }
        }
        return differences;
    }
}
