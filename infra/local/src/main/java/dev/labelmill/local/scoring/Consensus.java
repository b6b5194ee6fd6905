package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.consensus.ConsensusModel;
import dev.labelmill.core.consensus.TaskView;
import dev.labelmill.core.consensus.Votes;
import java.util.Optional;

/** The answers of a model, and how many of them are right. */
final class Consensus {

    /** Posteriors nearer than this are equal: a tie must not be decided by rounding. */
    private static final double TIE = 1e-9;

    private final ConsensusModel model;
    private final Gold gold;
    private final char[] answers;
    private final double[] posterior;
    private long evaluated;
    private long right;
    private long ties;

    private Consensus(Votes votes, ConsensusModel model, Gold gold) {
        this.model = model;
        this.gold = gold;
        this.answers = new char[Math.toIntExact(votes.tasks())];
        this.posterior = new double[votes.classes()];
    }

    static Consensus of(Votes votes, ConsensusModel model, Gold gold) {
        Consensus consensus = new Consensus(votes, model, gold);
        votes.forEach(consensus::answer);
        return consensus;
    }

    private void answer(TaskView task) {
        model.posterior(task, posterior);
        int best = first(posterior);
        answers[Math.toIntExact(task.task())] = (char) best;
        if (task.isKnown() || task.count() == 0) {
            return;
        }
        ties += isTied(posterior, best) ? 1 : 0;
        int truth = gold.of(task.task());
        if (truth >= 0) {
            evaluated++;
            right += truth == best ? 1 : 0;
        }
    }

    /** The first class that no other is better than. */
    static int first(double[] posterior) {
        double highest = 0;
        for (double p : posterior) {
            highest = Math.max(highest, p);
        }
        int first = 0;
        while (posterior[first] < highest - TIE) {
            first++;
        }
        return first;
    }

    private static boolean isTied(double[] posterior, int best) {
        for (int k = best + 1; k < posterior.length; k++) {
            if (posterior[k] >= posterior[best] - TIE) {
                return true;
            }
        }
        return false;
    }

    /** Class index of a task's answer. */
    int of(long task) {
        return answers[Math.toIntExact(task)];
    }

    long ties() {
        return ties;
    }

    /** Empty where no true answer is known. */
    Optional<Proportion> accuracy() {
        return evaluated == 0 ? Optional.empty() : Optional.of(new Proportion(right, evaluated));
    }
}
