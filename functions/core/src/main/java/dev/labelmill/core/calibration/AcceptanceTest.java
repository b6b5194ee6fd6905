package dev.labelmill.core.calibration;

import dev.labelmill.core.certificate.ClopperPearson;
import dev.labelmill.core.certificate.HypergeometricBound;

/** Whether calibration items show, at some confidence, that an error rate keeps the target. */
sealed interface AcceptanceTest {

    /**
     * Whether they do.
     *
     * @param errors  calibration items that the labeler got wrong
     * @param sampled calibration items
     * @param items   that they are a random sample of, themselves included
     */
    boolean passes(long errors, long sampled, long items);

    /** The bound that is compared with the target. */
    double bound(long errors, long sampled, long items);

    /**
     * Of a labeler's error rate, which the items are themselves a sample of: Clopper and Pearson's bound.
     *
     * @param targetError in (0, 1)
     * @param alpha       probability of being wrong, in (0, 1)
     */
    record OfRate(double targetError, double alpha) implements AcceptanceTest {

        @Override
        public boolean passes(long errors, long sampled, long items) {
            return ClopperPearson.upperIsWithin(targetError, errors, sampled, alpha);
        }

        @Override
        public double bound(long errors, long sampled, long items) {
            return ClopperPearson.upper(errors, sampled, alpha);
        }
    }

    /**
     * Of the rest: the items that were not drawn, which alone are accepted, people having labelled those drawn. Let N items
     * have M errors, let n of them be drawn with X errors, and let r be so few that n drawn items leave fewer than r only with
     * negligible probability. The test passes where exact bound U on M ({@link HypergeometricBound}) is at most target · r,
     * and n is at most N − r.
     *
     * <p>If it passes although the rest's error rate (M − X) / (N − n) exceeds the target, then M ≥ M − X &gt; target · (N − n)
     * ≥ target · r ≥ U, which has probability alpha at most. Because r depends on N and the rate of the draw only, "M &gt;
     * target · r" is a hypothesis that is true or false whatever is drawn, as a fixed-sequence test wants it; with (U − X) /
     * (N − n), which is tighter and as valid at a single candidate, it would depend on X. The bound that is told is U / r.
     *
     * <p>A bound on M / N alone would say too little of the rest: a lucky sample leaves more errors among fewer items.
     *
     * @param rate probability with which each item was drawn, in (0, 1]
     */
    record OfRest(double targetError, double alpha, double rate) implements AcceptanceTest {

        /** Standard deviations of the number of drawn items beyond its mean that are allowed for. */
        private static final double SPREAD = 3;

        @Override
        public boolean passes(long errors, long sampled, long items) {
            long rest = rest(items);
            return sampled <= items - rest
                    && HypergeometricBound.upperIsWithin((long) (targetError * rest), errors, sampled, items, alpha);
        }

        @Override
        public double bound(long errors, long sampled, long items) {
            long rest = rest(items);
            long upper = HypergeometricBound.upper(errors, sampled, items, alpha);
            return rest == 0 ? 1 : Math.min(1, (double) upper / rest);
        }

        private long rest(long items) {
            double drawn = items * rate + SPREAD * Math.sqrt(items * rate * (1 - rate));
            return Math.max(0, items - (long) Math.ceil(drawn));
        }
    }
}
