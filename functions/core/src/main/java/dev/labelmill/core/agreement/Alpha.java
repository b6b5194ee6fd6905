package dev.labelmill.core.agreement;

/**
 * Krippendorff's alpha, 1 - D_o / D_e, and how it changes with its parts. With o_ck the coincidences and n_c the votes by
 * class in units with a pair, n of them:
 *
 * <pre>
 *   alpha = 1 - (n - 1) O / E      O = Σ_{c≠k} o_ck δ²_ck      E = Σ_{c≠k} n_c n_k δ²_ck
 * </pre>
 */
final class Alpha {

    private final double[] votes;
    private final double[][] coincidences;
    private final Metric metric;
    private final double[][] differences;
    private final double observed;
    private final double expected;

    /** Coincidences lie in [lower index][higher index]. */
    Alpha(double[] votes, double[][] coincidences, Metric metric) {
        this.votes = votes;
        this.coincidences = coincidences;
        this.metric = metric;
        this.differences = metric.differences(votes);
        this.observed = sum(coincidences, differences);
        this.expected = expected(votes, differences);
    }

    /** E; 0 means that alpha is 0/0. */
    static double expected(double[] votes, double[][] differences) {
        double sum = 0;
        for (int low = 0; low < votes.length; low++) {
            for (int high = low + 1; high < votes.length; high++) {
                sum += votes[low] * votes[high] * differences[low][high];
            }
        }
        return 2 * sum;
    }

    /** O, of coincidences in [lower index][higher index]. */
    static double sum(double[][] coincidences, double[][] differences) {
        double sum = 0;
        for (int low = 0; low < coincidences.length; low++) {
            for (int high = low + 1; high < coincidences.length; high++) {
                sum += coincidences[low][high] * differences[low][high];
            }
        }
        return 2 * sum;
    }

    static double value(double observed, double expected, double votes) {
        return 1 - (votes - 1) * observed / expected;
    }

    boolean isDefined() {
        return expected > 0;
    }

    double value() {
        return value(observed, expected, total());
    }

    double[][] differences() {
        return differences;
    }

    /** The derivative by O. */
    double slopeByObserved() {
        return -(total() - 1) / expected;
    }

    /** The derivative by the votes of each class, also through the differences. */
    double[] slopesByVotes() {
        double[] slopes = metric.slopesByVotes(slopesByDifference(), votes);
        double ratio = observed / expected;
        for (int c = 0; c < votes.length; c++) {
            double byExpected = 0;
            for (int k = 0; k < votes.length; k++) {
                byExpected += votes[k] * differences[c][k];
            }
            slopes[c] += -ratio + (total() - 1) * ratio / expected * 2 * byExpected;
        }
        return slopes;
    }

    private double[][] slopesByDifference() {
        double[][] slopes = new double[votes.length][votes.length];
        double ratio = observed / expected;
        for (int low = 0; low < votes.length; low++) {
            for (int high = low + 1; high < votes.length; high++) {
                slopes[low][high] =
                        -(total() - 1) / expected * 2 * (coincidences[low][high] - ratio * votes[low] * votes[high]);
            }
        }
        return slopes;
    }

    private double total() {
        double total = 0;
        for (double n : votes) {
            total += n;
        }
        return total;
    }
}
