package dev.labelmill.core.certificate;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many audits of one large stratum buy a bound: the fewest n for which Clopper and Pearson's upper bound is within
 * the limit with the wanted chance, if the errors among them are binomial with the assumed rate. Found exactly: for
 * each number of errors e the fewest audits that tolerate it, n(e), by halving; then the first e with
 *
 * <pre>
 *   P(X ≤ e) ≥ chance,   X binomial (n(e), error rate)
 * </pre>
 *
 * <p>Between n(e) and n(e + 1) more audits tolerate no more errors and only lower the chance, so nothing smaller is
 * passed over. Without errors this is the rule of three: 99 audits for .03 at confidence .95. {@link AuditSplit} plans for
 * several strata, of their finite sizes.
 *
 * @param audits fewest audits that will do
 * @param errorsTolerated errors among them with which the bound is still within the limit
 * @param chance probability of no more errors than that, at least the wanted one
 */
public record SampleSize(long audits, int errorsTolerated, double chance) {

    /**
     * Plans.
     *
     * @param limit what the bound on the error rate shall not exceed, in (0, 1)
     * @param confidence of the bound, in (0, 1)
     * @param errorRate assumed, from 0 to below {@code limit}; the nearer to it, the more audits (and the longer this
     *     takes), with the inverse square of the distance
     * @param chance wanted probability that the bound comes within the limit, in (0, 1)
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static SampleSize of(double limit, double confidence, double errorRate, double chance) {
        Certificate.requireConfidence(confidence);
        requireReachable(limit, errorRate, chance);
        long audits = 0;
        for (int errors = 0; ; errors++) {
            audits = fewest(errors, audits, limit, 1 - confidence);
            double reached =
                    BinomialDistribution.of(Math.toIntExact(audits), errorRate).cumulativeProbability(errors);
            if (reached >= chance) {
                return new SampleSize(audits, errors, reached);
            }
        }
    }

    /** Fewest audits whose bound is within the limit in spite of so many errors, if these are too few. */
    private static long fewest(int errors, long tooFew, double limit, double alpha) {
        long few = Math.max(tooFew, errors);
        long enough = few + 1;
        while (!ClopperPearson.upperIsWithin(limit, errors, enough, alpha)) {
            enough *= 2;
        }
        while (enough - few > 1) {
            long middle = (few + enough) / 2;
            if (ClopperPearson.upperIsWithin(limit, errors, middle, alpha)) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return enough;
    }

    static void requireReachable(double limit, double errorRate, double chance) {
        if (!(limit > 0 && limit < 1 && chance > 0 && chance < 1)) {
            throw new IllegalArgumentException("limit and chance lie between 0 and 1, not " + limit + " and " + chance);
        }
        if (!(errorRate >= 0 && errorRate < limit)) {
            throw new IllegalArgumentException(
                    "no audit shows an error rate of " + errorRate + " to be within " + limit);
        }
    }
}
