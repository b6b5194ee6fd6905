package dev.labelmill.core.calibration;

import dev.labelmill.core.certificate.ClopperPearson;
import dev.labelmill.core.certificate.HypergeometricBound;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Whether calibration items show, at some confidence, that an error rate keeps the target. */
sealed interface AcceptanceCriterion {

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
     * How many calibration items to reckon with when candidates are chosen.
     *
     * @param sampled so many there are
     * @param items   that they are a random sample of, themselves included
     */
    long reckoned(long sampled, long items);

    /**
     * The fewest calibration items that pass without an error; empty if no number does.
     *
     * @param items that they are a random sample of, themselves included
     */
    OptionalLong fewest(long items);

    /**
     * Of a labeler's error rate, which the items are themselves a sample of: Clopper and Pearson's bound.
     *
     * @param targetError in (0, 1)
     * @param alpha       probability of being wrong, in (0, 1)
     */
    record OfRate(double targetError, double alpha) implements AcceptanceCriterion {

        @Override
        public boolean passes(long errors, long sampled, long items) {
            return ClopperPearson.upperIsWithin(targetError, errors, sampled, alpha);
        }

        @Override
        public double bound(long errors, long sampled, long items) {
            return ClopperPearson.upper(errors, sampled, alpha);
        }

        @Override
        public long reckoned(long sampled, long items) {
            return sampled;
        }

        /** (1 − target)ⁿ is at most alpha, however many items there are. */
        @Override
        public OptionalLong fewest(long items) {
            return OptionalLong.of((long) Math.ceil(Math.log(alpha) / Math.log1p(-targetError)));
        }
    }

    /**
     * Of the rest: the items that were not drawn, which alone are accepted, people having labelled those drawn. Let N items
     * have M errors, let n of them be drawn with X errors, and let r be so few that n drawn items leave fewer than r only with
     * negligible probability, one at least. It passes where the exact bound U on M ({@link HypergeometricBound}) is at most target · r, and n
     * is at most N − r.
     *
     * <p>If it passes although the rest's error rate (M − X) / (N − n) exceeds the target, then M ≥ M − X &gt; target · (N − n)
     * ≥ target · r ≥ U, which has probability alpha at most. Because r depends on N and the rate of the draw only, "M &gt;
     * target · r" is a hypothesis that is true or false whatever is drawn, and so is the first candidate for which it is true,
     * if candidates are chosen by the numbers that are surely drawn and not by those that were: then that candidate's sample is
     * a simple random one given its size, as a fixed-sequence test wants it. With (U − X) / (N − n), which is tighter and as
     * valid at a single candidate, the hypothesis would depend on X. The bound that is told is U / r.
     *
     * <p>A bound on M / N alone would say too little of the rest: a lucky sample leaves more errors among fewer items.
     *
     * @param rate probability with which each item was drawn, in (0, 1]
     */
    record OfRest(double targetError, double alpha, double rate) implements AcceptanceCriterion {

        /** Standard deviations of the number of drawn items beyond its mean that are allowed for. */
        private static final double SPREAD = 3;

        /** The same below its mean: fewer cost a candidate, and nothing else. */
        private static final double SHORTFALL = 2;

        @Override
        public boolean passes(long errors, long sampled, long items) {
            long rest = rest(items);
            return rest > 0
                    && sampled <= items - rest
                    && HypergeometricBound.upperIsWithin((long) (targetError * rest), errors, sampled, items, alpha);
        }

        @Override
        public double bound(long errors, long sampled, long items) {
            long rest = rest(items);
            long upper = HypergeometricBound.upper(errors, sampled, items, alpha);
            return rest == 0 ? 1 : Math.min(1, (double) upper / rest);
        }

        @Override
        public long reckoned(long sampled, long items) {
            return (long) Math.max(0, items * rate - SHORTFALL * deviation(items));
        }

        @Override
        public OptionalLong fewest(long items) {
            return LongStream.rangeClosed(1, items)
                    .filter(sampled -> passes(0, sampled, items))
                    .findFirst();
        }

        private long rest(long items) {
            return Math.max(0, items - (long) Math.ceil(items * rate + SPREAD * deviation(items)));
        }

        private double deviation(long items) {
            return Math.sqrt(items * rate * (1 - rate));
        }
    }
}
