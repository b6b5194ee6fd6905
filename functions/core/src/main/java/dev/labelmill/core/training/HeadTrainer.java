package dev.labelmill.core.training;

import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits a softmax head, chooses its penalty and calibrates it: the penalty is the one of a grid with the least mean loss
 * on examples that were held out, in {@value #FOLDS}-fold cross-validation (Stone, Journal of the Royal Statistical
 * Society B 36, 1974); the temperature the one that fits the held-out predictions best (Guo et al. 2017). The grid is
 * walked from the strongest penalty down, each fit starting where the one before ended, and no further once the loss has
 * risen {@value #RISES} times.
 *
 * <p>Folds are cut by hash draws of the examples' ids, so equal examples give equal heads, in whatever order they come.
 */
public final class HeadTrainer {

    /** Number of folds; fewer examples make as many folds. */
    public static final int FOLDS = 5;

    private static final int RISES = 2;
    private static final int ITERATIONS = 300;
    private static final double GRADIENT_TOLERANCE = 1e-5;
    private static final double FOLD_TOLERANCE = 1e-4;

    /** Descending, half a decade apart; the loss is a mean, so that they mean the same for any number of examples. */
    private static final List<Double> PENALTIES = List.of(3e-1, 1e-1, 3e-2, 1e-2, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5);

    private final int dimension;
    private final int classes;
    private final Draw draw;

    /**
     * @param dimension of the feature vectors
     * @param classes   at least 2
     * @param draw      cuts the folds
     */
    public HeadTrainer(int dimension, int classes, Draw draw) {
        if (classes < 2) {
            throw new IllegalArgumentException("there must be two classes or more");
        }
        this.dimension = dimension;
        this.classes = classes;
        this.draw = draw;
    }

    /**
     * Trains.
     *
     * @param examples at least two
     * @param warm     an earlier head of the same classes and features, to start from: it saves time and changes the result
     *     by no more than the optimiser's tolerance
     * @throws IllegalArgumentException if there are too few examples, or one does not fit
     */
    public Training train(List<Example> examples, Optional<SoftmaxTrainer.Head> warm) {
        if (examples.size() < 2) {
            throw new IllegalArgumentException("training takes two examples or more, not " + examples.size());
        }
        Folds folds = Folds.of(examples, Math.min(FOLDS, examples.size()), draw);
        Design design = new Design(examples, dimension, classes);
        double[] start = warm.map(design::parameters).orElseGet(() -> new double[design.parameters()]);
        CrossValidation search = new CrossValidation(design, folds, start, ITERATIONS, FOLD_TOLERANCE);
        search.walk(PENALTIES, RISES);

        double[] parameters = search.meanOfBest();
        List<Part> all = new ArrayList<>();
        search.parts().forEach(all::addAll);
        Lbfgs.minimise(new SoftmaxLoss(design, all, search.bestPenalty()), parameters, ITERATIONS, GRADIENT_TOLERANCE);
        return Training.of(design.head(parameters), search.bestPenalty(), folds, search.bestPredictions());
    }
}
