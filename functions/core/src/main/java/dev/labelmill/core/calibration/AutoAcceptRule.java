package dev.labelmill.core.calibration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Chooses the auto-accept cut-off so that, with the stated confidence, the labeler's error rate above it does not
 * exceed the target: a fixed-sequence test (Maurer, Hothorn and Lehmacher 1995; for risk control Angelopoulos et al.,
 * "Learn then test", 2021).
 *
 * <p>Candidates are bin edges from above, at least 1 % of the batch's items apart, and the lowest. At each the hypothesis "the error
 * rate above exceeds the target" is tested by whether an exact upper bound at level alpha = 1 - confidence is within the
 * target. The first failure ends the search; the last success before it is the cut-off.
 *
 * <p>Why this is valid without dividing alpha by the number of candidates: candidates and their order depend on
 * confidences only, never on which calibration items were right. Given the confidences, there is then one first
 * candidate in the sequence whose hypothesis is true, the same whatever the answers are. To choose a cut-off that
 * misses the target, that candidate's own test must pass (every later one is reached through it), which has
 * probability alpha at most. Calibration items must be a random sample of the batch's.
 *
 * <p>The first candidate is the highest above which lie calibration items enough to pass in spite of
 * {@value #ERRORS_TO_SPARE} error, or none if there are too few in all. This, too, depends on no answer. At the bare minimum,
 * ceil(ln alpha / ln(1 - target)) items, a single slip near the top would end the search before it began.
 */
public final class AutoAcceptRule {

    private static final int ERRORS_TO_SPARE = 1;

    private static final String LOWEST = "the target error is kept down to the lowest confidence in the batch";

    /** Candidates lie at least one this-many-th of the items apart. */
    private static final int STEPS = 100;

    private final double targetError;
    private final double confidence;
    private final AcceptanceCriterion criterion;

    private AutoAcceptRule(double targetError, double confidence, AcceptanceCriterion criterion) {
        if (!(targetError > 0 && targetError < 1 && confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "target error and confidence lie between 0 and 1, not " + targetError + " and " + confidence);
        }
        this.targetError = targetError;
        this.confidence = confidence;
        this.criterion = criterion;
    }

    /**
     * For the labeler's error rate, by Clopper and Pearson's bound.
     *
     * @param targetError error rate above the cut-off that must not be exceeded, in (0, 1)
     * @param confidence probability with which it is not, in (0, 1)
     * @throws IllegalArgumentException if one is not
     */
    public static AutoAcceptRule ofRate(double targetError, double confidence) {
        return new AutoAcceptRule(targetError, confidence, new AcceptanceCriterion.OfRate(targetError, 1 - confidence));
    }

    /**
     * For the error rate of just the items that were not drawn for calibration.
     *
     * @param targetError as above
     * @param confidence  as above
     * @param rate        probability with which each item was drawn, in (0, 1]
     * @throws IllegalArgumentException if one is not in its range
     */
    public static AutoAcceptRule ofRest(double targetError, double confidence, double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("an item is drawn with a probability above 0, not " + rate);
        }
        return new AutoAcceptRule(
                targetError, confidence, new AcceptanceCriterion.OfRest(targetError, 1 - confidence, rate));
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
        for (int spared = ERRORS_TO_SPARE; spared >= 0; spared--) {
            Optional<Choice> choice = search(counts, spared);
            if (choice.isPresent()) {
                return choice.get();
            }
        }
        return whole(counts);
    }

    /** Empty if no candidate could pass with so many errors. */
    private Optional<Choice> search(CalibrationCounts counts, int spared) {
        Tested last = null;
        boolean begun = false;
        long step = Math.max(1, counts.items() / STEPS);
        long nextAt = 0;
        Above above = new Above(0, 0, 0);
        for (int bin = ConfidenceBins.COUNT - 1; bin >= 0; bin--) {
            above = above.with(counts, bin);
            begun |= suffices(above, spared);
            boolean lowest = bin == 0 && (last == null || above.items > last.above.items);
            if (!begun || above.items < nextAt && !lowest) {
                continue;
            }
            nextAt = above.items + step;
            Tested tested = new Tested(bin, above);
            if (!passes(above)) {
                return Optional.of(choice(last, (last == null ? "" : "not lower: ") + failed(tested)));
            }
            last = tested;
        }
        return begun ? Optional.of(choice(last, LOWEST)) : Optional.empty();
    }

    private boolean suffices(Above above, int errors) {
        long reckoned = criterion.reckoned(above.calibration, above.items);
        return reckoned > errors && criterion.passes(errors, reckoned, above.items);
    }

    /** All items are the one candidate where it was not sure beforehand that enough would be drawn above any other. */
    private Choice whole(CalibrationCounts counts) {
        Above all = new Above(0, 0, 0);
        for (int bin = ConfidenceBins.COUNT - 1; bin >= 0; bin--) {
            all = all.with(counts, bin);
        }
        if (all.calibration == 0 || !criterion.passes(0, all.calibration, all.items)) {
            return new Choice(Optional.empty(), tooFew(counts));
        }
        Tested tested = new Tested(0, all);
        return passes(all) ? choice(tested, LOWEST) : choice(null, failed(tested));
    }

    private boolean passes(Above above) {
        return criterion.passes(above.errors, above.calibration, above.items);
    }

    /**
     * Whether so many errors would pass, at a candidate.
     *
     * @param errors  calibration items that the labeler got wrong
     * @param sampled calibration items
     * @param items   that they are a random sample of, themselves included
     */
    public boolean passes(long errors, long sampled, long items) {
        return criterion.passes(errors, sampled, items);
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

    private double bound(Above above) {
        return criterion.bound(above.errors, above.calibration, above.items);
    }

    private String tooFew(CalibrationCounts counts) {
        OptionalLong fewest = criterion.fewest(counts.items());
        return String.format(
                Locale.ROOT,
                "%d calibration items of %d are too few: to show an error within %.4g at confidence %.4g takes %s",
                counts.calibrationItems(),
                counts.items(),
                targetError,
                confidence,
                fewest.isPresent() ? fewest.getAsLong() + " or more, all right" : "more items than that");
    }

    private String failed(Tested tested) {
        return String.format(
                Locale.ROOT,
                "from a confidence of %s on, %d of %d calibration items are wrong, so the error may be %s where %s is"
                        + " the target",
                percent(ConfidenceBins.lowerEdge(tested.bin), RoundingMode.HALF_UP),
                tested.above.errors,
                tested.above.calibration,
                percent(bound(tested.above), RoundingMode.CEILING),
                percent(targetError, RoundingMode.HALF_UP));
    }

    private static String percent(double share, RoundingMode rounding) {
        BigDecimal percent = BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(2, rounding)
                .stripTrailingZeros();
        return percent.setScale(Math.max(0, percent.scale())).toPlainString() + " %";
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
