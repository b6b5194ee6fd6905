package dev.labelmill.core.certificate;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Exact one-sided bounds on a probability after n independent trials (Clopper and Pearson, Biometrika 26, 1934),
 * through the beta distribution:
 *
 * <pre>
 *   upper = quantile of Beta(e + 1, n - e) at 1 - alpha        lower = quantile of Beta(e, n - e + 1) at alpha
 * </pre>
 *
 * <p>Whatever the probability is, a bound fails with probability alpha at most. It errs on the safe side when items
 * are drawn without replacement, and when their probabilities differ and their mean is bounded (Hoeffding, Annals of
 * Mathematical Statistics 27, 1956), at the alphas of practice.
 */
public final class ClopperPearson {

    private ClopperPearson() {}

    /**
     * The largest probability that the errors seen do not contradict.
     *
     * @param errors from 0 to {@code n}
     * @param n trials; 0 gives 1, nothing being known
     * @param alpha probability of being wrong, in (0, 1)
     * @return in (0, 1]
     */
    public static double upper(long errors, long n, double alpha) {
        check(errors, n, alpha);
        return errors == n ? 1 : BetaDistribution.of(errors + 1.0, n - errors).inverseSurvivalProbability(alpha);
    }

    /**
     * Whether {@link #upper} is at most a limit, found by one evaluation of the distribution in place of its inverse.
     *
     * @param limit in (0, 1)
     * @param errors from 0 to {@code n}
     * @param n trials
     * @param alpha probability of being wrong, in (0, 1)
     */
    public static boolean upperIsWithin(double limit, long errors, long n, double alpha) {
        check(errors, n, alpha);
        return errors < n && BetaDistribution.of(errors + 1.0, n - errors).survivalProbability(limit) <= alpha;
    }

    /**
     * The smallest probability that the errors seen do not contradict.
     *
     * @param errors from 0 to {@code n}
     * @param n trials; 0 gives 0, nothing being known
     * @param alpha probability of being wrong, in (0, 1)
     * @return in [0, 1)
     */
    public static double lower(long errors, long n, double alpha) {
        check(errors, n, alpha);
        return errors == 0 ? 0 : BetaDistribution.of(errors, n - errors + 1.0).inverseCumulativeProbability(alpha);
    }

    private static void check(long errors, long n, double alpha) {
        if (errors < 0 || errors > n) {
            throw new IllegalArgumentException("errors must lie between 0 and " + n + ": " + errors);
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha must lie between 0 and 1: " + alpha);
        }
    }
}
