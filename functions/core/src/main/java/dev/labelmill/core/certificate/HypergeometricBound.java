package dev.labelmill.core.certificate;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Exact upper bound on the number of errors in a finite population, from a sample drawn without replacement (Buonaccorsi,
 * The American Statistician 41, 1987): of N items n were drawn and e of them were wrong, then
 *
 * <pre>
 *   upper = max { M : P(X ≤ e) &gt; alpha },  X hypergeometric: n drawn from N of which M are wrong
 * </pre>
 *
 * <p>Whatever the number of errors is, it exceeds its bound with probability alpha at most. The bound never exceeds Clopper
 * and Pearson's by more than rounding, at alphas of practice, and is tighter the more of the population was drawn:
 * without errors in 50 of 100 items it is 5 items at alpha .025, theirs 7.1; drawn whole, it is e itself.
 */
public final class HypergeometricBound {

    /** Summands that are smaller than this, relative to their sum, change no digit of it. */
    private static final double NEGLIGIBLE = 1e-17;

    private HypergeometricBound() {}

    /**
     * The largest number of errors that the sample does not contradict.
     *
     * @param errors from 0 to {@code sampled}
     * @param sampled items drawn, from 0 to {@code size}; 0 gives {@code size}, nothing being known
     * @param size items in the population; above {@link Integer#MAX_VALUE} the bound is Clopper and Pearson's, safe and
     *     as tight there
     * @param alpha probability of being wrong, in (0, 1)
     * @return from {@code errors} to {@code size - sampled + errors}
     */
    public static long upper(long errors, long sampled, long size, double alpha) {
        check(errors, sampled, size, alpha);
        long most = size - sampled + errors;
        if (size > Integer.MAX_VALUE) {
            return Math.min(most, (long) (size * ClopperPearson.upper(errors, sampled, alpha)));
        }
        long kept = errors;
        long contradicted = most + 1;
        while (contradicted - kept > 1) {
            long middle = (kept + contradicted) / 2;
            if (contradicts((int) errors, (int) sampled, (int) middle, (int) size, alpha)) {
                contradicted = middle;
            } else {
                kept = middle;
            }
        }
        return kept;
    }

    /**
     * Whether {@link #upper} is at most a limit, for a fraction of the time.
     *
     * @param limit errors in the population, from 0
     */
    public static boolean upperIsWithin(long limit, long errors, long sampled, long size, double alpha) {
        check(errors, sampled, size, alpha);
        if (size > Integer.MAX_VALUE) {
            return upper(errors, sampled, size, alpha) <= limit;
        }
        return errors <= limit
                && (limit >= size - sampled + errors
                        || contradicts((int) errors, (int) sampled, (int) limit + 1, (int) size, alpha));
    }

    /**
     * Whether {@link #upper} is less than {@code wrong}, at least {@code errors}: a sample with so few is too improbable.
     * Never one with the mean or more: a hypergeometric number is a sum of independent indicators, whose median is the mean
     * rounded up or down (Jogdeo and Samuels, Annals of Mathematical Statistics 39, 1968).
     */
    static boolean contradicts(int errors, int sampled, int wrong, int size, double alpha) {
        boolean belowMean = (double) errors * size < (double) sampled * wrong;
        if (!belowMean && alpha < .5) {
            return false;
        }
        HypergeometricDistribution found = HypergeometricDistribution.of(size, wrong, sampled);
        return (belowMean ? leftTail(found, errors) : found.cumulativeProbability(errors)) <= alpha;
    }

    /** Below the mean probabilities fall fast and are summed downwards; the library would first sum up to the median. */
    private static double leftTail(HypergeometricDistribution found, int errors) {
        double notSampledRight =
                (double) found.getPopulationSize() - found.getNumberOfSuccesses() - found.getSampleSize();
        double term = found.probability(errors);
        double sum = term;
        for (int k = errors; k > found.getSupportLowerBound() && term > sum * NEGLIGIBLE; k--) {
            term *= k / (found.getNumberOfSuccesses() - k + 1.0);
            term *= (notSampledRight + k) / (found.getSampleSize() - k + 1.0);
            sum += term;
        }
        return sum;
    }

    static void check(long errors, long sampled, long size, double alpha) {
        if (errors < 0 || errors > sampled || sampled > size) {
            throw new IllegalArgumentException(
                    "a sample needs 0 <= errors <= sampled <= size, not " + errors + ", " + sampled + ", " + size);
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie between 0 and 1: " + alpha);
        }
    }
}
