package dev.labelmill.core.agreement;

/** Squared distances of mean ranks: R_c = Σ_{g<c} n_g + n_c / 2, up to a constant. */
record OrdinalMetric() implements Metric {

    @Override
    public double[][] differences(double[] votes) {
        double[] ranks = ranks(votes);
        int classes = votes.length;
        double[][] differences = new double[classes][classes];
        for (int one = 0; one < classes; one++) {
            for (int other = 0; other < classes; other++) {
                double distance = ranks[one] - ranks[other];
                differences[one][other] = distance * distance;
            }
        }
        return differences;
    }

    /** By the chain rule over the ranks: a vote moves its own class by half a rank and those above by one. */
    @Override
    public double[] slopesByVotes(double[][] slopes, double[] votes) {
        double[] byRank = slopesByRank(slopes, ranks(votes));
        double[] byVotes = new double[votes.length];
        double above = 0;
        for (int c = votes.length - 1; c >= 0; c--) {
            byVotes[c] = byRank[c] / 2 + above;
            above += byRank[c];
        }
        return byVotes;
    }

    private static double[] slopesByRank(double[][] slopes, double[] ranks) {
        double[] byRank = new double[ranks.length];
        for (int low = 0; low < ranks.length; low++) {
            for (int high = low + 1; high < ranks.length; high++) {
                double slope = slopes[low][high] * 2 * (ranks[high] - ranks[low]);
                byRank[high] += slope;
                byRank[low] -= slope;
            }
        }
        return byRank;
    }

    private static double[] ranks(double[] votes) {
        double[] ranks = new double[votes.length];
        double below = 0;
        for (int c = 0; c < votes.length; c++) {
            ranks[c] = below + votes[c] / 2;
            below += votes[c];
        }
        return ranks;
    }
}
