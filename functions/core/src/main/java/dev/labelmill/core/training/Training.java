package dev.labelmill.core.training;

import dev.labelmill.core.calibration.Temperature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What training gives.
 *
 * @param head           the head, fitted to all examples
 * @param l2             the penalty that cross-validation chose
 * @param temperature    that calibrates the head's distributions, see {@link Temperature}
 * @param quality        on all examples, held out. Examples chosen for what they teach are harder than the batch
 * @param representative on those drawn at random from the batch, held out; empty without any
 * @param classExamples  the sum of the targets for each class: 0 for one never seen
 * @param heldOut        all examples with their held-out predictions, for plots
 */
public record Training(
        SoftmaxTrainer.Head head,
        double l2,
        double temperature,
        Quality quality,
        Optional<Quality> representative,
        double[] classExamples,
        List<HeldOutExample> heldOut) {

    /** Number of examples. */
    public int examples() {
        return heldOut.size();
    }

    /** Number of classes that some example may have. */
    public int classesSeen() {
        int seen = 0;
        for (double examples : classExamples) {
            seen += examples > 0 ? 1 : 0;
        }
        return seen;
    }

    static Training of(SoftmaxTrainer.Head head, double l2, Folds folds, List<List<double[]>> predictions) {
        List<HeldOutExample> heldOut = new ArrayList<>();
        double[] classExamples = new double[head.bias().length];
        for (int fold = 0; fold < predictions.size(); fold++) {
            for (int n = 0; n < predictions.get(fold).size(); n++) {
                Example example = folds.folds().get(fold).get(n);
                heldOut.add(new HeldOutExample(example, predictions.get(fold).get(n)));
                for (int k = 0; k < classExamples.length; k++) {
                    classExamples[k] += example.target()[k];
                }
            }
        }
        List<HeldOutExample> random =
                heldOut.stream().filter(h -> h.example().representative()).toList();
        double temperature = temperature(heldOut);
        return new Training(
                head,
                l2,
                temperature,
                Quality.of(heldOut, temperature),
                random.isEmpty() ? Optional.empty() : Optional.of(Quality.of(random, temperature)),
                classExamples,
                List.copyOf(heldOut));
    }

    private static double temperature(List<HeldOutExample> heldOut) {
        double[] sums = new double[Temperature.COUNT];
        for (HeldOutExample one : heldOut) {
            for (int k = 0; k < one.prediction().length; k++) {
                double share = one.example().target()[k] * one.example().weight();
                if (share > 0) {
                    long[] losses = Temperature.microNats(one.prediction(), k);
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += share * losses[i];
                    }
                }
            }
        }
        long[] rounded = new long[sums.length];
        for (int i = 0; i < sums.length; i++) {
            rounded[i] = Math.round(sums[i]);
        }
        return Temperature.best(rounded, heldOut.size());
    }
}
