package dev.labelmill.core.rounds;

import dev.labelmill.core.calibration.AutoAcceptRule;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Chooses the range of confidences to calibrate and the number of calibration items with which most items are expected to
 * be accepted: it maximises, over the range's N items and n of them to be drawn,
 *
 * <pre>  (N − n − √n) · P(X ≤ c_n),   X binomial: n items, each wrong with the mean of 1 − confidence in the range</pre>
 *
 * <p>where √n are drawn as a surplus, and c_n is the greatest number of errors at which {@link AutoAcceptRule#ofRest} still passes. Only confidences
 * enter, no calibration answer, so the test that follows keeps its level whatever is chosen; a bad guess costs share, not
 * validity.
 */
final class Forecaster {

    private static final long ONE_BY_ONE = 600;

    private final double targetError;
    private final double confidence;
    private final long mostItems;

    /**
     * @param mostItems most calibration items
     */
    Forecaster(double targetError, double confidence, long mostItems) {
        this.targetError = targetError;
        this.confidence = confidence;
        this.mostItems = mostItems;
    }

    /** The best forecast; empty if too few items wait, or could be calibrated on, for any test to pass. */
    Optional<Forecast> best(CalibrationCounts confidences) {
        Optional<Forecast> best = Optional.empty();
        long items = 0;
        double errors = 0;
        for (int bin = ConfidenceBins.COUNT - 1; bin >= 0; bin--) {
            long here = confidences.items(bin);
            if (here == 0) {
                continue;
            }
            items += here;
            errors += here * (1 - (ConfidenceBins.lowerEdge(bin) + ConfidenceBins.lowerEdge(bin + 1)) / 2);
            best = better(best, bin, items, errors / items);
        }
        return best;
    }

    private Optional<Forecast> better(Optional<Forecast> best, int bin, long items, double errorRate) {
        Optional<Forecast> better = best;
        long most = Math.min(mostItems, items);
        long drawn = 0;
        for (long errors = 0; couldBeBetter(better, items - drawn); errors++) {
            drawn = fewest(errors, Math.max(drawn, errors), most, items);
            if (drawn > most || RoundPlanner.rate(drawn, items) >= 1) {
                break;
            }
            double chance = BinomialDistribution.of((int) drawn, errorRate).cumulativeProbability((int) errors);
            Forecast forecast = new Forecast(bin, items, errorRate, drawn, chance);
            if (better.isEmpty() || forecast.accepted() > better.get().accepted()) {
                better = Optional.of(forecast);
            }
            if (errorRate >= targetError) {
                // The test passes with probability alpha at most, however many are drawn.
                break;
            }
        }
        return better;
    }

    private static boolean couldBeBetter(Optional<Forecast> best, long accepted) {
        return best.map(Forecast::accepted).orElse(0.0) < accepted;
    }

    /**
     * The fewest items from some on that suffice for so many errors; more than {@code most} if none do. What is left over must
     * pay for a whole number of errors, so one item more may be worse: up to {@value #ONE_BY_ONE} all numbers are tried. Above
     * it goes on in growing steps and by halving, and may give a few too many.
     */
    private long fewest(long errors, long some, long most, long items) {
        for (long drawn = Math.max(1, some); drawn <= Math.min(most, ONE_BY_ONE); drawn++) {
            if (suffices(errors, drawn, items)) {
                return drawn;
            }
        }
        long tooFew = Math.max(some, ONE_BY_ONE);
        long enough = Math.min(most, next(tooFew));
        while (enough > tooFew && !suffices(errors, enough, items)) {
            tooFew = enough;
            enough = Math.min(most, next(tooFew));
        }
        if (enough <= tooFew) {
            return most + 1;
        }
        while (enough - tooFew > 1) {
            long middle = (enough + tooFew) / 2;
            if (suffices(errors, middle, items)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static long next(long tooFew) {
        return tooFew + Math.max(1, tooFew / 16);
    }

    private boolean suffices(long errors, long drawn, long items) {
        return AutoAcceptRule.ofRest(targetError, confidence, RoundPlanner.rate(drawn, items))
                .passes(errors, drawn, items);
    }
}
