package dev.labelmill.core.training;

import dev.labelmill.core.calibration.Temperature;
import java.util.List;

/**
 * How good a head is on examples it was not fitted to.
 *
 * @param examples how many
 * @param accuracy how often the most probable class is right; against a posterior, how probable that is
 * @param logLoss  mean of {@code −ln p(class)} at the head's temperature, in nats
 */
public record Quality(int examples, Measured accuracy, Measured logLoss) {

    /** Smallest probability that a logarithm is taken of, as in {@link Temperature}. */
    private static final double FLOOR = 1e-12;

    static Quality of(List<HeldOutExample> heldOut, double temperature) {
        double[] right = new double[heldOut.size()];
        double[] losses = new double[heldOut.size()];
        double[] weights = new double[heldOut.size()];
        for (int i = 0; i < right.length; i++) {
            double[] target = heldOut.get(i).example().target();
            double[] p = Temperature.apply(heldOut.get(i).prediction(), temperature);
            weights[i] = heldOut.get(i).example().weight();
            right[i] = target[mostProbable(p)];
            for (int k = 0; k < p.length; k++) {
                losses[i] -= target[k] * Math.log(Math.max(FLOOR, p[k]));
            }
        }
        return new Quality(heldOut.size(), Measured.share(right, weights), Measured.mean(losses, weights));
    }

    static int mostProbable(double[] p) {
        int best = 0;
        for (int k = 1; k < p.length; k++) {
            best = p[k] > p[best] ? k : best;
        }
        return best;
    }
}
