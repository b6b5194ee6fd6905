package dev.labelmill.core.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Dawid-Skene that learns how much to shrink: {@link KindsDawidSkene} with the weight of the crowd against an
 * annotator's own confusion with which a model of four fifths of the answers best foretells the others.
 *
 * <p>Chooses on at most 100,000 answers, those of tasks drawn by a hash of their number, and begins the fit to all of
 * them from what it learnt of those. Keeps at most a million answers in memory, and otherwise reads the source as
 * often as it takes. Nothing is random.
 */
public final class LearntShrinkage implements ConsensusMethod {

    /** Most answers that the choice is made on. */
    private static final long SAMPLE = 100_000;

    /** Most answers that are kept in memory rather than read again for every pass. */
    private static final long IN_MEMORY = 1_000_000;

    /** Held-out answers that are enough to choose by. */
    private static final long ENOUGH = 20_000;

    /** Most passes of a fit that only serves the choice; more would hardly change which weight is best. */
    private static final int PASSES_TO_CHOOSE = 15;

    /** Most passes over votes that do not fit in memory, the fit to a sample having come first. */
    private static final int PASSES_OVER_ALL = 20;

    private static final int FOLDS = 5;
    private static final int STANDARD_KINDS = 2;
    private static final double[] WEIGHTS = {1, 3, 10, 30, 100, 1000};

    private final int kinds;

    /** With two kinds of tasks a class. */
    public LearntShrinkage() {
        this(STANDARD_KINDS);
    }

    /** With so many kinds of tasks a class, from 1. */
    public LearntShrinkage(int kinds) {
        this.kinds = kinds;
    }

    /**
     * What held-out answers say.
     *
     * @param weight with which they are foretold best
     * @param foretold the mean log probability of a held-out answer then; 0 where there is none
     */
    record Choice(double weight, double foretold) {}

    @Override
    public String name() {
        return "shrunk-ds";
    }

    @Override
    public ConsensusModel fit(VoteSource votes) {
        Material material = Material.of(votes);
        Choice choice = choose(material);
        String reason = String.format(
                Locale.ROOT,
                "With the crowd worth %.0f answers against an annotator's own confusion, held-out answers are foretold"
                        + " best (log probability %.4f).",
                choice.weight,
                choice.foretold);
        return MixedModel.of(name(), List.of(fit(material, choice)), reason);
    }

    /** Climbs from the middle of the weights to where neither neighbour foretells better. */
    Choice choose(Material material) {
        int at = WEIGHTS.length / 2;
        Choice best = choice(material, at);
        boolean climbed = false;
        for (int up = at + 1; up < WEIGHTS.length; up++) {
            Choice next = choice(material, up);
            if (next.foretold < best.foretold) {
                break;
            }
            best = next;
            climbed = true;
        }
        for (int down = at - 1; down >= 0 && !climbed; down--) {
            Choice next = choice(material, down);
            if (next.foretold <= best.foretold) {
                break;
            }
            best = next;
        }
        return best;
    }

    private Choice choice(Material material, int at) {
        return new Choice(WEIGHTS[at], foretold(material, WEIGHTS[at]));
    }

    private double foretold(Material material, double weight) {
        double foretold = 0;
        long labels = 0;
        for (HeldOut fold : material.folds) {
            foretold += fold.foretold(new KindsDawidSkene(kinds, weight).fit(fold.rest(), PASSES_TO_CHOOSE));
            labels += fold.labels();
        }
        return labels > 0 ? foretold / labels : 0;
    }

    ConfusionModel fit(Material material, Choice choice) {
        KindsDawidSkene method = new KindsDawidSkene(kinds, choice.weight);
        ConfusionModel begun = method.fit(material.sample);
        return material.sample == material.all ? begun : method.fit(material.all, begun, PASSES_OVER_ALL);
    }

    /**
     * What is learnt from.
     *
     * @param all all votes, in memory if they fit
     * @param sample those the choice is made on
     * @param folds the sample with a part held out
     */
    record Material(VoteSource all, Votes sample, List<HeldOut> folds) {

        static Material of(VoteSource votes) {
            Votes held = Votes.sample(votes, IN_MEMORY);
            VoteSource all = held.tasks() == votes.tasks() ? held : votes;
            Votes sample = Votes.sample(held, SAMPLE);
            return new Material(sample.tasks() == votes.tasks() ? sample : all, sample, folds(sample));
        }

        private static List<HeldOut> folds(Votes sample) {
            List<HeldOut> folds = new ArrayList<>();
            long held = 0;
            for (int fold = 0; fold < FOLDS && held < ENOUGH; fold++) {
                HeldOut next = new HeldOut(sample, fold, FOLDS);
                folds.add(next);
                held += next.labels();
            }
            return folds;
        }
    }
}
