package dev.labelmill.core.consensus;

import java.util.Arrays;

/**
 * Dawid-Skene over several kinds of tasks a class, such as plain and confusing ones. Given the truth alone, annotators
 * do not err independently: what confuses one confuses others. Plain Dawid-Skene then takes the confusing tasks for a
 * class of their own and moves the border between classes. Kinds within each class take that up (Li, Rubinstein and
 * Cohn, "Exploiting worker correlation for label aggregation in crowdsourcing", ICML 2019). Their estimates borrow
 * strength, since every kind has its own confusion an annotator; with states s = (class k, kind j):
 *
 * <pre>
 *   ease      g_s = (right answers in s + 300 · those of kind j over all classes) / (answers in s + 300)
 *   ability   logit p_w(right | s) = logit g_s + α_w,   α_w by Newton steps, the crowd being worth 5 answers
 *   mistakes  spread as all annotators' mistakes in class k, 10 even ones added
 *   matrix    A_w[s] = (n_w[s] + R · (ability and mistakes)) / (answers of w in s + R)
 *   shares    p(k, j) = p(k) · (tasks in s + 100 · p(j)) / (tasks of k + 100)
 * </pre>
 *
 * <p>The two anchors, 300 answers and 100 tasks, hold classes alike until there is evidence: how easy a class is and
 * where its border lies cannot be told apart from labels alone, so that little data must not decide it. R is chosen
 * by {@link LearntShrinkage}. It starts from the vote shares v, kind j of class k having v · binomial(j; kinds - 1, 1 - v): the
 * first kind is what all agree on. Stops when a pass raises the log likelihood by less than 1e-5 an answer, or after
 * 60 passes. Known answers are kept; a task's own prior stands in place of the class distribution.
 */
public final class KindsDawidSkene implements ConsensusMethod {

    private static final int MAX_PASSES = 60;
    private static final double TOLERANCE = 1e-5;

    private static final double START_FLOOR = 1e-3;
    private static final double EVEN_MISTAKES = 10;
    private static final double ALIKE_ANSWERS = 300;
    private static final double ALIKE_TASKS = 100;
    private static final double CROWD_ANSWERS = 5;
    private static final int ABILITY_STEPS = 8;
    private static final double SURE = 1e-6;

    private final int kinds;
    private final double weight;

    /**
     * The method with given sizes.
     *
     * @param kinds kinds of tasks a class, from 1
     * @param weight R: answers in a state that the crowd is worth in an annotator's own matrix, above 0
     */
    public KindsDawidSkene(int kinds, double weight) {
        if (kinds < 1 || !(weight > 0)) {
            throw new IllegalArgumentException("no number of kinds and weight: " + kinds + ", " + weight);
        }
        this.kinds = kinds;
        this.weight = weight;
    }

    @Override
    public String name() {
        return "kinds-ds";
    }

    @Override
    public ConfusionModel fit(VoteSource votes) {
        return fit(votes, MAX_PASSES);
    }

    /** The same, after so many passes at most. */
    ConfusionModel fit(VoteSource votes, int passes) {
        return fit(votes, estimate(start(votes), 1), passes);
    }

    /** Begins where another fit of this method, to part of the votes, has ended. */
    ConfusionModel fit(VoteSource votes, ConfusionModel begun, int passes) {
        ConfusionModel model = begun;
        double evidence = Double.NEGATIVE_INFINITY;
        for (int pass = 1; pass < passes; pass++) {
            StateCounts counts = StateCounts.ofBeliefs(votes, model);
            if (counts.evidence() - evidence <= TOLERANCE * counts.labels()) {
                return model.rested(true);
            }
            evidence = counts.evidence();
            model = estimate(counts, begun.iterations() + pass);
        }
        return model;
    }

    private StateCounts start(VoteSource votes) {
        StateCounts counts = new StateCounts(votes.annotators(), votes.classes(), votes.classes() * kinds);
        double[] shares = new double[votes.classes()];
        double[] states = new double[counts.states()];
        votes.forEach(task -> {
            if (task.isKnown() || task.count() > 0) {
                MajorityVote.shares(task, shares);
                split(task, shares, states);
                counts.add(task, states, 0);
            }
        });
        return counts;
    }

    private void split(TaskView task, double[] shares, double[] states) {
        double sum = 0;
        for (int s = 0; s < states.length; s++) {
            boolean possible = !task.isKnown() || task.known() == s / kinds;
            double share = shares[s / kinds];
            double inKind = kinds == 1 ? share : share * binomial(s % kinds, share) + START_FLOOR;
            states[s] = possible ? Math.max(inKind, task.isKnown() ? START_FLOOR : 0) : 0;
            sum += states[s];
        }
        for (int s = 0; s < states.length; s++) {
            states[s] /= sum;
        }
    }

    /** Probability of j failures in kinds - 1 draws, each failing unless it hits the share. */
    private double binomial(int failures, double share) {
        double probability = 1;
        int draws = kinds - 1;
        for (int i = 0; i < failures; i++) {
            probability *= (draws - i) / (i + 1.0) * (1 - share);
        }
        return probability * Math.pow(share, draws - failures);
    }

    private ConfusionModel estimate(StateCounts counts, int passes) {
        Crowd crowd = new Crowd(counts, kinds);
        int states = counts.states();
        int classes = counts.classes();
        double[] table = new double[Math.multiplyExact(counts.annotators() + 1, classes * states)];
        double[] own = new double[classes * states];
        for (int annotator = 0; annotator < counts.annotators(); annotator++) {
            for (int i = 0; i < own.length; i++) {
                own[i] = counts.count(annotator, i / states, i % states);
            }
            crowd.matrix(own, weight, table, annotator * own.length);
        }
        crowd.matrix(new double[own.length], weight, table, counts.annotators() * own.length);
        return new ConfusionModel(name(), classes, kinds, shares(counts), table, passes, false);
    }

    private double[] shares(StateCounts counts) {
        double[] byKind = new double[kinds];
        double[] byClass = new double[counts.classes()];
        double all = 0;
        for (int s = 0; s < counts.states(); s++) {
            byKind[s % kinds] += counts.tasks(s);
            byClass[s / kinds] += counts.tasks(s);
            all += counts.tasks(s);
        }
        double[] shares = new double[counts.states()];
        for (int s = 0; s < shares.length; s++) {
            double kind = (byKind[s % kinds] + 1) / (all + kinds);
            double ofClass = (byClass[s / kinds] + 1) / (all + byClass.length);
            shares[s] = ofClass * (counts.tasks(s) + ALIKE_TASKS * kind) / (byClass[s / kinds] + ALIKE_TASKS);
        }
        return shares;
    }

    /** What all annotators show together. */
    private static final class Crowd {
        private final int kinds;
        private final int classes;
        private final int states;
        private final double[][] mistakes;
        private final double[] eases;
        private final double[] logits;
        private final double[] mix;

        Crowd(StateCounts counts, int kinds) {
            this.kinds = kinds;
            this.classes = counts.classes();
            this.states = counts.states();
            double[][] pooled = counts.pooled();
            double right = 0;
            double all = 0;
            double[] answers = new double[states];
            for (int s = 0; s < states; s++) {
                answers[s] = Arrays.stream(pooled[s]).sum();
                right += pooled[s][s / kinds];
                all += answers[s];
            }
            double accuracy = all > 0 ? Math.min(1, right / all) : ShrunkDawidSkene.ASSUMED_ACCURACY;
            mistakes = mistakes(pooled, accuracy);
            eases = eases(pooled, answers, accuracy);
            logits = new double[states];
            mix = new double[states];
            for (int s = 0; s < states; s++) {
                logits[s] = Math.log(eases[s] / (1 - eases[s]));
                mix[s] = all > 0 ? answers[s] / all : 1.0 / states;
            }
        }

        private double[][] mistakes(double[][] pooled, double accuracy) {
            double[][] byClass = new double[classes][classes];
            for (int s = 0; s < states; s++) {
                for (int answer = 0; answer < classes; answer++) {
                    byClass[s / kinds][answer] += pooled[s][answer];
                }
            }
            return Confusion.coin(
                            0,
                            Confusion.shrunk(byClass, Confusion.symmetric(classes, accuracy), EVEN_MISTAKES)
                                    .toArray())
                    .toArray();
        }

        private double[] eases(double[][] pooled, double[] answers, double accuracy) {
            double[] rightOfKind = new double[kinds];
            double[] ofKind = new double[kinds];
            for (int s = 0; s < states; s++) {
                rightOfKind[s % kinds] += pooled[s][s / kinds];
                ofKind[s % kinds] += answers[s];
            }
            double[] of = new double[states];
            for (int s = 0; s < states; s++) {
                double kind = (rightOfKind[s % kinds] + EVEN_MISTAKES * accuracy) / (ofKind[s % kinds] + EVEN_MISTAKES);
                double ease = (pooled[s][s / kinds] + ALIKE_ANSWERS * kind) / (answers[s] + ALIKE_ANSWERS);
                of[s] = Math.min(1 - SURE, Math.max(SURE, ease));
            }
            return of;
        }

        /** Writes an annotator's p(answer | state) given own counts, both at {@code answer · states + state}. */
        void matrix(double[] own, double weight, double[] into, int at) {
            double[] answered = new double[states];
            double right = 0;
            for (int i = 0; i < own.length; i++) {
                answered[i % states] += own[i];
                right += i / states == i % states / kinds ? own[i] : 0;
            }
            double ability = ability(answered, right);
            for (int s = 0; s < states; s++) {
                int truth = s / kinds;
                double accuracy = Glad.sigmoid(logits[s] + ability);
                for (int answer = 0; answer < classes; answer++) {
                    double prior = answer == truth ? accuracy : (1 - accuracy) * mistakes[truth][answer];
                    into[at + answer * states + s] =
                            (own[answer * states + s] + weight * prior) / (answered[s] + weight);
                }
            }
        }

        /** Solves Σ_s answers in s · σ(logit of s + ability) = right answers, the crowd's added to both sides. */
        private double ability(double[] answered, double right) {
            double ability = 0;
            for (int step = 0; step < ABILITY_STEPS; step++) {
                double missing = right;
                double slope = 0;
                for (int s = 0; s < states; s++) {
                    double expected = Glad.sigmoid(logits[s] + ability);
                    double seen = answered[s] + CROWD_ANSWERS * mix[s];
                    missing += CROWD_ANSWERS * mix[s] * eases[s] - seen * expected;
                    slope += seen * expected * (1 - expected);
                }
                ability += Math.max(-1, Math.min(1, missing / Math.max(slope, SURE)));
            }
            return ability;
        }
    }
}
