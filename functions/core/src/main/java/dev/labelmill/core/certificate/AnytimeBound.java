package dev.labelmill.core.certificate;

/**
 * Upper bound on the number of errors in a finite population that holds at all looks at once, however often one looks
 * while a sample without replacement grows (a confidence sequence: Robbins, Annals of Mathematical Statistics 41, 1970;
 * without replacement: Waudby-Smith and Ramdas, NeurIPS 2020). After n of N items, e of them wrong,
 *
 * <pre>
 *   upper = max { M : E(M) &lt; 1 / alpha }
 *   E(M)  = ∫ Q_u(answers) / P_M(answers) dBeta(u; 1/2, 1)
 *         = Σ_j C(n-e, j) · B(1/2+e, 1+j) / B(1/2, 1) · Π_{i&lt;j} (M-e-i) / (N-M-(n-e)+1+i),  j = 0 … n-e
 * </pre>
 *
 * <p>P_M is the probability of the answers so far, in their order, if M items are wrong; Q_u the same if each of these M is
 * in truth wrong only with probability u. If M is true, E(M) has mean 1 at most and never gains on average, so by Ville's
 * inequality it ever reaches 1/alpha with probability alpha at most: the sequence of bounds fails anywhere that
 * rarely. Each summand rises in M, so the largest M is found by halving.
 *
 * <p>It assumes that the order in which answers come says nothing of whether they are errors: at each look the answered
 * items are a random sample of all. The price of looking at will, against a bound that may be looked at once, is a third
 * without errors and less with them. Beta(1/2, 1) weighs "far fewer errors than M" and "hardly fewer" alike; the choice
 * affects how tight the bounds are and not whether they hold.
 */
public final class AnytimeBound {

    private AnytimeBound() {}

    /**
     * The largest number of errors that no look so far could contradict.
     *
     * @param errors from 0 to {@code sampled}
     * @param sampled items answered so far, from 0 to {@code size}; 0 gives {@code size}, nothing being known
     * @param size items in the population
     * @param alpha probability that any bound of the sequence is wrong, in (0, 1)
     * @return from {@code errors} to {@code size - sampled + errors}
     */
    public static long upper(long errors, long sampled, long size, double alpha) {
        HypergeometricBound.check(errors, sampled, size, alpha);
        long kept = errors;
        long contradicted = size - sampled + errors + 1;
        while (contradicted - kept > 1) {
            long middle = kept + (contradicted - kept) / 2;
            if (contradicts(middle, errors, sampled, size, 1 / alpha)) {
                contradicted = middle;
            } else {
                kept = middle;
            }
        }
        return kept;
    }

    /** Sums E(wrong) as far as it takes to know whether it reaches the limit. */
    private static boolean contradicts(long wrong, long errors, long sampled, long size, double limit) {
        long right = sampled - errors;
        double term = 1 / (2.0 * errors + 1);
        double sum = term;
        long terms = Math.min(right, wrong - errors);
        for (long j = 0; j < terms && sum < limit; j++) {
            term *= (right - j) / (errors + 1.5 + j) * (wrong - errors - j) / (size - wrong - right + 1 + j);
            sum += term;
        }
        return sum >= limit;
    }
}
