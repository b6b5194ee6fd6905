package dev.labelmill.core.agreement;

import java.util.ArrayList;
import java.util.List;

/**
 * What all coefficients over classes are made of: units, votes by class and pairs of votes by classes, each summed
 * for every overlap m on its own. These are integers, so sums are exact; only the weights 1/m, 1/(m-1) and 1/(m(m-1)) that
 * the coefficients put on them are not, and they come last.
 */
final class Totals {

    private final int classes;
    private final List<Overlap> overlaps = new ArrayList<>();

    /** The sums over units of one overlap. */
    private static final class Overlap {
        private long units;
        private final long[] votes;
        /** For classes c and k at c K + k: products of their votes; each two classes in one of two places. */
        private final long[] pairs;

        Overlap(int classes, boolean paired) {
            votes = new long[classes];
            pairs = new long[paired ? classes * classes : 0];
        }
    }

    private Totals(int classes) {
        this.classes = classes;
    }

    static Totals of(RatingSource source) {
        Totals totals = new Totals(source.classes());
        UnitVotes unit = new UnitVotes(source.classes());
        source.forEach((raters, answers, ratings) -> {
            unit.load(answers, ratings);
            totals.add(unit);
        });
        return totals;
    }

    private void add(UnitVotes unit) {
        Overlap overlap = overlap(unit.ratings());
        overlap.units++;
        for (int i = 0; i < unit.distinct(); i++) {
            int one = unit.classAt(i);
            int votes = unit.votesAt(i);
            overlap.votes[one] += votes;
            int row = one * classes;
            for (int j = 0; j < i; j++) {
                overlap.pairs[row + unit.classAt(j)] += (long) votes * unit.votesAt(j);
            }
        }
    }

    private Overlap overlap(int ratings) {
        while (overlaps.size() <= ratings) {
            overlaps.add(null);
        }
        if (overlaps.get(ratings) == null) {
            overlaps.set(ratings, new Overlap(classes, ratings > 1));
        }
        return overlaps.get(ratings);
    }

    /** Units with at least {@code ratings} ratings. */
    long units(int ratings) {
        long units = 0;
        for (int m = ratings; m < overlaps.size(); m++) {
            units += overlaps.get(m) == null ? 0 : overlaps.get(m).units;
        }
        return units;
    }

    /** Votes by class in units that have a pair. */
    double[] pairedVotes() {
        return votes(2, m -> 1);
    }

    /** The mean share of each class among a unit's votes. */
    double[] meanShares() {
        double[] shares = votes(1, m -> 1.0 / m);
        long units = units(1);
        for (int c = 0; c < classes; c++) {
            shares[c] /= units;
        }
        return shares;
    }

    private double[] votes(int fewest, OverlapWeight weight) {
        double[] sums = new double[classes];
        for (int m = fewest; m < overlaps.size(); m++) {
            if (overlaps.get(m) != null) {
                for (int c = 0; c < classes; c++) {
                    sums[c] += overlaps.get(m).votes[c] * weight.of(m);
                }
            }
        }
        return sums;
    }

    /** Krippendorff's coincidences of every two different classes, in [lower index][higher index]. */
    double[][] coincidences() {
        return pairs(m -> 1.0 / (m - 1));
    }

    /** Shares of a unit's pairs of votes that are of two different classes, summed over units; as in coincidences. */
    double[][] pairShares() {
        return pairs(m -> 1.0 / (m * (m - 1.0)));
    }

    private double[][] pairs(OverlapWeight weight) {
        double[][] sums = new double[classes][classes];
        for (int m = 2; m < overlaps.size(); m++) {
            if (overlaps.get(m) != null) {
                addPairs(sums, overlaps.get(m).pairs, weight.of(m));
            }
        }
        return sums;
    }

    private void addPairs(double[][] sums, long[] pairs, double weight) {
        for (int low = 0; low < classes; low++) {
            for (int high = low + 1; high < classes; high++) {
                sums[low][high] += (pairs[low * classes + high] + pairs[high * classes + low]) * weight;
            }
        }
    }

    private interface OverlapWeight {
        double of(int overlap);
    }
}
