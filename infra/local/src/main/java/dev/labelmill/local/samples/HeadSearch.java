package dev.labelmill.local.samples;

import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.prelabel.Pixels;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.training.SoftmaxTrainer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a linear head to some digits. The strength of the L2 penalty is the one of {@link #PENALTIES} with the least
 * mean log loss in 5-fold cross-validation on these digits alone; the head is then fitted to all of them.
 */
final class HeadSearch {

    static final List<Double> PENALTIES = List.of(1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2);

    private static final int FOLDS = 5;
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private final List<Digit> digits;
    private final Pixels pixels = new Pixels(Digit.SIDE, Digit.SIDE);

    HeadSearch(List<Digit> digits) {
        this.digits = List.copyOf(digits);
    }

    /** The penalty chosen, and the head with its numbers rounded to six significant digits. */
    record Found(double l2, SoftmaxTrainer.Head head) {}

    Found search() throws UnusableContent {
        double best = PENALTIES.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (double l2 : PENALTIES) {
            double loss = crossValidated(l2);
            if (loss < least) {
                least = loss;
                best = l2;
            }
        }
        return new Found(best, rounded(fit(digits, best)));
    }

    /** The mean of {@code −log p(label)} over all digits, each judged by a head fitted to the other folds. */
    private double crossValidated(double l2) throws UnusableContent {
        double loss = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Digit> kept = new ArrayList<>();
            List<Digit> left = new ArrayList<>();
            for (int i = 0; i < digits.size(); i++) {
                (i % FOLDS == fold ? left : kept).add(digits.get(i));
            }
            SoftmaxTrainer.Head head = fit(kept, l2);
            LinearLabeler labeler = new LinearLabeler("fold", pixels, head.weights(), head.bias());
            for (Digit digit : left) {
                loss -= Math.log(labeler.distribution(Content.ofSource(digit.dataUri()))[digit.label()]);
            }
        }
        return loss / digits.size();
    }

    private SoftmaxTrainer.Head fit(List<Digit> some, double l2) throws UnusableContent {
        float[][] examples = new float[some.size()][];
        int[] labels = new int[some.size()];
        for (int i = 0; i < examples.length; i++) {
            examples[i] = pixels.vector(Content.ofSource(some.get(i).dataUri())).values();
            labels[i] = some.get(i).label();
        }
        return new SoftmaxTrainer(l2).fit(examples, labels, Digit.CLASSES);
    }

    private static SoftmaxTrainer.Head rounded(SoftmaxTrainer.Head head) {
        float[][] weights = new float[head.weights().length][];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = rounded(head.weights()[k]);
        }
        return new SoftmaxTrainer.Head(weights, rounded(head.bias()));
    }

    private static float[] rounded(float[] numbers) {
        float[] rounded = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            rounded[i] = new BigDecimal(numbers[i]).round(SIX_DIGITS).floatValue();
        }
        return rounded;
    }
}
