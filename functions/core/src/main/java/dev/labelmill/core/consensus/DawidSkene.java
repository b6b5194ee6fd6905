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
        int size = classes * classes;
        double[] table = new double[Math.multiplyExact(counts.annotators() + 1, size)];
        double[] own = new double[size];
        double[] all = new double[size];
        for (int annotator = 0; annotator < counts.annotators(); annotator++) {
            for (int i = 0; i < size; i++) {
                own[i] = counts.count(annotator, i / classes, i % classes);
                all[i] += own[i];
            }
            write(own, classes, table, annotator * size);
        }
        write(all, classes, table, counts.annotators() * size);
        return new ConfusionModel(name(), classes, 1, counts.shares(0), table, passes, false);
    }

    /** Writes p(answer | truth) given counts, both at {@code answer · classes + truth}. */
    private static void write(double[] counts, int classes, double[] into, int at) {
        for (int truth = 0; truth < classes; truth++) {
            double sum = 0;
            for (int i = truth; i < counts.length; i += classes) {
                sum += Math.max(LEAST, counts[i]);
            }
            for (int i = truth; i < counts.length; i += classes) {
                into[at + i] = Math.max(LEAST, counts[i]) / sum;
            }
        }
    }

    /** {@link EmStop#AS_CROWD_KIT}'s bound: E[log p(answers, truth)] of the new estimates and the old beliefs' entropy. */
    private static double bound(StateCounts counts, ConfusionModel believed, ConfusionModel next) {
        double bound = counts.evidence() + counts.priors() + next.expectedLog(counts) - believed.expectedLog(counts);
        for (int s = 0; s < counts.states(); s++) {
            bound += counts.labelled(s) * next.logShare(s) - counts.drawn(s) * believed.logShare(s);
        }
        return bound / Math.max(1, counts.labels());
    }
}
