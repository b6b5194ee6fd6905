package dev.labelmill.core.results;

import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import java.util.List;

/**
 * A task of the crowd, once it is known what the answer was.
 *
 * @param votes  the crowd's; with a known answer where nobody is to be held against it
 * @param millis of each vote, 0 where unknown
 * @param answer class index of the final label
 * @param isTest whether its answer was known beforehand, to test annotators
 */
record ReviewedTask(TaskVotes votes, List<Long> millis, int answer, boolean isTest) {

    /**
     * Items with a gold answer test; audited ones are left out of every accuracy. Those that an expert decided are not:
     * without the items that the crowd was at odds over everybody would look right.
     */
    static ReviewedTask of(SettledTask task, FinalConsensus consensus) {
        int answer = consensus.label(task).answer();
        boolean compares = task.known().isEmpty() && task.audit().isEmpty();
        return new ReviewedTask(
                votes(task.item(), compares, answer, task.ballots()),
                task.millis(),
                answer,
                task.known().isPresent());
    }

    static TaskVotes votes(String item, boolean compares, int answer, List<Vote> ballots) {
        return new TaskVotes(item, null, compares ? null : answer, ballots);
    }
}
