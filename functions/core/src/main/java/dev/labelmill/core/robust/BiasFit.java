package dev.labelmill.core.robust;

import dev.labelmill.core.opinion.Opinions;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits the additive model by turns: items given biases, biases given items, the two variances given both (EM with each
 * item's level profiled out), one pass over the items a turn.
 */
final class BiasFit {

    static final int PASSES = 100;

    /** Residuals beyond this many robust standard deviations are cut to it. */
    static final double CUT = 2.5;

    /** The median of |z| for a standard normal z is 1/1.4826. */
    private static final double MEDIAN_TO_DEVIATION = 1.4826;

    /** The mean of |z| for a standard normal z is 1/1.2533. */
    private static final double MEAN_TO_DEVIATION = 1.2533;

    private static final int STEPS_TO_A_LEVEL = 20;
    private static final double REST = 1e-9;
    private static final double MAX_SHRINKAGE = 1e9;

    private final ItemSource items;
    private final Map<String, Annotator> annotators = new TreeMap<>();
    private double deviation;
    private double shrinkage = 1;

    BiasFit(ItemSource items) {
        this.items = items;
    }

    private static final class Annotator {
        private double bias;
        private double pull;
        private double labels;
        private double information;

        private void forget() {
            pull = 0;
            labels = 0;
            information = 0;
        }
    }

    /** What one pass over the items sums up. */
    private static final class Pass {
        private final Magnitudes magnitudes = new Magnitudes();
        private double absolute;
        private double squares;
        private double labels;
        private long residuals;
        private long levels;
    }

    Map<String, Double> fit() {
        deviation = Double.POSITIVE_INFINITY;
        Pass first = pass();
        deviation = robustDeviation(first);
        double moved = deviation;
        for (int turn = 1; turn < PASSES && deviation > 0 && moved > REST * deviation; turn++) {
            Pass pass = pass();
            moved = updateBiases();
            updateShrinkage(pass);
            deviation = robustDeviation(pass);
        }
        Map<String, Double> biases = new TreeMap<>();
        annotators.forEach((name, annotator) -> biases.put(name, annotator.bias));
        return biases;
    }

    private Pass pass() {
        annotators.values().forEach(Annotator::forget);
        Pass pass = new Pass();
        items.forEach(item -> {
            Opinions<Double> opinions = new Opinions<>(item);
            if (opinions.size() > 1) {
                take(opinions, pass);
            }
        });
        return pass;
    }

    private void take(Opinions<Double> opinions, Pass pass) {
        double[] weights = opinions.weights();
        double[] corrected = opinions.numbers(o -> o.value() - bias(o.annotator()));
        double level = level(corrected, weights);
        double total = opinions.total();
        pass.levels++;
        for (int i = 0; i < weights.length; i++) {
            double raw = corrected[i] - level;
            double residual = cut(raw);
            pass.magnitudes.add(raw);
            pass.absolute += Math.abs(residual);
            pass.squares += weights[i] * residual * residual;
            pass.labels += weights[i];
            pass.residuals++;
            Annotator annotator =
                    annotators.computeIfAbsent(opinions.each().get(i).annotator(), a -> new Annotator());
            annotator.pull += weights[i] * (residual + annotator.bias);
            annotator.labels += weights[i];
            annotator.information += weights[i] * (1 - weights[i] / total);
        }
    }

    private double bias(String annotator) {
        return annotators.computeIfAbsent(annotator, a -> new Annotator()).bias;
    }

    /** The item's level: Huber's mean, from the median on. */
    private double level(double[] corrected, double[] weights) {
        double level = WeightedMedian.of(corrected, weights);
        double total = Arrays.stream(weights).sum();
        for (int step = 0; step < STEPS_TO_A_LEVEL && deviation < Double.POSITIVE_INFINITY; step++) {
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * cut(corrected[i] - level);
            }
            level += sum / total;
        }
        return level;
    }

    private double cut(double residual) {
        double limit = CUT * deviation;
        return Math.min(limit, Math.max(-limit, residual));
    }

    /** From the median; where more than half of the residuals are 0, from the mean. */
    private static double robustDeviation(Pass pass) {
        double fromMedian = MEDIAN_TO_DEVIATION * pass.magnitudes.median();
        return fromMedian > 0 || pass.residuals == 0 ? fromMedian : MEAN_TO_DEVIATION * pass.absolute / pass.residuals;
    }

    /** Returns the farthest that a bias moved. */
    private double updateBiases() {
        double mean = annotators.values().stream()
                .mapToDouble(a -> a.pull / (a.labels + shrinkage))
                .average()
                .orElse(0);
        double moved = 0;
        for (Annotator annotator : annotators.values()) {
            double bias = annotator.pull / (annotator.labels + shrinkage) - mean;
            moved = Math.max(moved, Math.abs(bias - annotator.bias));
            annotator.bias = bias;
        }
        return moved;
    }

    private void updateShrinkage(Pass pass) {
        double explained = annotators.values().stream()
                .mapToDouble(a -> a.information / (a.information + shrinkage))
                .sum();
        double noise = pass.squares / Math.max(1, pass.labels - pass.levels - explained);
        double biases = annotators.values().stream()
                .mapToDouble(a -> a.bias * a.bias + noise / (a.information + shrinkage))
                .average()
                .orElse(0);
        shrinkage = biases * MAX_SHRINKAGE > noise ? noise / biases : MAX_SHRINKAGE;
    }
}
