package dev.labelmill.core.consensus;

import java.util.Arrays;

/** The formulas of {@link Mace} once more, with strategies that can be exchanged between annotators. */
final class ExchangedMace {

    private static final int PASSES = 50;

    private final Votes votes;
    private final int classes;
    private double[] knows;
    private double[] spams;
    private double[][] strategies;

    ExchangedMace(Votes votes) {
        this.votes = votes;
        this.classes = votes.classes();
    }

    /**
     * Share of tasks that are right.
     *
     * @param strategyOf per annotator whose strategy it gets; null for its own
     */
    double accuracy(ReferenceSet reference, int[] strategyOf) {
        double[][] posteriors = posteriors(PASSES, strategyOf);
        int right = 0;
        for (int task = 0; task < posteriors.length; task++) {
            right += Posterior.argmax(posteriors[task]) == reference.gold()[task] ? 1 : 0;
        }
        return (double) right / reference.gold().length;
    }

    /** What is believed of each task after so many passes, with everybody's own strategy. */
    double[][] posteriors(int passes) {
        return posteriors(passes, null);
    }

    /** How often an annotator is right after the last call, every class being as likely; a stranger stands behind all. */
    double accuracy(int annotator) {
        return knows[annotator] + spams[annotator] * sum(strategies[annotator]) / classes;
    }

    /** The probability of an answer, each row made to sum to 1. */
    double p(int annotator, int answer, int truth) {
        double spam = spams[annotator] * strategies[annotator][answer] + (answer == truth ? knows[annotator] : 0);
        return spam / (knows[annotator] + spams[annotator] * sum(strategies[annotator]));
    }

    /** The log probability of all answers after so many passes. */
    double evidence(int passes) {
        posteriors(passes, null);
        double[] sum = new double[1];
        votes.forEach(task -> {
            double all = 0;
            for (int k = 0; k < classes; k++) {
                double product = 1.0 / classes;
                for (int i = 0; i < task.count(); i++) {
                    int w = task.annotator(i);
                    product *= spams[w] * strategies[w][task.answer(i)] + (k == task.answer(i) ? knows[w] : 0);
                }
                all += product;
            }
            sum[0] += Math.log(all);
        });
        return sum[0];
    }

    private double[][] posteriors(int passes, int[] strategyOf) {
        int annotators = votes.annotators() + 1;
        knows = new double[annotators];
        spams = new double[annotators];
        strategies = new double[annotators][classes];
        for (int w = 0; w < annotators; w++) {
            knows[w] = .5;
            spams[w] = .5;
            Arrays.fill(strategies[w], 1.0 / classes);
        }
        for (int pass = 0; pass < passes; pass++) {
            double[] knowing = new double[annotators];
            double[][] spam = new double[annotators][classes];
            votes.forEach(task -> {
                double[] truth = truth(task);
                for (int i = 0; i < task.count(); i++) {
                    int w = task.annotator(i);
                    int answer = task.answer(i);
                    double known = truth[answer] * knows[w] / (knows[w] + spams[w] * strategies[w][answer]);
                    knowing[w] += known;
                    spam[w][answer] += 1 - known;
                    knowing[annotators - 1] += known;
                    spam[annotators - 1][answer] += 1 - known;
                }
            });
            for (int w = 0; w < annotators; w++) {
                boolean exchanged = strategyOf != null && w < strategyOf.length;
                estimate(w, exchanged ? strategyOf[w] : w, knowing, spam);
            }
        }
        double[][] posteriors = new double[(int) votes.tasks()][];
        votes.forEach(task -> posteriors[(int) task.task()] = truth(task));
        return posteriors;
    }

    private double[] truth(TaskView task) {
        double[] logs = new double[classes];
        for (int i = 0; i < task.count(); i++) {
            int w = task.annotator(i);
            for (int k = 0; k < classes; k++) {
                logs[k] += Math.log(spams[w] * strategies[w][task.answer(i)] + (k == task.answer(i) ? knows[w] : 0));
            }
        }
        Posterior.normalise(logs);
        return logs;
    }

    private void estimate(int w, int other, double[] knowing, double[][] spam) {
        double own = sum(spam[w]);
        double all = exp(own + knowing[w] + 1);
        knows[w] = exp(knowing[w] + .5) / all;
        spams[w] = exp(own + .5) / all;
        double norm = exp(sum(spam[other]) + 10 * classes);
        for (int k = 0; k < classes; k++) {
            strategies[w][k] = exp(spam[other][k] + 10) / norm;
        }
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    /** exp ψ(x) by the difference quotient of log Γ's recurrence far out: ψ(x) = ψ(x + n) - Σ 1 / (x + i). */
    private static double exp(double x) {
        double shift = 0;
        for (int i = 0; i < 100; i++) {
            shift += 1 / (x + i);
        }
        double far = x + 100;
        return Math.exp(Math.log(far) - 1 / (2 * far) - 1 / (12 * far * far) - shift);
    }
}
