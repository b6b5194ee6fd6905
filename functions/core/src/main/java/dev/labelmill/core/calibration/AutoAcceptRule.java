package dev.labelmill.core.calibration;

import dev.labelmill.core.certificate.ClopperPearson;
import java.util.Locale;
import java.util.Optional;

/**
 * Chooses the auto-accept cut-off so that, with the stated confidence, the labeler's error rate above it does not
 * exceed the target: a fixed-sequence test (Maurer, Hothorn and Lehmacher 1995; for risk control Angelopoulos et al.,
 * "Learn then test", 2021).
 *
 * <p>Candidates are bin edges from above, at least 1 % of the batch's items apart, and the lowest. At each the hypothesis "the error
 * rate above exceeds the target" is tested by whether Clopper and Pearson's upper bound at level alpha = 1 -
 * confidence is within the target. The first failure ends the search; the last success before it is the cut-off.
 *
 * <p>Why this is valid without dividing alpha by the number of candidates: candidates and their order depend on
 * confidences only, never on which calibration items were right. Given the confidences, there is then one first
 * candidate in the sequence whose hypothesis is true, the same whatever the answers are. To choose a cut-off that
 * misses the target, that candidate's own test must pass (every later one is reached through it), which has
 * probability alpha at most. Calibration items must be a random sample of the batch's.
 *
 * <p>The first candidate is the highest above which lie calibration items enough to pass in spite of
 * {@value #ERRORS_TO_SPARE} error, or none if there are too few in all. This, too, depends on confidences only. At the bare
 * minimum, ceil(ln alpha / ln(1 - target)) items, a single slip near the top would end the search before it began.
 *
 * @param targetError error rate above the cut-off that must not be exceeded, in (0, 1)
 * @param confidence probability with which it is not, in (0, 1)
 */
public record AutoAcceptRule(double targetError, double confidence) {

    private static final int ERRORS_TO_SPARE = 1;

    /** Candidates lie at least one this-many-th of the items apart. */
    private static final int STEPS = 100;

    /** Checks the ranges. */
    public AutoAcceptRule {
        if (!(targetError > 0 && targetError < 1 && confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "target error and confidence lie between 0 and 1, not " + targetError + " and " + confidence);
        }
    }

    /**
     * The outcome of a search.
     *
     * @param cutoff the cut-off; empty if nothing is auto-accepted
     * @param reason why it is not lower, or why there is none, in words
     */
    public record Choice(Optional<Cutoff> cutoff, String reason) {}

    /**
     * Searches.
     *
     * @param counts confidences of all the batch's items, and the calibration items among them
     */
    public Choice choose(CalibrationCounts counts) {
        long needed = itemsNeededAtFirst(counts.calibrationItems());
        if (counts.calibrationItems() < needed) {
            return new Choice(Optional.empty(), tooFew(counts.calibrationItems(), needed));
        }
        return search(counts, needed);
    }

    private Choice search(CalibrationCounts counts, long needed) {
        Tested last = null;
        long step = Math.max(1, counts.items() / STEPS);
        long nextAt = 0;
        Above above = new Above(0, 0, 0);
        for (int bin = ConfidenceBins.COUNT - 1; bin >= 0; bin--) {
            above = above.with(counts, bin);
            boolean lowest = bin == 0 && (last == null || above.items > last.above.items);
            if (above.calibration < needed || above.items < nextAt && !lowest) {
                continue;
            }
            nextAt = above.items + step;
            Tested tested = new Tested(bin, above);
            if (!passes(above.errors, above.calibration)) {
                return choice(last, failed(tested));
            }
            last = tested;
        }
        return choice(last, "the target error is kept down to the lowest confidence in the batch");
    }

    private double bound(Above above) {
        return ClopperPearson.upper(above.errors, above.calibration, 1 - confidence);
    }

    private long itemsNeededAtFirst(long calibrationItems) {
        for (int spared = ERRORS_TO_SPARE; spared > 0; spared--) {
            long needed = itemsToPass(spared);
            if (needed <= calibrationItems) {
                return needed;
            }
        }
        return itemsToPass(0);
    }

    /** Fewest items with which so many errors are still within the target; the bound falls as items are added. */
    private long itemsToPass(int errors) {
        long enough = errors + 1;
        while (!passes(errors, enough)) {
            enough *= 2;
        }
        long tooFew = errors;
        while (enough - tooFew > 1) {
            long middle = (enough + tooFew) / 2;
            if (passes(errors, middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private boolean passes(long errors, long items) {
        return ClopperPearson.upperIsWithin(targetError, errors, items, 1 - confidence);
    }

    private Choice choice(Tested last, String reason) {
        return new Choice(Optional.ofNullable(last).map(tested -> cutoff(tested, reason)), reason);
    }

    private Cutoff cutoff(Tested tested, String reason) {
        return new Cutoff(
                ConfidenceBins.lowerEdge(tested.bin),
                tested.bin,
                Math.toIntExact(tested.above.calibration),
                Math.toIntExact(tested.above.errors),
                bound(tested.above),
                reason);
    }

    private String tooFew(long items, long needed) {
        return String.format(
                Locale.ROOT,
                "%d calibration items are too few: to show an error within %.4g at confidence %.4g takes %d, all right",
                items,
                targetError,
                confidence,
                needed);
    }

    private String failed(Tested tested) {
        return String.format(
                Locale.ROOT,
                "at confidence %.5f, %d of %d calibration items are wrong: the error may be %.4f, the target is %.4g",
                ConfidenceBins.lowerEdge(tested.bin),
                tested.above.errors,
                tested.above.calibration,
                bound(tested.above),
                targetError);
    }

    /** What lies in a bin and above. */
    private record Above(long items, long calibration, long errors) {

        Above with(CalibrationCounts counts, int bin) {
            return new Above(
                    items + counts.items(bin),
                    calibration + counts.calibrationItems(bin),
                    errors + counts.calibrationErrors(bin));
        }
    }

    /** A candidate. */
    private record Tested(int bin, Above above) {}
}
