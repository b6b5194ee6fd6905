package dev.labelmill.core.rounds;

import dev.labelmill.core.calibration.Reliability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a round was, for who reads of it later.
 *
 * @param plan   without its selection, which only routing needs
 * @param people items that people had been asked about before it
 * @param labels that they had given before it
 * @param head   what was learnt after it; empty where nothing was
 */
public record RoundRecord(RoundPlan plan, long people, long labels, Optional<HeadRecord> head) {

    /**
     * How good a head is on labelled items that were held out, by cross-validation, with an interval of 95 % confidence.
     *
     * @param examples it was fitted to
     * @param drawn    whether the accuracy is on items drawn at random, and so holds for the batch, or on all, which were chosen
     *     for being hard
     * @param accuracy share of held-out items it is right on, 0 to 1
     * @param low      lower end of the interval
     * @param high     upper end of the interval
     * @param reliability whether its confidences are what they say, on the same items
     */
    public record HeadRecord(
            int examples, boolean drawn, double accuracy, double low, double high, Reliability reliability) {}

    /** Of a round that has just been planned. */
    public static RoundRecord of(RoundPlan plan, long people, long labels) {
        RoundPlan kept = new RoundPlan(
                plan.stage(), Optional.empty(), plan.calibration(), plan.accept(), plan.forecast(), plan.reason());
        return new RoundRecord(kept, people, labels, Optional.empty());
    }

    /**
     * How many labels came in the time of each round, of those that stand in the end: what was taken back later is missing in the
     * last rounds that it had come by, so that none is below 0 and all are what stands.
     *
     * @param told   the rounds, oldest first
     * @param labels that stand when all are over, at least 0
     */
    public static List<Long> labels(List<RoundRecord> told, long labels) {
        List<Long> inRounds = new ArrayList<>();
        long standing = labels;
        for (int i = told.size() - 1; i >= 0; i--) {
            long before = Math.min(standing, told.get(i).labels());
            inRounds.add(0, standing - before);
            standing = before;
        }
        return inRounds;
    }

    /** The same with the head that was fitted after it. */
    public RoundRecord teaching(HeadRecord fitted) {
        return new RoundRecord(plan, people, labels, Optional.of(fitted));
    }
}
