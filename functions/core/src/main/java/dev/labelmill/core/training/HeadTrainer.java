package dev.labelmill.core.training;

import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits a softmax head, chooses its penalty and calibrates it: the penalty is the one of a grid with the least mean loss
 * on examples that were held out, in {@value #FOLDS}-fold cross-validation (Stone, Journal of the Royal Statistical
 * Society B 36, 1974). The temperature (Guo et al. 2017) is the one that fits best the held-out predictions of the
 * random first sample together with what was {@link Foresight foreseen} of the examples of the last two rounds; in want of
 * both, all held-out predictions. The grid is
 * walked from the strongest penalty down, each fit starting where the one before ended, until the loss falls no
 * more by {@link CrossValidation#LEAST_GAIN} of itself.
 *
 * <p>Folds are cut by hash draws of the examples' ids, so equal examples give equal heads, in whatever order they come.
 */
public final class HeadTrainer {

    /** Number of folds; fewer examples make as many folds. */
    public static final int FOLDS = 5;

    private static final int ITERATIONS = 300;

    /** Of the gradient's entries, for vectors of length 1. */
    private static final double GRADIENT_TOLERANCE = 1e-5;

    private static final double FOLD_TOLERANCE = 1e-4;

    /** In units of the vectors' mean squared length, so that a grid serves pixels, hashed words and embeddings. */
    private static final List<Double> PENALTIES = List.of(1e-2, 1e-3, 3e-4, 1e-4, 3e-5, 1e-5, 3e-6, 1e-6);

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
     * @param earlier  a head of the same classes and features. Starting from it saves time and changes the weights by no more
     *     than the optimiser's tolerance; what it foresaw of the examples that it chose calibrates
     * @throws IllegalArgumentException if there are too few examples, or one does not fit
     */
    public Training train(List<Example> examples, Optional<Earlier> earlier) {
        if (examples.size() < 2) {
            throw new IllegalArgumentException("training takes two examples or more, not " + examples.size());
        }
        Folds folds = Folds.of(examples, Math.min(FOLDS, examples.size()), draw);
        Design design = new Design(examples, dimension, classes);
        double[] start = earlier.map(e -> design.parameters(e.head())).orElseGet(() -> new double[design.parameters()]);
        double length = Math.sqrt(design.meanSquare());
        CrossValidation search = new CrossValidation(design, folds, start, ITERATIONS, FOLD_TOLERANCE * length);
        search.walk(PENALTIES.stream().map(penalty -> penalty * length * length).toList());

        double[] parameters = search.meanOfBest();
        List<Part> all = new ArrayList<>();
        search.parts().forEach(all::addAll);
        SoftmaxLoss loss = new SoftmaxLoss(design, all, search.bestPenalty());
        Lbfgs.minimise(loss, parameters, ITERATIONS, GRADIENT_TOLERANCE * length);
        List<HeldOutExample> heldOut = folds.withPredictions(search.bestPredictions());
        List<HeldOutExample> newest =
                earlier.map(e -> foreseen(design, start, examples, e.round())).orElse(List.of());
        Foresight before = earlier.map(Earlier::foresight).orElse(Foresight.NONE);
        return Training.of(design.head(parameters), search.bestPenalty(), heldOut, newest, before);
    }

    /** The examples that a head of the round was the one to choose, as it saw them. */
    private static List<HeldOutExample> foreseen(
            Design design, double[] parameters, List<Example> examples, int round) {
        List<Example> newest =
                examples.stream().filter(example -> example.round() > round).toList();
        List<HeldOutExample> foreseen = new ArrayList<>();
        for (Part part : Part.of(design, newest)) {
            for (double[] distribution : part.distributions(design, parameters)) {
                foreseen.add(new HeldOutExample(newest.get(foreseen.size()), distribution));
            }
        }
        return foreseen;
    }
}
