package dev.labelmill.core.weak;

import dev.labelmill.core.weak.LabelModel.Trust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fits a {@link LabelModel} to which rules match, by expectation maximisation (Dawid and Skene 1979) from a softened majority
 * vote. Known answers are not looked at, so that they can judge the model afterwards.
 *
 * <p>From a rule that nearly never matches little can be learnt: every rule is counted as if it had matched {@value #RIGHT}
 * of two more items of its class and {@value #WRONG} of two of others, which is the accuracy of 0.7 that Snorkel begins with.
 * No rule is thought worse than chance ({@code hit ≥ falseAlarm}), the assumption that tells a class from its opposite
 * (Ratner et al. 2016); one that the data say is has both at its rate of matching, and no influence where it matches. Below
 * three rules the parameters are not determined by the data (Hui and Walter 1980).
 *
 * <p>Memory for at most {@value #MOST_ITEMS} patterns: of a larger batch a random sample of some half as many items or more is
 * taken. Patterns are gone through in their order, so that the same counts in any order give the very same model.
 */
public final class LabelModelFit {

    /** Fewest rules whose agreement says how far they can be trusted. */
    public static final int FEWEST_RULES = 3;

    /** Most items that the model is fitted to. */
    public static final long MOST_ITEMS = 200_000;

    static final double RIGHT = 1.4;
    static final double WRONG = 0.6;
    private static final double PSEUDO_ITEMS = RIGHT + WRONG;
    private static final int MOST_PASSES = 2_000;
    private static final int FEWEST_PASSES = 20;

    /** Patterns times classes times passes, about a minute's work of a slow core: a function has to be over in five. */
    private static final long MOST_WORK = 400_000_000;

    private static final double STILL = 1e-7;

    private final int size;
    private final int[] classes;
    private final List<Pattern> patterns = new ArrayList<>();
    private final double[] counts;
    private final double[] matched;
    private final double items;

    /**
     * What was fitted.
     *
     * @param items     that it was fitted to: all, or a sample
     * @param passes    over them
     * @param converged whether another pass would have changed no parameter by more than 1e-7
     */
    public record Fitted(LabelModel model, long items, int passes, boolean converged) {}

    private LabelModelFit(SortedMap<Pattern, Long> sample, int size, List<Integer> classes) {
        this.size = size;
        this.classes = classes.stream().mapToInt(Integer::intValue).toArray();
        this.counts = new double[sample.size()];
        this.matched = new double[classes.size()];
        sample.forEach((pattern, count) -> {
            counts[patterns.size()] = count;
            patterns.add(pattern);
            pattern.rules().forEach(rule -> matched[rule] += count);
        });
        this.items = Arrays.stream(counts).sum();
    }

    /**
     * @param size    number of classes, at least 2
     * @param classes each rule's class
     * @param items   all that the source counts
     * @throws IllegalArgumentException if there are fewer than {@value #FEWEST_RULES} rules
     */
    public static Fitted fit(MatchSource source, int size, List<Integer> classes, long items) {
        if (classes.size() < FEWEST_RULES) {
            throw new IllegalArgumentException("a label model needs at least " + FEWEST_RULES
                    + " rules: fewer do not show how far each can be trusted");
        }
        int lowest = 0;
        while (lowest < Matches.TOP && items >> lowest > MOST_ITEMS) {
            lowest++;
        }
        return new LabelModelFit(sample(source, lowest), size, classes).run();
    }

    private static SortedMap<Pattern, Long> sample(MatchSource source, int lowest) {
        SortedMap<Pattern, Long> sample = new TreeMap<>();
        source.forEach((matches, items) -> {
            if (matches.level() >= lowest) {
                sample.merge(matches.pattern(), items, (one, other) -> one + other == 0 ? null : one + other);
            }
        });
        return sample;
    }

    private Fitted run() {
        LabelModel model = estimate(this::majority);
        int most = mostPasses(patterns.size(), size);
        for (int pass = 1; pass < most; pass++) {
            PosteriorTable table = new PosteriorTable(model);
            LabelModel next = estimate(table::posterior);
            if (distance(model, next) <= STILL) {
                return new Fitted(next, (long) items, pass + 1, true);
            }
            model = next;
        }
        return new Fitted(model, (long) items, most, false);
    }

    /** How many passes are made at most over so many patterns with so many classes. */
    static int mostPasses(int patterns, int classes) {
        long affordable = MOST_WORK / Math.max(1, (long) patterns * classes);
        return (int) Math.max(FEWEST_PASSES, Math.min(MOST_PASSES, affordable));
    }

    private interface Belief {
        double[] in(Pattern pattern);
    }

    /** The posterior if each match were right with the probability 0.7 and an abstention said nothing. */
    private double[] majority(Pattern pattern) {
        int[] votes = new int[size];
        for (int rule : pattern.rules()) {
            votes[classes[rule]]++;
        }
        int most = Arrays.stream(votes).max().orElseThrow();
        double[] belief = new double[size];
        Arrays.setAll(belief, k -> Math.pow(RIGHT / WRONG * (size - 1), votes[k] - most));
        double sum = Arrays.stream(belief).sum();
        Arrays.setAll(belief, k -> belief[k] / sum);
        return belief;
    }

    /** The most probable parameters if the items' classes are believed to be so. */
    private LabelModel estimate(Belief belief) {
        double[] ofClass = new double[size];
        double[] hits = new double[classes.length];
        for (int i = 0; i < counts.length; i++) {
            double[] posterior = belief.in(patterns.get(i));
            for (int k = 0; k < size; k++) {
                ofClass[k] += counts[i] * posterior[k];
            }
            for (int rule : patterns.get(i).rules()) {
                hits[rule] += counts[i] * posterior[classes[rule]];
            }
        }
        List<Double> shares = Arrays.stream(ofClass)
                .map(count -> (count + 1) / (items + size))
                .boxed()
                .toList();
        List<Trust> rules = new ArrayList<>(classes.length);
        for (int j = 0; j < classes.length; j++) {
            rules.add(trust(classes[j], hits[j], ofClass[classes[j]], matched[j]));
        }
        return new LabelModel(shares, rules);
    }

    private Trust trust(int classIndex, double hits, double ofClass, double matches) {
        double right = hits + RIGHT;
        double wrong = Math.max(0, matches - hits) + WRONG;
        double own = ofClass + PSEUDO_ITEMS;
        double others = Math.max(0, items - ofClass) + PSEUDO_ITEMS;
        double hit = right / own;
        double falseAlarm = wrong / others;
        if (hit >= falseAlarm) {
            return new Trust(classIndex, hit, falseAlarm);
        }
        double chance = (right + wrong) / (own + others);
        return new Trust(classIndex, chance, chance);
    }

    private static double distance(LabelModel one, LabelModel other) {
        double most = 0;
        for (int k = 0; k < one.shares().size(); k++) {
            most = Math.max(most, Math.abs(one.shares().get(k) - other.shares().get(k)));
        }
        for (int j = 0; j < one.rules().size(); j++) {
            Trust before = one.rules().get(j);
            Trust after = other.rules().get(j);
            most = Math.max(most, Math.abs(before.hit() - after.hit()));
            most = Math.max(most, Math.abs(before.falseAlarm() - after.falseAlarm()));
        }
        return most;
    }
}
