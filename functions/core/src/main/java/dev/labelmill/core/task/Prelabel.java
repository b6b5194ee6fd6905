package dev.labelmill.core.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A labeler's opinion of one item, cut to its best classes so that a task row stays small.
 *
 * @param best the best classes, most probable first
 */
public record Prelabel(List<Share> best) {

    /** How many classes are kept; what is left is spread evenly over the others. */
    public static final int KEPT = 3;

    /** No class gets less prior than this: a pre-label may advise but not forbid. */
    private static final double FLOOR = 1e-4;

    /** A class and its calibrated probability, 0 to 1. */
    public record Share(int answer, double probability) {}

    public Prelabel {
        best = List.copyOf(best);
        if (best.isEmpty()) {
            throw new IllegalArgumentException("a pre-label names at least one class");
        }
    }

    /** The best classes of a distribution; ties go to the lower class index. */
    public static Prelabel of(double[] distribution) {
        List<Share> shares = new ArrayList<>(distribution.length);
        for (int k = 0; k < distribution.length; k++) {
            shares.add(new Share(k, distribution[k]));
        }
        shares.sort(Comparator.comparingDouble(Share::probability).reversed().thenComparingInt(Share::answer));
        return new Prelabel(shares.subList(0, Math.min(KEPT, shares.size())));
    }

    /** The most probable class. */
    public int answer() {
        return best.get(0).answer();
    }

    /** Its probability. */
    public double confidence() {
        return best.get(0).probability();
    }

    /** The whole distribution over K classes, as a prior. */
    public double[] asPrior(int classes) {
        double kept = best.stream().mapToDouble(Share::probability).sum();
        double rest = classes > best.size() ? Math.max(0, 1 - kept) / (classes - best.size()) : 0;
        double[] prior = new double[classes];
        Arrays.fill(prior, Math.max(rest, FLOOR));
        best.forEach(share -> prior[share.answer()] = Math.max(share.probability(), FLOOR));
        double total = Arrays.stream(prior).sum();
        for (int k = 0; k < classes; k++) {
            prior[k] /= total;
        }
        return prior;
    }

    /** The prior of somebody who knows nothing. */
    public static double[] uniform(int classes) {
        double[] prior = new double[classes];
        Arrays.fill(prior, 1.0 / classes);
        return prior;
    }
}
