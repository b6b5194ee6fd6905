package dev.labelmill.core.agreement;

import dev.labelmill.core.agreement.Coefficient.Reason;
import dev.labelmill.core.agreement.Coefficient.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Agreement on labels of any kind, by a distance between two of them. What chance would give is the mean distance of all
 * pairs of labels. Up to {@value #EXACT_PAIRS} pairs are all measured; where there are more, each label is measured
 * against a seeded random draw of others, at least {@value #LEAST_DRAWS}, which leaves an error of under a thousandth in the
 * mean distance. Intervals are those of {@link Agreement}.
 */
public final class DistanceAgreement {

    private static final int EXACT_PAIRS = 1_000_000;
    private static final int LEAST_DRAWS = 16;

    private final DistanceSums sums;
    private final double confidence;

    private DistanceAgreement(DistanceSums sums, double confidence) {
        this.sums = sums;
        this.confidence = confidence;
    }

    /**
     * Measures.
     *
     * @param units      the labels of each unit; units with fewer than two are left out
     * @param confidence of the intervals, in (0, 1)
     * @param seed       of the draw of pairs where there are too many
     * @throws IllegalArgumentException if a distance or the confidence is out of range
     */
    public static <T> DistanceAgreement of(
            Collection<? extends List<? extends T>> units, Distance<T> distance, double confidence, long seed) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be in (0, 1), not " + confidence);
        }
        Distance<T> checked = checked(distance);
        List<List<? extends T>> paired = new ArrayList<>();
        List<T> labels = new ArrayList<>();
        for (List<? extends T> unit : units) {
            if (unit.size() > 1) {
                paired.add(unit);
                labels.addAll(unit);
            }
        }
        double[] remoteness = (long) labels.size() * (labels.size() - 1) / 2 <= EXACT_PAIRS
                ? remoteness(labels, checked)
                : drawnRemoteness(labels, checked, seed);
        return new DistanceAgreement(sums(paired, checked, remoteness), confidence);
    }

    /** Krippendorff's alpha with the distance as its difference function. At most 1; 0 is chance. */
    public Coefficient alpha() {
        return sums.alpha(confidence);
    }

    /** 1 - distance of two labels of a unit, averaged over its pairs and then over the units that have one; in [0, 1]. */
    public Coefficient similarity() {
        int units = sums.sizes().length;
        if (units == 0) {
            return new Undefined(Reason.NO_PAIR);
        }
        Influences similarities = new Influences();
        for (int u = 0; u < units; u++) {
            similarities.add(similarity(u));
        }
        return similarities.aroundMean(confidence);
    }

    private double similarity(int unit) {
        double size = sums.sizes()[unit];
        return 1 - sums.within()[unit] / (size * (size - 1) / 2);
    }

    private static <T> Distance<T> checked(Distance<T> distance) {
        return (one, other) -> {
            double between = distance.between(one, other);
            if (!(between >= 0 && between <= 1)) {
                throw new IllegalArgumentException("a distance must be in [0, 1], not " + between);
            }
            return between;
        };
    }

    private static <T> double[] remoteness(List<T> labels, Distance<T> distance) {
        int size = labels.size();
        double[] remoteness = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double between = distance.between(labels.get(i), labels.get(j)) / (size - 1);
                remoteness[i] += between;
                remoteness[j] += between;
            }
        }
        return remoteness;
    }

    private static <T> double[] drawnRemoteness(List<T> labels, Distance<T> distance, long seed) {
        int size = labels.size();
        int draws = Math.max(LEAST_DRAWS, EXACT_PAIRS / size);
        SplittableRandom random = new SplittableRandom(seed);
        double[] remoteness = new double[size];
        for (int i = 0; i < size; i++) {
            for (int draw = 0; draw < draws; draw++) {
                int other = random.nextInt(size - 1);
                int notSelf = other < i ? other : other + 1;
                remoteness[i] += distance.between(labels.get(i), labels.get(notSelf)) / draws;
            }
        }
        return remoteness;
    }

    private static <T> DistanceSums sums(List<List<? extends T>> units, Distance<T> distance, double[] remoteness) {
        int[] sizes = new int[units.size()];
        double[] within = new double[units.size()];
        double[] remote = new double[units.size()];
        int label = 0;
        for (int u = 0; u < sizes.length; u++) {
            List<? extends T> unit = units.get(u);
            sizes[u] = unit.size();
            for (int i = 0; i < sizes[u]; i++) {
                remote[u] += remoteness[label++];
                for (int j = 0; j < i; j++) {
                    within[u] += distance.between(unit.get(i), unit.get(j));
                }
            }
        }
        return new DistanceSums(sizes, within, remote);
    }
}
