package dev.labelmill.core.agreement;

import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.function.Consumer;

/**
 * Agreement on classes, measured over all units at once: one pass over the ratings for the sums that all coefficients
 * share, and one more for each coefficient's interval. Memory depends on the number of classes, K² for each overlap that
 * occurs, and not on the number of ratings, except for Cohen's kappa. Missing ratings need no care.
 *
 * <p>Intervals are asymptotic, by linearisation over units with Student's t (Gwet 2014; Fleiss, Cohen and Everitt 1969).
 * They hold what they say from some hundred units on; of 40 units an interval of 95 % may hold 90 %, the less the nearer the
 * value is to 1. Where all units agree fully the interval has no length.
 */
public final class Agreement {

    private static final double NO_AGREEMENT = 0;
    private static final double LEAST = -1;

    private final RatingSource source;
    private final double confidence;
    private final Totals totals;

    private Agreement(RatingSource source, double confidence) {
        this.source = source;
        this.confidence = confidence;
        this.totals = Totals.of(source);
    }

    /** Measures with intervals of 95 % confidence. */
    public static Agreement of(RatingSource source) {
        return of(source, 0.95);
    }

    /**
     * Measures.
     *
     * @param confidence of the intervals, in (0, 1)
     * @throws IllegalArgumentException if the confidence is out of range or a rating is none of the classes
     */
    public static Agreement of(RatingSource source, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be in (0, 1), not " + confidence);
        }
        return new Agreement(source, confidence);
    }

    /** The share of agreeing pairs of ratings in a unit, averaged over the units that have a pair; in [0, 1]. */
    public Coefficient observed() {
        if (totals.units(2) == 0) {
            return new Undefined(Reason.NO_PAIR);
        }
        double[][] differences = Weights.IDENTITY.differences(source.classes());
        double difference = meanDifference(differences);
        Influences influences = new Influences();
        forEach(unit -> {
            if (unit.hasPair()) {
                influences.add(unit.meanDifference(differences) / totals.units(2));
            }
        });
        return influences.around(1 - difference, NO_AGREEMENT, confidence);
    }

    /**
     * Fleiss' kappa (1971), with weights and for any numbers of ratings as in Gwet 2014: units weigh the same however
     * many ratings they have, those with one rating enter the classes' shares only. At most 1; 0 is chance.
     */
    public Coefficient fleissKappa(Weights weights) {
        return beyond(new Chance.Fleiss(weights.differences(source.classes())), weights);
    }

    /**
     * Gwet's AC1 for {@link Weights#IDENTITY}, else AC2 (Gwet 2008 and 2014), over the declared classes, used or not. At
     * most 1; 0 is chance. Defined whenever there is a pair and a second class, also when all ratings are alike: then it is 1.
     */
    public Coefficient gwet(Weights weights) {
        return beyond(new Chance.Gwet(weights.differences(source.classes())), weights);
    }

    private Coefficient beyond(Chance chance, Weights weights) {
        if (source.classes() < 2) {
            return new Undefined(Reason.ONE_CLASS);
        }
        if (totals.units(2) == 0) {
            return new Undefined(Reason.NO_PAIR);
        }
        double[] shares = totals.meanShares();
        double expected = chance.difference(shares);
        if (expected <= 0) {
            return new Undefined(Reason.NO_VARIATION);
        }
        double[][] differences = weights.differences(source.classes());
        double observed = meanDifference(differences);
        double ratio = observed / expected;
        double[] slopes = chance.slopes(shares);
        Influences influences = new Influences();
        forEach(unit -> {
            double byObserved = unit.hasPair() ? (unit.meanDifference(differences) - observed) / totals.units(2) : 0;
            double byExpected = unit.sum(slopes) / unit.ratings() / totals.units(1);
            influences.add((ratio * byExpected - byObserved) / expected);
        });
        return influences.around(1 - ratio, LEAST, confidence);
    }

    /**
     * Krippendorff's alpha (2011) with any metric. At most 1; 0 is chance.
     */
    public Coefficient alpha(Metric metric) {
        if (totals.units(2) == 0) {
            return new Undefined(Reason.NO_PAIR);
        }
        Alpha alpha = new Alpha(totals.pairedVotes(), totals.coincidences(), metric);
        if (!alpha.isDefined()) {
            return new Undefined(Reason.NO_VARIATION);
        }
        double[][] differences = alpha.differences();
        double[] byVotes = alpha.slopesByVotes();
        double byObserved = alpha.slopeByObserved();
        Influences influences = new Influences();
        forEach(unit -> {
            if (unit.hasPair()) {
                influences.add(unit.sum(byVotes) + byObserved * unit.difference(differences) / (unit.ratings() - 1));
            }
        });
        return influences.around(alpha.value(), LEAST, confidence);
    }

    /**
     * Cohen's kappa (1960, weighted 1968), averaged over all pairs of raters that rated a common unit and have a kappa: two
     * raters who gave one and the same class throughout have none. With two raters it is their kappa. In [-1, 1].
     * Takes about 50 bytes for each pair of raters and pair of classes that occurs together.
     */
    public Coefficient cohenKappa(Weights weights) {
        if (source.classes() < 2) {
            return new Undefined(Reason.ONE_CLASS);
        }
        if (totals.units(2) == 0) {
            return new Undefined(Reason.NO_PAIR);
        }
        return RaterPairs.of(source).meanKappa(source, weights.differences(source.classes()), confidence);
    }

    private double meanDifference(double[][] differences) {
        return Alpha.sum(totals.pairShares(), differences) / totals.units(2);
    }

    private void forEach(Consumer<UnitVotes> visitor) {
        UnitVotes unit = new UnitVotes(source.classes());
        source.forEach((raters, answers, ratings) -> {
            if (ratings > 0) {
                unit.load(answers, ratings);
                visitor.accept(unit);
            }
        });
    }
}
