package dev.labelmill.core.rounds;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.certificate.ClopperPearson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Chooses the range of confidences to calibrate and the number of calibration items with which most items are expected to
 * be accepted: it maximises, over the range's N items and n of them to be drawn,
 *
 * <pre>  (N − n) · P(X ≤ c_n),   X binomial: n items, each wrong with the mean of 1 − confidence in the range</pre>
 *
 * <p>where c_n is the greatest number of errors at which Clopper and Pearson's bound keeps the target. Only confidences
 * enter, no calibration answer, so the test that follows keeps its level whatever is chosen; a bad guess costs share, not
 * validity.
 */
final class Forecaster {

    /** How many calibration items suffice for how many errors: the smallest n for each. */
    private final List<Integer> itemsForErrors = new ArrayList<>();

    private final long mostItems;

    /**
     * @param mostItems most calibration items
     */
    Forecaster(double targetError, double confidence, long mostItems) {
        this.mostItems = mostItems;
        int items = 1;
        for (int errors = 0; items <= mostItems; errors++) {
            while (items <= mostItems
                    && !ClopperPearson.upperIsWithin(targetError, Math.min(errors, items), items, 1 - confidence)) {
                items++;
            }
            itemsForErrors.add(items);
        }
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
        for (int errors = 0; errors < itemsForErrors.size(); errors++) {
            int drawn = itemsForErrors.get(errors);
            if (drawn > mostItems || drawn > items) {
                break;
            }
            double chance = BinomialDistribution.of(drawn, errorRate).cumulativeProbability(errors);
            Forecast forecast = new Forecast(bin, items, errorRate, drawn, chance);
            if (better.isEmpty() || forecast.accepted() > better.get().accepted()) {
                better = Optional.of(forecast);
            }
        }
        return better;
    }
}
