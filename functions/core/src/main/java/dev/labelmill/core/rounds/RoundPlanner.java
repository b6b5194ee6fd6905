package dev.labelmill.core.rounds;

import dev.labelmill.core.calibration.AutoAcceptRule;
import dev.labelmill.core.sampling.Selection;
import dev.labelmill.core.sampling.Strategy;
import java.util.Locale;
import java.util.Optional;

/**
 * Plans rounds: a random first sample, rounds of learning by the strategy until more would gain little, one round of
 * calibration, and the end. Always the same plan for the same view.
 *
 * <p>What is accepted is accepted by a single test, of the last model, at the batch's confidence level:
 *
 * <ul>
 *   <li>Calibration items are drawn from exactly the items that wait and that could be accepted, each with the same
 *       probability. Those that taught the model are not among them, and would flatter it.
 *   <li>Neither the model nor the range nor the number of calibration items depends on a calibration answer. So, given
 *       these, the answers are a random sample of the range, and {@link AutoAcceptRule#ofRest} keeps its level for what is
 *       accepted: the range without them.
 *   <li>There is no second test, so no alpha is to be shared between rounds. Accepting a little in every round would take
 *       the calibration of each model (59 items at the least, at 5 % and 95 %) out of the same label budget, at a smaller
 *       alpha each, for items that the last model would accept all the same.
 * </ul>
 */
public final class RoundPlanner {

    /** Learning ends when a test of the present model is expected to accept this share of what a further round could. */
    private static final double ENOUGH = 0.9;

    /** Calibration items drawn beyond those needed, in standard deviations of their number. */
    private static final double SURPLUS = 1;

    /** Room that the budget keeps for more, in the same unit. */
    private static final double ROOM = 3;

    private final RoundSettings settings;

    /** A planner for a batch with these settings. */
    public RoundPlanner(RoundSettings settings) {
        this.settings = settings;
    }

    /** By which strategy pass 1 scores items in a round: the first sample gives every item the same chance. */
    public Strategy strategy(int round) {
        return round == 0 ? settings.strategy().first() : settings.strategy();
    }

    /** The plan. */
    public RoundPlan plan(RoundView view) {
        if (view.round() == 0) {
            Selection first = strategy(0).select(view.scores(), settings.firstSample());
            return RoundPlan.learn(first, Optional.empty(), "the first sample is random");
        }
        if (view.calibration().isPresent()) {
            return accept(view, view.calibration().get());
        }
        long most = calibrationItems(view);
        Optional<Forecast> forecast =
                new Forecaster(settings.targetError(), settings.confidence(), most).best(view.confidences());
        double affordable = learningItems(view);
        if (view.round() < settings.mostRounds() && affordable >= 1 && !enough(view, forecast)) {
            Selection informative = settings.strategy().select(view.scores(), affordable);
            return RoundPlan.learn(informative, forecast, "another round of learning can still gain");
        }
        return forecast.map(f -> RoundPlan.calibrate(draw(f), f, reason(view, f)))
                .orElseGet(() -> RoundPlan.finish(
                        Optional.empty(),
                        "no calibration was made: " + most + " items can be afforded and "
                                + view.confidences().items() + " wait, too few for the target error and confidence"));
    }

    private RoundPlan accept(RoundView view, CalibrationDraw draw) {
        AutoAcceptRule.Choice choice = AutoAcceptRule.ofRest(settings.targetError(), settings.confidence(), draw.rate())
                .choose(view.confidences().from(draw.lowestBin()));
        return RoundPlan.finish(choice.cutoff().map(cutoff -> cutoff.notBelow(draw.lowestBin())), choice.reason());
    }

    /** Items that learning can still afford, and not more than a round's. */
    private double learningItems(RoundView view) {
        double labels = settings.labelBudget() - settings.calibrationLabels() - view.labelsSpent();
        return Math.min(settings.perRound(), labels / view.labelsPerItem());
    }

    /**
     * The most items n to calibrate on: with the surplus n + √n are drawn, on average, and the budget has room for three
     * standard deviations more, which are at most 3 √n + 3/2.
     */
    private long calibrationItems(RoundView view) {
        return calibrationItems(settings.labelBudget() - view.labelsSpent(), view.labelsPerItem());
    }

    /**
     * The most items that so many labels can calibrate on.
     *
     * @param labelsPerItem above 0
     */
    public static long calibrationItems(long labels, double labelsPerItem) {
        double items = Math.max(0, labels) / labelsPerItem;
        double half = (SURPLUS + ROOM) / 2;
        return (long) Math.pow(Math.sqrt(Math.max(0, items - ROOM / 2) + half * half) - half, 2);
    }

    /** Whether a further round, after which fewer wait, could hardly accept more even if it made the model perfect. */
    private boolean enough(RoundView view, Optional<Forecast> forecast) {
        double possible = view.confidences().items() - settings.perRound();
        return forecast.isPresent() && forecast.get().items() * forecast.get().chance() >= ENOUGH * possible;
    }

    /** Each item is drawn on its own, so fewer could come than the test needs; the surplus makes that rare. */
    private static CalibrationDraw draw(Forecast forecast) {
        return new CalibrationDraw(forecast.lowestBin(), rate(forecast.calibrationItems(), forecast.items()));
    }

    /** The probability with which each of a range's items is drawn, if so many are needed. */
    static double rate(long calibrationItems, long items) {
        return Math.min(1, (calibrationItems + SURPLUS * Math.sqrt(calibrationItems)) / items);
    }

    private static String reason(RoundView view, Forecast forecast) {
        return String.format(
                Locale.ROOT,
                "after %d rounds %d of %d waiting items are expected to have an error of %.4f",
                view.round(),
                forecast.items(),
                view.confidences().items(),
                forecast.errorRate());
    }
}
