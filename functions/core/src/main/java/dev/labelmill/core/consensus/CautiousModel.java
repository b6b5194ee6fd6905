package dev.labelmill.core.consensus;

import java.util.Optional;

/**
 * A model of annotators that says nothing of a task where nothing is known of them. There the plain vote decides, as if
 * everybody were right seven times in ten and erred evenly over the other classes:
 *
 * <pre>
 *   p(k) ∝ (.7 (K - 1) / .3)^(votes for k)
 * </pre>
 *
 * <p>That is so for each task where votes tell nothing of anybody, and else for tasks on which all agree and of whose
 * annotators nothing is known: what holds of others must not overrule them.
 */
final class CautiousModel implements ConsensusModel {

    private static final String REASON =
            "The plain vote, because no answer is known beforehand and nobody has two answers on"
                    + " tasks that others answered too: nothing tells who is right more often.";

    private final ConsensusModel model;
    private final Telling telling;
    private final boolean blind;

    CautiousModel(ConsensusModel model, Telling telling) {
        this.model = model;
        this.telling = telling;
        this.blind = !telling.ofSomebody();
    }

    @Override
    public int classes() {
        return model.classes();
    }

    @Override
    public double posterior(TaskView task, double[] into) {
        double evidence = model.posterior(task, into);
        boolean asked = task.count() > 0 && task.prior() == null && !task.isKnown();
        if (asked && (blind || isUnanimous(task) && !telling.ofSomebodyOf(task))) {
            vote(task, into);
        }
        return evidence;
    }

    private static boolean isUnanimous(TaskView task) {
        for (int i = 1; i < task.count(); i++) {
            if (task.answer(i) != task.answer(0)) {
                return false;
            }
        }
        return true;
    }

    private static void vote(TaskView task, double[] into) {
        double accuracy = ShrunkDawidSkene.ASSUMED_ACCURACY;
        double odds = accuracy * (into.length - 1) / (1 - accuracy);
        int[] votes = new int[into.length];
        int most = 0;
        for (int i = 0; i < task.count(); i++) {
            most = Math.max(most, ++votes[task.answer(i)]);
        }
        double sum = 0;
        for (int k = 0; k < into.length; k++) {
            into[k] = Math.pow(odds, votes[k] - most);
            sum += into[k];
        }
        for (int k = 0; k < into.length; k++) {
            into[k] /= sum;
        }
    }

    @Override
    public double accuracy(int annotator) {
        return model.accuracy(annotator);
    }

    @Override
    public Optional<Confusion> confusion(int annotator) {
        return model.confusion(annotator);
    }

    /** None where the plain vote decides: it has nothing to come to rest. */
    @Override
    public int iterations() {
        return blind ? 0 : model.iterations();
    }

    @Override
    public boolean converged() {
        return blind || model.converged();
    }

    @Override
    public String method() {
        return blind ? Auto.PLAIN_VOTE : model.method();
    }

    @Override
    public String reason() {
        return blind ? REASON : model.reason();
    }
}
