package dev.labelmill.core.consensus;

/**
 * Dawid-Skene with shrinkage: the truth of every task and the confusion of every annotator, each estimated from
 * the other by expectation maximisation (Dawid and Skene, Applied Statistics 28, 1979). The plain method over-fits
 * annotators with few labels; here every annotator borrows strength from the others, in three steps:
 *
 * <pre>
 *   pooled   M[t][a] = (Σ_w n_w[t][a] + s_m · S[t][a]) / (Σ_w n_w[t] + s_m)   S: symmetric, of the overall accuracy r
 *   accuracy r_w     = (Σ_t n_w[t][t] + s_a · r) / (n_w + s_a)
 *   prior    P_w     = r_w on the diagonal, 1 - r_w spread over a row's mistakes as in M
 *   matrix   A_w     = (n_w[t][a] + (s_r / K) · P_w[t][a]) / (n_w[t] + s_r / K)
 * </pre>
 *
 * <p>n_w[t][a] are expected counts given the posteriors of the pass before; the weights s are a {@link Shrinkage}.
 * The first pass takes each task's vote shares as its posterior (its own prior counting as one more vote). A task
 * with a known answer keeps it. A task's own prior stands in place of the class distribution, which is estimated
 * from all tasks that have votes or a known answer.
 *
 * <p>Each pass streams over the tasks once and keeps only one K × K matrix an annotator. It stops when no entry of
 * a confusion or of the class distribution moved by more than 0.1 % (of itself, or of 1 % if it is smaller), or
 * after 20 passes. Nothing is random. Expected counts are summed in fixed point, so the order of tasks and the
 * names of annotators do not matter; the order of votes inside a task matters to rounding only.
 */
public final class ShrunkDawidSkene implements ConsensusMethod {

    /** Most passes over the tasks. */
    public static final int MAX_PASSES = 20;

    private static final double TOLERANCE = 1e-3;
    private static final double SMALLEST_RELATIVE_TO = 1e-2;

    /** Accuracy assumed where nobody has answered anything: where AWS's consolidation starts its annotators. */
    static final double ASSUMED_ACCURACY = 0.7;

    private final Shrinkage shrinkage;

    /** The method with {@link Shrinkage#STANDARD}. */
    public ShrunkDawidSkene() {
        this(Shrinkage.STANDARD);
    }

    /** The method with other weights. */
    public ShrunkDawidSkene(Shrinkage shrinkage) {
        this.shrinkage = shrinkage;
    }

    @Override
    public String name() {
        return "fixed-shrunk-ds";
    }

    @Override
    public ConfusionModel fit(VoteSource votes) {
        ConfusionModel model = estimate(StateCounts.ofShares(votes), 1);
        while (!model.converged() && model.iterations() < MAX_PASSES) {
            ConfusionModel next = estimate(StateCounts.ofBeliefs(votes, model), model.iterations() + 1);
            model = next.rested(next.change(model, SMALLEST_RELATIVE_TO) <= TOLERANCE);
        }
        return model;
    }

    private ConfusionModel estimate(StateCounts counts, int passes) {
        int classes = counts.classes();
        double[][] pooled = counts.pooled();
        double accuracy = accuracy(pooled, ASSUMED_ACCURACY, 0);
        double[][] mistakes = Confusion.shrunk(pooled, Confusion.symmetric(classes, accuracy), shrinkage.pooled())
                .toArray();
        double[] table = new double[Math.multiplyExact(counts.annotators() + 1, classes * classes)];
        for (int annotator = 0; annotator < counts.annotators(); annotator++) {
            double[][] own = counts.of(annotator);
            Confusion prior = Confusion.coin(accuracy(own, accuracy, shrinkage.accuracy()), mistakes);
            write(Confusion.shrunk(own, prior, shrinkage.rows() / classes), annotator, table);
        }
        write(Confusion.coin(accuracy, mistakes), counts.annotators(), table);
        return new ConfusionModel(name(), classes, 1, counts.shares(shrinkage.classes()), table, passes, false);
    }

    private static void write(Confusion confusion, int annotator, double[] table) {
        int classes = confusion.classes();
        for (int truth = 0; truth < classes; truth++) {
            for (int answer = 0; answer < classes; answer++) {
                table[(annotator * classes + answer) * classes + truth] = confusion.p(truth, answer);
            }
        }
    }

    /** Share of right answers, a prior accuracy being worth so many labels; the prior where there are none. */
    private static double accuracy(double[][] counts, double prior, double strength) {
        double right = strength * prior;
        double all = strength;
        for (int truth = 0; truth < counts.length; truth++) {
            right += counts[truth][truth];
            for (double count : counts[truth]) {
                all += count;
            }
        }
        return all > 0 ? Math.min(1, right / all) : prior;
    }
}
