package dev.labelmill.core.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A rising curve from a head's confidence to how often it is right, fitted by {@link IsotonicRegression} to predictions on
 * items that it was not fitted to (Zadrozny and Elkan, "Transforming classifier scores into accurate multiclass probability
 * estimates", KDD 2002).
 *
 * <p>Of many classes only the confidence, the probability of the most probable class, is calibrated, by one curve for all; the other
 * classes keep their proportions, and the most probable class stays so. Everything that goes by it (cut-offs, the forecast
 * of what would be accepted, who is asked first) goes by the confidence alone and over all classes. One curve against the
 * rest for each class, which Zadrozny and Elkan normalise, or one for each predicted class (top-label calibration: Gupta and
 * Ramdas, ICLR 2022, who show what pooling them can hide), would leave each a K-th of some hundred predictions.
 *
 * <p>Three things keep a step function of few predictions from doing harm:
 *
 * <ul>
 *   <li>Right and wrong count as {@code (n₊+1)/(n₊+2)} and {@code 1/(n₋+2)} (Platt, "Probabilistic outputs for support vector
 *       machines", 1999), so that no confidence becomes 0 or 1 for want of errors.
 *   <li>Between the centres of blocks the curve is straight (compare Jiang et al., "Smooth isotonic regression", AMIA
 *       2011), and flat only beyond the outermost.
 *   <li>The confidence itself counts as one prediction more: {@code (n g(c) + c) / (n + 1)} rises strictly with c, so that
 *       items that a step would make equal keep their order.
 * </ul>
 *
 * @param items       predictions that it was fitted to, at least 1
 * @param confidences centres of the blocks, rising, from 0 to 1
 * @param shares      how often predictions were right there, never falling, from 0 to 1
 */
public record IsotonicConfidence(long items, List<Double> confidences, List<Double> shares) {

    /**
     * With fewer predictions there is no curve: below some 200 to 1,000 isotonic regression overfits and one with few
     * parameters does better (Niculescu-Mizil and Caruana, "Predicting good probabilities with supervised learning", ICML 2005).
     */
    public static final int FEWEST = 200;

    /** @throws IllegalArgumentException if the lists make no rising curve within the unit square */
    public IsotonicConfidence {
        confidences = List.copyOf(confidences);
        shares = List.copyOf(shares);
        if (items < 1 || confidences.isEmpty() || confidences.size() != shares.size()) {
            throw new IllegalArgumentException("a curve has items, and for each confidence a share");
        }
        for (int i = 0; i < shares.size(); i++) {
            if (!isUnit(confidences.get(i))
                    || !isUnit(shares.get(i))
                    || i > 0 && !(confidences.get(i) > confidences.get(i - 1) && shares.get(i) >= shares.get(i - 1))) {
                throw new IllegalArgumentException("a curve's confidences and shares rise from 0 to 1");
            }
        }
    }

    /**
     * Fits a curve.
     *
     * @param confidence of the class that is predicted, 0 to 1
     * @param right      1 if it is the class; against a posterior, how probable that is
     * @param weights    above 0
     * @return empty if there are fewer than {@value #FEWEST}
     */
    public static Optional<IsotonicConfidence> fit(double[] confidence, double[] right, double[] weights) {
        return confidence.length < FEWEST ? Optional.empty() : Optional.of(of(confidence, right, weights));
    }

    /** The same of predictions however few, at least one: to judge what a curve of more is worth. */
    public static IsotonicConfidence of(double[] confidence, double[] right, double[] weights) {
        double rights = 0;
        double wrongs = 0;
        for (int i = 0; i < right.length; i++) {
            rights += weights[i] * right[i];
            wrongs += weights[i] * (1 - right[i]);
        }
        double[] targets = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            targets[i] = right[i] * (rights + 1) / (rights + 2) + (1 - right[i]) / (wrongs + 2);
        }
        List<Double> centres = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (IsotonicRegression.Block block :
                IsotonicRegression.fit(confidence, targets, weights).blocks()) {
            double centre = Math.min(1, block.centre());
            // Means of confidences that lie within some ulps of each other may round to one number, or past each other.
            if (centres.isEmpty() || centre > centres.get(centres.size() - 1)) {
                centres.add(centre);
                shares.add(Math.min(1, block.value()));
            }
        }
        return new IsotonicConfidence(confidence.length, centres, shares);
    }

    /**
     * The distribution with its confidence calibrated. Where the curve would leave the most probable class no longer
     * so, which it can only below 1/2, it goes down to the second one's level and no further.
     *
     * @param distribution none negative, summing to 1
     * @return as many probabilities, summing to 1, the most probable class the same
     */
    public double[] apply(double[] distribution) {
        int top = 0;
        for (int k = 1; k < distribution.length; k++) {
            top = distribution[k] > distribution[top] ? k : top;
        }
        double others = 0;
        double second = 0;
        for (int k = 0; k < distribution.length; k++) {
            others += k == top ? 0 : distribution[k];
            second = k == top ? second : Math.max(second, distribution[k]);
        }
        double level = others > 0 ? second / (others + second) : 1.0 / distribution.length;
        double raw = Math.min(1, distribution[top]);
        double confidence = distribution.length == 1 ? 1 : (items * Math.max(at(raw), level) + raw) / (items + 1);
        double[] calibrated = new double[distribution.length];
        for (int k = 0; k < calibrated.length; k++) {
            double share = others > 0 ? distribution[k] / others : 1.0 / (calibrated.length - 1);
            calibrated[k] = k == top ? confidence : (1 - confidence) * share;
        }
        return calibrated;
    }

    /** The curve itself, g. */
    private double at(double confidence) {
        int found = Collections.binarySearch(confidences, confidence);
        if (found >= 0) {
            return shares.get(found);
        }
        int next = -found - 1;
        if (next == 0 || next == shares.size()) {
            return shares.get(Math.max(0, next - 1));
        }
        double low = confidences.get(next - 1);
        double part = (confidence - low) / (confidences.get(next) - low);
        return shares.get(next - 1) + part * (shares.get(next) - shares.get(next - 1));
    }

    private static boolean isUnit(double number) {
        return number >= 0 && number <= 1;
    }
}
