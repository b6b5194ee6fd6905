package dev.labelmill.lambda.train;

import dev.labelmill.core.consensus.Auto;
import dev.labelmill.core.consensus.ConsensusModel;
import dev.labelmill.core.consensus.NamedVotes;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import java.util.Comparator;
import java.util.List;

/**
 * How probable people's answers make each class of an item, by the method and the ballots that a batch's final labels come from:
 * annotators are judged by all that is labelled so far, not by what was assumed of them when a task was decided. Where nothing
 * tells how often people err, as when every item has one label, labels are taken as they are: a class is as probable as its
 * share of an item's labels. Pre-labels are no evidence.
 */
final class PeoplesAnswers {

    private final int classes;
    private final NamedVotes votes;
    private final ConsensusModel fitted;

    /** @param labelled tasks that are decided, in any order */
    PeoplesAnswers(List<Task> labelled, int classes) {
        this.classes = classes;
        List<TaskVotes> sorted = labelled.stream()
                .map(PeoplesAnswers::votes)
                .sorted(Comparator.comparing(TaskVotes::item))
                .toList();
        votes = new NamedVotes(sorted, classes);
        fitted = new Auto().fit(votes);
    }

    private static TaskVotes votes(Task task) {
        return new TaskVotes(
                task.item(),
                null,
                isKnown(task) ? task.resolution().answer() : null,
                task.ballots().stream().map(Ballot::asVote).toList());
    }

    private static boolean isKnown(Task task) {
        return task.resolution().by() != Resolution.By.CROWD;
    }

    /** Whether anything is left that says something of the item: annotators may have taken all back. */
    static boolean say(Task task) {
        return isKnown(task) || !task.ballots().isEmpty();
    }

    /** The distribution of a task of which they {@link #say} something. */
    double[] of(Task task) {
        if (isKnown(task)) {
            double[] certain = new double[classes];
            certain[task.resolution().answer()] = 1;
            return certain;
        }
        return fitted.method().equals(Auto.PLAIN_VOTE)
                ? shares(task)
                : fitted.posterior(votes.view(new TaskVotes("", votes(task).votes())));
    }

    private double[] shares(Task task) {
        double[] shares = new double[classes];
        task.ballots()
                .forEach(ballot ->
                        shares[ballot.answer()] += 1.0 / task.ballots().size());
        return shares;
    }
}
