package dev.labelmill.core.training;

import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.calibration.IsotonicConfidence;
import dev.labelmill.core.calibration.Reliability;
import dev.labelmill.core.calibration.Temperature;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 * @param foreseen       these examples with its predictions, before calibration
 */
public record Training(
        SoftmaxTrainer.Head head,
        double l2,
        double temperature,
        Quality quality,
        Optional<Quality> representative,
        List<Double> classExamples,
        List<HeldOutExample> heldOut,
        Foresight foresight,
        List<HeldOutExample> foreseen) {

    /** Folds of the predictions that a curve is judged on. */
    private static final int FOLDS = 5;

    /** Number of examples. */
    public int examples() {
        return heldOut.size();
    }

    /** Whether the head's confidences at its temperature are what they say, on the examples that its quality is told of. */
    public Reliability reliability() {
        return reliability(Calibration.TEMPERATURE);
    }

    /**
     * The same of confidences that are calibrated in another way. A curve is judged on examples that it was not fitted to: by
     * five curves, each fitted to the others' four fifths.
     */
    public Reliability reliability(Calibration calibration) {
        Outcomes told = Outcomes.of(told(), temperature);
        if (calibration == Calibration.TEMPERATURE || isotonic().isEmpty()) {
            return Reliability.of(told.confidences(), told.right(), told.weights());
        }
        double[] confidences = new double[told().size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            IsotonicConfidence curve = Outcomes.of(without(fold), temperature).fitted();
            for (int i = fold; i < confidences.length; i += FOLDS) {
                double[] p = Temperature.apply(told().get(i).prediction(), temperature);
                confidences[i] = curve.apply(p)[Quality.mostProbable(p)];
            }
        }
        return Reliability.of(confidences, told.right(), told.weights());
    }

    private List<HeldOutExample> without(int fold) {
        List<HeldOutExample> honest = honest();
        return IntStream.range(0, honest.size())
                .filter(i -> i % FOLDS != fold)
                .mapToObj(honest::get)
                .toList();
    }

    /**
     * The curve that makes confidences at the head's temperature mean what they say, fitted to the predictions that speak
     * for what is to come: those held out of the random first sample, and what the earlier head foresaw of the newest round's
     * examples. Empty if these are fewer than {@link IsotonicConfidence#FEWEST}: then the temperature has to do.
     */
    public Optional<IsotonicConfidence> isotonic() {
        return Outcomes.of(honest(), temperature).curve();
    }

    /** What heads that did not learn from an example say of it, at the head's temperature, by the examples' ids. */
    public SortedMap<String, double[]> heldOutPredictions() {
        SortedMap<String, double[]> predictions = new TreeMap<>();
        heldOut.forEach(one -> predictions.put(one.example().id(), Temperature.apply(one.prediction(), temperature)));
        return predictions;
    }

    /** How many predictions a curve is fitted to, or would be. */
    public int honestPredictions() {
        return honest().size();
    }

    private List<HeldOutExample> honest() {
        return Stream.concat(heldOut.stream().filter(one -> one.example().representative()), foreseen.stream())
                .toList();
    }

    private List<HeldOutExample> told() {
        return representative.isEmpty()
                ? heldOut
                : heldOut.stream().filter(one -> one.example().representative()).toList();
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
            SoftmaxTrainer.Head head,
            double l2,
            List<HeldOutExample> heldOut,
            List<HeldOutExample> foreseen,
            Foresight before) {
        List<HeldOutExample> random =
                heldOut.stream().filter(one -> one.example().representative()).toList();
        Foresight newest = Foresight.of(foreseen);
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
                newest,
                List.copyOf(foreseen));
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
