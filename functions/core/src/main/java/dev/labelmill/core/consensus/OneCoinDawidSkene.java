package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * One-coin Dawid-Skene: an annotator is right with one probability whatever the truth, and errs evenly (Zhang, Chen,
 * Zhou and Jordan, "Spectral methods meet EM", JMLR 17, 2016). Expectation maximisation from the vote shares:
 *
 * <pre>
 *   p(t | answers) ∝ p(t) Π_w (r_w if answer_w = t, else (1 - r_w) / (K - 1)),   r_w = expected right answers / answers
 * </pre>
 *
 * <p>Stops as {@link EmStop#AS_CROWD_KIT} unless told otherwise. An accuracy lies in [1e-10, 1 - 1e-10]. Known
 * answers are kept; a task's own prior stands in place of the class distribution.
 */
public final class OneCoinDawidSkene implements ConsensusMethod {

    private final EmStop stop;

    /** Stops as {@link EmStop#AS_CROWD_KIT}. */
    public OneCoinDawidSkene() {
        this(EmStop.AS_CROWD_KIT);
    }

    /** Stops as told. */
    public OneCoinDawidSkene(EmStop stop) {
        this.stop = stop;
    }

    @Override
    public String name() {
        return "onecoin";
    }

    @Override
    public ConsensusModel fit(VoteSource votes) {
        CoinCounts counts = new CoinCounts(votes, null);
        Coins coins = counts.estimate();
        GainModel model = model(coins, 1, false);
        double bound = Double.NEGATIVE_INFINITY;
        for (int pass = 2; pass <= stop.passes(); pass++) {
            counts = new CoinCounts(votes, model);
            Coins next = counts.estimate();
            double raised = counts.bound(coins, next);
            if (stop == EmStop.AS_CROWD_KIT && raised - bound < stop.tolerance()) {
                return model.rested();
            }
            boolean rests = stop == EmStop.AT_REST && next.change(coins) <= stop.tolerance();
            bound = raised;
            coins = next;
            model = model(coins, pass, rests);
            if (rests) {
                return model;
            }
        }
        return model;
    }

    private GainModel model(Coins coins, int passes, boolean rested) {
        int classes = coins.shares.length;
        double[] right = new double[coins.accuracies.length * classes];
        double[] wrong = new double[right.length];
        for (int w = 0; w < coins.accuracies.length; w++) {
            Arrays.fill(right, w * classes, (w + 1) * classes, coins.accuracies[w]);
            Arrays.fill(wrong, w * classes, (w + 1) * classes, (1 - coins.accuracies[w]) / (classes - 1));
        }
        return new GainModel(name(), coins.shares, right, wrong, passes, rested);
    }

    /** What is estimated; a stranger's accuracy stands last. */
    private record Coins(double[] shares, double[] accuracies) {

        double change(Coins before) {
            double change = 0;
            for (int k = 0; k < shares.length; k++) {
                change = Math.max(change, Math.abs(shares[k] - before.shares[k]));
            }
            for (int w = 0; w < accuracies.length; w++) {
                change = Math.max(change, Math.abs(accuracies[w] - before.accuracies[w]));
            }
            return change;
        }
    }

    /** The sums of one pass; fixed point, so that the order of tasks does not matter. */
    private static final class CoinCounts {
        private static final double UNITS = 0x1.0p36;
        private static final double LEAST = 1e-10;

        private final long[] right;
        private final long[] answered;
        private final long[] tasks;
        /** Tasks by class, and their answers, that the class distribution is about: those without a prior of their own. */
        private final long[] drawn;

        private final long[] labelled;
        private double evidence;
        private double priors;

        CoinCounts(VoteSource votes, GainModel believed) {
            right = new long[votes.annotators()];
            answered = new long[votes.annotators()];
            tasks = new long[votes.classes()];
            drawn = new long[votes.classes()];
            labelled = new long[votes.classes()];
            double[] truth = new double[votes.classes()];
            votes.forEach(task -> {
                if (task.isKnown() || task.count() > 0) {
                    add(task, believed, truth);
                }
            });
        }

        private void add(TaskView task, GainModel believed, double[] truth) {
            if (believed != null) {
                evidence += believed.posterior(task, truth);
            } else if (task.isKnown()) {
                Arrays.fill(truth, 0);
                truth[task.known()] = 1;
            } else {
                MajorityVote.shares(task, truth);
            }
            boolean isDrawn = task.prior() == null || task.isKnown();
            for (int k = 0; k < truth.length; k++) {
                long units = (long) (truth[k] * UNITS + 0.5);
                tasks[k] += units;
                drawn[k] += isDrawn ? units : 0;
                labelled[k] += isDrawn ? units * task.count() : 0;
            }
            for (int i = 0; i < task.count(); i++) {
                right[task.annotator(i)] += (long) (truth[task.answer(i)] * UNITS + 0.5);
                answered[task.annotator(i)]++;
            }
            if (!isDrawn) {
                priors += (task.count() - 1) * expectedLog(task.prior(), truth);
            }
        }

        private static double expectedLog(double[] prior, double[] truth) {
            double sum = Arrays.stream(prior).sum();
            double mean = 0;
            for (int k = 0; k < truth.length; k++) {
                mean += truth[k] > 0 && prior[k] > 0 ? truth[k] * Math.log(prior[k] / sum) : 0;
            }
            return mean;
        }

        Coins estimate() {
            double[] accuracies = new double[right.length + 1];
            for (int w = 0; w < right.length; w++) {
                accuracies[w] = accuracy(right[w] / UNITS, answered[w]);
            }
            accuracies[right.length] = accuracy(sum(right) / UNITS, sum(answered));
            double all = sum(tasks);
            double[] shares = new double[tasks.length];
            for (int k = 0; k < shares.length; k++) {
                shares[k] = all > 0 ? tasks[k] / all : 1.0 / shares.length;
            }
            return new Coins(shares, accuracies);
        }

        private static double accuracy(double right, long answered) {
            double accuracy = answered > 0 ? right / answered : ShrunkDawidSkene.ASSUMED_ACCURACY;
            return Math.min(1 - LEAST, Math.max(LEAST, accuracy));
        }

        private static long sum(long[] values) {
            return Arrays.stream(values).sum();
        }

        /** {@link EmStop#AS_CROWD_KIT}'s bound: the evidence has each prior once, the bound once for every answer. */
        double bound(Coins believed, Coins next) {
            double bound = evidence + priors + answers(next) - answers(believed);
            for (int k = 0; k < tasks.length; k++) {
                bound += labelled[k] / UNITS * log(next.shares[k]) - drawn[k] / UNITS * log(believed.shares[k]);
            }
            return bound / Math.max(1, sum(answered));
        }

        private double answers(Coins coins) {
            double sum = 0;
            for (int w = 0; w < right.length; w++) {
                double ifRight = right[w] / UNITS;
                double accuracy = coins.accuracies[w];
                sum += ifRight * Math.log(accuracy)
                        + (answered[w] - ifRight) * Math.log((1 - accuracy) / (tasks.length - 1));
            }
            return sum;
        }

        private static double log(double share) {
            return Math.log(Math.max(LEAST, share));
        }
    }
}
