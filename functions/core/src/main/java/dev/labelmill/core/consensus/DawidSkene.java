package dev.labelmill.core.consensus;

/**
 * Dawid-Skene: the truth of every task and the confusion of every annotator, each estimated from the other by
 * expectation maximisation (Dawid and Skene, "Maximum likelihood estimation of observer error-rates using the EM
 * algorithm", Applied Statistics 28, 1979):
 *
 * <pre>
 *   p(t | answers) ∝ p(t) Π_w A_w[t][answer_w],   A_w[t][a] = n_w[t][a] / Σ_a n_w[t][a],   p(t) = Σ_i p_i(t) / tasks
 * </pre>
 *
 * <p>n_w[t][a] are expected counts. It starts from the vote shares. A row nobody was seen in is even; a zero counts as
 * 1e-10, as a likelihood that nothing can revive is no estimate. Known answers are kept; a task's own prior stands in
 * place of the class distribution. It over-fits annotators with few labels: {@link ShrunkDawidSkene} does not.
 */
public final class DawidSkene implements ConsensusMethod {

    /** What a count is at least, so that the logarithm of a share exists. */
    private static final double LEAST = 1e-10;

    private final EmStop stop;

    /** Stops as {@link EmStop#AS_CROWD_KIT}. */
    public DawidSkene() {
        this(EmStop.AS_CROWD_KIT);
    }

    /** Stops as told. */
    public DawidSkene(EmStop stop) {
        this.stop = stop;
    }

    @Override
    public String name() {
        return "ds";
    }

    @Override
    public ConfusionModel fit(VoteSource votes) {
        ConfusionModel model = estimate(StateCounts.ofShares(votes), 1);
        double bound = Double.NEGATIVE_INFINITY;
        for (int pass = 2; pass <= stop.passes(); pass++) {
            StateCounts counts = StateCounts.ofBeliefs(votes, model);
            ConfusionModel next = estimate(counts, pass);
            if (stop == EmStop.AT_REST) {
                if (next.change(model, 1) <= stop.tolerance()) {
                    return next.rested(true);
                }
            } else {
                double raised = bound(counts, model, next);
                if (raised - bound < stop.tolerance()) {
                    return model.rested(true);
                }
                bound = raised;
            }
            model = next;
        }
        return model;
    }

    private ConfusionModel estimate(StateCounts counts, int passes) {
        int classes = counts.classes();
        double[] table = new double[Math.multiplyExact(counts.annotators() * classes, classes)];
        for (int annotator = 0; annotator < counts.annotators(); annotator++) {
            for (int truth = 0; truth < classes; truth++) {
                row(counts, annotator, truth, table);
            }
        }
        return new ConfusionModel(
                name(), classes, 1, counts.shares(0), table, stranger(counts.pooled()), passes, false);
    }

    private static void row(StateCounts counts, int annotator, int truth, double[] table) {
        int classes = counts.classes();
        double sum = 0;
        for (int answer = 0; answer < classes; answer++) {
            sum += Math.max(LEAST, counts.count(annotator, answer, truth));
        }
        for (int answer = 0; answer < classes; answer++) {
            table[(annotator * classes + answer) * classes + truth] =
                    Math.max(LEAST, counts.count(annotator, answer, truth)) / sum;
        }
    }

    private static double[] stranger(double[][] pooled) {
        int classes = pooled.length;
        double[] stranger = new double[classes * classes];
        for (int truth = 0; truth < classes; truth++) {
            double sum = 0;
            for (double count : pooled[truth]) {
                sum += Math.max(LEAST, count);
            }
            for (int answer = 0; answer < classes; answer++) {
                stranger[answer * classes + truth] = Math.max(LEAST, pooled[truth][answer]) / sum;
            }
        }
        return stranger;
    }

    /** {@link EmStop#AS_CROWD_KIT}'s bound: E[log p(answers, truth)] of the new estimates and the old beliefs' entropy. */
    private static double bound(StateCounts counts, ConfusionModel believed, ConfusionModel next) {
        double entropy = counts.evidence() - counts.priors() - believed.expectedLog(counts);
        double bound = next.expectedLog(counts);
        for (int s = 0; s < counts.states(); s++) {
            entropy -= counts.tasks(s) * believed.logShare(s);
            bound += counts.labelled(s) * next.logShare(s);
        }
        return counts.labels() > 0 ? (bound + entropy) / counts.labels() : 0;
    }
}
