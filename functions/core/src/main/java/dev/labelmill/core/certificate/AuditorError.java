package dev.labelmill.core.certificate;

/**
 * How often auditors answer wrongly: the share of items, among those whose label is right and among those whose label is
 * wrong alike, on which an auditor's answer is not the true one.
 */
public sealed interface AuditorError {

    /**
     * Upper bound on it.
     *
     * @param alpha probability of being wrong, in (0, 1)
     * @return in [0, 1]
     */
    double atMost(double alpha);

    /** Whether the bound comes from a sample and so takes a share of alpha. */
    boolean isMeasured();

    /**
     * Taken for granted.
     *
     * @param rate in [0, 1]
     */
    record Assumed(double rate) implements AuditorError {

        /** Checks the range. */
        public Assumed {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("an error rate lies between 0 and 1: " + rate);
            }
        }

        @Override
        public double atMost(double alpha) {
            return rate;
        }

        @Override
        public boolean isMeasured() {
            return false;
        }
    }

    /**
     * Measured on items with a known answer, independent of each other and as hard as those audited: Clopper and
     * Pearson's bound.
     *
     * @param wrong answers that are not the known one, from 0 to {@code answered}
     * @param answered answers on such items
     */
    record OnGold(int wrong, int answered) implements AuditorError {

        /** Checks the ranges. */
        public OnGold {
            requireShare(wrong, answered);
        }

        @Override
        public double atMost(double alpha) {
            return ClopperPearson.upper(wrong, answered, alpha);
        }

        @Override
        public boolean isMeasured() {
            return true;
        }
    }

    /**
     * Measured by two auditors who answered the same items without knowing of each other. If they err independently and
     * on average no more than half of the time, at a mean rate r, they disagree at a rate d of 2r(1 - r) or more, with
     * two classes and equal rates exactly this. Hence, with Clopper and Pearson's bound on d,
     *
     * <pre>
     *   r ≤ (1 - √(1 - 2d)) / 2      and 1/2 if d ≥ 1/2
     * </pre>
     *
     * @param disagreements items on which they differ, from 0 to {@code items}
     * @param items items that both answered
     */
    record BetweenTwo(int disagreements, int items) implements AuditorError {

        /** Checks the ranges. */
        public BetweenTwo {
            requireShare(disagreements, items);
        }

        @Override
        public double atMost(double alpha) {
            double rate = ClopperPearson.upper(disagreements, items, alpha);
            return (1 - Math.sqrt(Math.max(0, 1 - 2 * rate))) / 2;
        }

        @Override
        public boolean isMeasured() {
            return true;
        }
    }

    private static void requireShare(int part, int whole) {
        if (part < 0 || part > whole) {
            throw new IllegalArgumentException("a count must lie between 0 and " + whole + ": " + part);
        }
    }
}
