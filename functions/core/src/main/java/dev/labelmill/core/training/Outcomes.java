package dev.labelmill.core.training;

import dev.labelmill.core.calibration.IsotonicConfidence;
import dev.labelmill.core.calibration.Temperature;
import java.util.List;
import java.util.Optional;

/**
 * Predictions as calibration sees them; the arrays are of one length and not copied.
 *
 * @param confidences of the predicted class, at a temperature
 * @param right       how probable it is that the example has that class
 * @param weights     of the examples
 */
record Outcomes(double[] confidences, double[] right, double[] weights) {

    static Outcomes of(List<HeldOutExample> predicted, double temperature) {
        Outcomes all =
                new Outcomes(new double[predicted.size()], new double[predicted.size()], new double[predicted.size()]);
        for (int i = 0; i < predicted.size(); i++) {
            double[] p = Temperature.apply(predicted.get(i).prediction(), temperature);
            int best = Quality.mostProbable(p);
            all.confidences[i] = Math.min(1, p[best]);
            all.right[i] = predicted.get(i).example().target()[best];
            all.weights[i] = predicted.get(i).example().weight();
        }
        return all;
    }

    /** The curve of these predictions, however few they are. */
    IsotonicConfidence fitted() {
        return IsotonicConfidence.of(confidences, right, weights);
    }

    /** The curve of these predictions; empty if they are too few. */
    Optional<IsotonicConfidence> curve() {
        return IsotonicConfidence.fit(confidences, right, weights);
    }
}
