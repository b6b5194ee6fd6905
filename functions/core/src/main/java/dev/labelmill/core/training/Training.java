package dev.labelmill.core.training;

import dev.labelmill.core.calibration.Reliability;
import dev.labelmill.core.calibration.Temperature;
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
 * @param foresight      what the earlier head foresaw of the newest round's examples
 */
public record Training(
        SoftmaxTrainer.Head head,
        double l2,
        double temperature,
        Quality quality,
        Optional<Quality> representative,
        List<Double> classExamples,
        List<HeldOutExample> heldOut,
        Foresight foresight) {

    /** Number of examples. */
    public int examples() {
        return heldOut.size();
    }

    /** Whether the head's confidences are what they say, on the held-out examples that its quality is told of. */
    public Reliability reliability() {
        List<HeldOutExample> told = representative.isEmpty()
                ? heldOut
                : heldOut.stream().filter(one -> one.example().representative()).toList();
        double[] confidences = new double[told.size()];
        double[] right = new double[told.size()];
        double[] weights = new double[told.size()];
        for (int i = 0; i < told.size(); i++) {
            double[] p = Temperature.apply(told.get(i).prediction(), temperature);
            int predicted = Quality.mostProbable(p);
            confidences[i] = p[predicted];
            right[i] = told.get(i).example().target()[predicted];
            weights[i] = told.get(i).example().weight();
        }
        return Reliability.of(confidences, right, weights);
    }

    /** Number of classes that some example may have. */
    public long classesSeen() {
        return classExamples.stream().filter(examples -> examples > 0).count();
    }

    /** What the next round's training starts from. */
    public Earlier asEarlier() {
        int round =
                heldOut.stream().mapToInt(one -> one.example().round()).max().orElseThrow();
        return new Earlier(head, foresight, round);
    }

    static Training of(
            SoftmaxTrainer.Head head, double l2, List<HeldOutExample> heldOut, Foresight newest, Foresight before) {
        List<HeldOutExample> random =
                heldOut.stream().filter(one -> one.example().representative()).toList();
        Foresight honest = Foresight.of(random).plus(newest).plus(before);
        double temperature = (honest.items() > 0 ? honest : Foresight.of(heldOut)).temperature();
        return new Training(
                head,
                l2,
                temperature,
                Quality.of(heldOut, temperature),
                random.isEmpty() ? Optional.empty() : Optional.of(Quality.of(random, temperature)),
                classExamples(heldOut, head.bias().length),
                List.copyOf(heldOut),
                newest);
    }

    private static List<Double> classExamples(List<HeldOutExample> heldOut, int classes) {
        Double[] sums = new Double[classes];
        for (int k = 0; k < classes; k++) {
            int at = k;
            sums[k] = heldOut.stream()
                    .mapToDouble(one -> one.example().target()[at])
                    .sum();
        }
        return List.of(sums);
    }
}
