package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * MACE, multi-annotator competence estimation: an annotator either knows the answer or spams (Hovy, Berg-Kirkpatrick,
 * Vaswani and Hovy, "Learning whom to trust with MACE", NAACL-HLT 2013):
 *
 * <pre>
 *   p_w(a | t) = θ_w [a = t] + (1 - θ_w) ξ_w[a],   p(t) = 1 / K
 *   θ_w = f(knowing_w + ½) / f(answers_w + 1),   ξ_w[a] = f(spam_w[a] + 10) / f(spam_w + 10 K),   f(x) = exp ψ(x)
 * </pre>
 *
 * <p>Variational Bayes with the paper's Beta(½, ½) on competence and crowd-kit's Dirichlet(10) on the spammer's
 * answers. It starts from θ = ½ and even spam, where the paper restarts at random: nothing here is random. Stops when
 * a pass raises the log likelihood by less than 1e-7 an answer, or after 50 passes. Known answers are kept; a task's
 * own prior stands in place of the even one.
 */
public final class Mace implements ConsensusMethod {

    private static final int MAX_PASSES = 50;
    private static final double TOLERANCE = 1e-7;
    private static final double COMPETENCE_PRIOR = 0.5;
    private static final double STRATEGY_PRIOR = 10;

    @Override
    public String name() {
        return "mace";
    }

    @Override
    public ConsensusModel fit(VoteSource votes) {
        int classes = votes.classes();
        Estimates estimates = Estimates.start(votes.annotators(), classes);
        GainModel model = estimates.model(name(), 0, false);
        double evidence = Double.NEGATIVE_INFINITY;
        for (int pass = 1; pass <= MAX_PASSES; pass++) {
            Sums sums = new Sums(votes, estimates, model);
            boolean rests = Math.abs(sums.evidence - evidence) <= TOLERANCE * Math.max(1, sums.labels);
            evidence = sums.evidence;
            estimates = sums.estimate();
            model = estimates.model(name(), pass, rests);
            if (rests) {
                return model;
            }
        }
        return model;
    }

    /** Per annotator the weights of knowing and, by answer, of spamming; a stranger's stand last. */
    private record Estimates(int classes, double[] knows, double[] spams) {

        static Estimates start(int annotators, int classes) {
            double[] knows = new double[annotators + 1];
            double[] spams = new double[knows.length * classes];
            Arrays.fill(knows, 0.5);
            Arrays.fill(spams, 0.5 / classes);
            return new Estimates(classes, knows, spams);
        }

        GainModel model(String method, int passes, boolean rested) {
            double[] right = spams.clone();
            for (int i = 0; i < right.length; i++) {
                right[i] += knows[i / classes];
            }
            double[] shares = new double[classes];
            Arrays.fill(shares, 1.0 / classes);
            return new GainModel(method, shares, right, spams, passes, rested);
        }
    }

    /** The sums of one pass. */
    private static final class Sums {
        private final int classes;
        private final double[] knowing;
        private final double[] spamming;
        private double evidence;
        private long labels;

        Sums(VoteSource votes, Estimates believed, GainModel model) {
            classes = votes.classes();
            knowing = new double[votes.annotators() + 1];
            spamming = new double[knowing.length * classes];
            double[] truth = new double[classes];
            votes.forEach(task -> {
                evidence += model.posterior(task, truth);
                labels += task.count();
                for (int i = 0; i < task.count(); i++) {
                    add(task.annotator(i), task.answer(i), truth[task.answer(i)], believed);
                }
            });
        }

        private void add(int annotator, int answer, double ifRight, Estimates believed) {
            int at = annotator * classes + answer;
            double knows = ifRight * believed.knows[annotator] / (believed.knows[annotator] + believed.spams[at]);
            knowing[annotator] += knows;
            spamming[at] += 1 - knows;
            knowing[knowing.length - 1] += knows;
            spamming[spamming.length - classes + answer] += 1 - knows;
        }

        Estimates estimate() {
            double[] knows = new double[knowing.length];
            double[] spams = new double[spamming.length];
            for (int w = 0; w < knows.length; w++) {
                double spam = 0;
                for (int answer = 0; answer < classes; answer++) {
                    spam += spamming[w * classes + answer];
                }
                double answers = expDigamma(spam + knowing[w] + 2 * COMPETENCE_PRIOR);
                knows[w] = expDigamma(knowing[w] + COMPETENCE_PRIOR) / answers;
                double spammer = expDigamma(spam + COMPETENCE_PRIOR) / answers;
                double strategies = expDigamma(spam + STRATEGY_PRIOR * classes);
                for (int at = w * classes; at < (w + 1) * classes; at++) {
                    spams[at] = spammer * expDigamma(spamming[at] + STRATEGY_PRIOR) / strategies;
                }
            }
            return new Estimates(classes, knows, spams);
        }

        /** exp of the digamma function, for x > 0: recurrence up to 6, then the asymptotic series to 1e-8. */
        private static double expDigamma(double x) {
            double shift = 0;
            double at = x;
            while (at < 6) {
                shift -= 1 / at;
                at++;
            }
            double square = 1 / (at * at);
            double series = square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square / 240)));
            return Math.exp(shift + Math.log(at) - 0.5 / at - series);
        }
    }
}
