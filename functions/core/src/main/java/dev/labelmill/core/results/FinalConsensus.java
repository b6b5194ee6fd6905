package dev.labelmill.core.results;

import dev.labelmill.core.consensus.Auto;
import dev.labelmill.core.consensus.ConsensusModel;
import dev.labelmill.core.consensus.NamedVotes;
import dev.labelmill.core.consensus.Posterior;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.results.FinalLabel.By;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import java.util.List;
import java.util.Optional;

/**
 * The labels of a whole batch, inferred once everything is in: each annotator's confusion from all of the batch, not
 * only from what was known when a task was decided. Pre-labels are no evidence here, so that what people's labels are
 * worth does not rest on them.
 */
public final class FinalConsensus {

    private final NamedVotes votes;
    private final ConsensusModel fitted;

    private FinalConsensus(NamedVotes votes, ConsensusModel fitted) {
        this.votes = votes;
        this.fitted = fitted;
    }

    /**
     * Infers by {@link Auto}, with memory for the annotators and a bounded number of answers.
     *
     * @param tasks   read from the start four times, of large batches once more for each pass; the same each time
     * @param classes number of classes, at least 2
     */
    public static FinalConsensus of(Iterable<SettledTask> tasks, int classes) {
        NamedVotes votes = new NamedVotes(Mapped.some(tasks, FinalConsensus::evidence), classes);
        return new FinalConsensus(votes, new Auto().fit(votes));
    }

    /** What tells about annotators: accepted pre-labels have no ballots. */
    private static Optional<TaskVotes> evidence(SettledTask task) {
        return task.stratum() == Stratum.AUTO ? Optional.empty() : Optional.of(task.asEvidence());
    }

    /** The task's label as it would be without its audit: what the audit has to judge. */
    public FinalLabel beforeAudit(SettledTask task) {
        Resolution resolution = task.resolution();
        return switch (task.stratum()) {
            case AUTO -> FinalLabel.accepted(resolution.answer(), resolution.confidence());
            case GOLD ->
                new FinalLabel(
                        task.known().orElseThrow(), 1, By.KNOWN, task.ballots().size());
            case UNLABELLED -> throw new IllegalStateException("item " + task.item() + " has no label");
            case HUMAN ->
                task.isAdjudicated()
                        ? new FinalLabel(
                                resolution.answer(),
                                1,
                                By.EXPERT,
                                task.ballots().size() + 1)
                        : byCrowd(task);
        };
    }

    /** Where all ballots were taken back after the decision, the decision stands: nothing better is known. */
    private FinalLabel byCrowd(SettledTask task) {
        List<Vote> ballots = task.ballots();
        if (ballots.isEmpty()) {
            return new FinalLabel(task.resolution().answer(), task.resolution().confidence(), By.CROWD, 0);
        }
        double[] posterior = fitted.posterior(votes.view(new TaskVotes("", ballots)));
        int best = Posterior.argmax(posterior);
        return new FinalLabel(best, posterior[best], By.CROWD, ballots.size());
    }

    /** The task's label: the auditor's answer if there is one. */
    public FinalLabel label(SettledTask task) {
        FinalLabel before = beforeAudit(task);
        return task.audit().isPresent() ? before.auditedAs(task.audit().getAsInt()) : before;
    }

    /** The probability that an annotator's next answer is right, items being spread over classes as in this batch. */
    public double accuracy(String annotator) {
        int number = votes.index().find(annotator);
        return fitted.accuracy(number < 0 ? ConsensusModel.STRANGER : number);
    }

    /** Why it was inferred as it was, in a sentence. */
    public String reason() {
        return fitted.reason();
    }

    /** How often the votes were read for the estimates that are used, not counting the choice among them. */
    public int passes() {
        return fitted.iterations();
    }

    /** Whether the estimates had come to rest. */
    public boolean converged() {
        return fitted.converged();
    }
}
