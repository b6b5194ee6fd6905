package dev.labelmill.core.consensus;

/**
 * Votes of which some answers are held out, to see how well a model of the others foretells them. Which fold an answer
 * is in depends on its task's number and on its place there only.
 */
final class HeldOut {

    private final Votes rest;
    private final Votes held;

    HeldOut(Votes votes, int fold, int folds) {
        VotesBuilder restBuilder = Votes.builder().keepingRepeats();
        VotesBuilder heldBuilder = Votes.builder().keepingRepeats();
        votes.forEach(task -> {
            int number = (int) task.task();
            restBuilder.task(number);
            heldBuilder.task(number);
            if (task.isKnown()) {
                restBuilder.known(number, task.known());
            }
            if (task.prior() != null) {
                restBuilder.prior(number, task.prior());
            }
            for (int i = 0; i < task.count(); i++) {
                VotesBuilder builder = foldOf(number, i, folds) == fold ? heldBuilder : restBuilder;
                builder.add(number, task.annotator(i), task.answer(i));
            }
        });
        this.rest = restBuilder.build(votes.classes());
        this.held = heldBuilder.build(votes.classes());
    }

    private static int foldOf(int task, int place, int folds) {
        return (int) Long.remainderUnsigned(Votes.mixed(task * 0x9E3779B97F4A7C15L + place), folds);
    }

    /** The answers to learn from. */
    Votes rest() {
        return rest;
    }

    /** How many answers are held out. */
    long labels() {
        return held.labels();
    }

    /** The log probability of all held-out answers, each given its task's other answers. */
    double foretold(ConfusionModel model) {
        double[] states = new double[model.states()];
        double[] sum = new double[1];
        TaskView known = new TaskView();
        held.forEach(task -> {
            if (task.count() > 0) {
                model.states(rest.point(known, (int) task.task()), states);
                for (int i = 0; i < task.count(); i++) {
                    sum[0] += Math.log(Math.max(Confusion.FLOOR, probability(model, task, i, states)));
                }
            }
        });
        return sum[0];
    }

    private static double probability(ConfusionModel model, TaskView task, int i, double[] states) {
        double probability = 0;
        for (int s = 0; s < states.length; s++) {
            probability += states[s] * model.p(task.annotator(i), task.answer(i), s);
        }
        return probability;
    }
}
