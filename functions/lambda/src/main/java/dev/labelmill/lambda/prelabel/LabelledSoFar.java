package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.consensus.Crowdlab;
import dev.labelmill.core.consensus.CrowdlabWeights;
import dev.labelmill.core.consensus.NamedVotes;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.sampling.ActiveLab;
import dev.labelmill.core.sampling.Candidate;
import dev.labelmill.core.sampling.Candidate.PeoplesLabel;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.json.HeldOutForm;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.store.TaskStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What people and heads have said of the items that people have labelled, for {@link ActiveLab}: weights of the model and of
 * each annotator over the whole batch, by {@link Crowdlab}, and each labelled item as a candidate for one more label. The model
 * speaks of them by its held-out predictions alone, as the paper wants it. Reads every labelled task once; their number follows the label
 * budget.
 */
final class LabelledSoFar {

    private final Map<String, double[]> heldOut;
    private final CrowdlabWeights weights;
    private final int mostLabels;

    private LabelledSoFar(Map<String, double[]> heldOut, CrowdlabWeights weights, int mostLabels) {
        this.heldOut = heldOut;
        this.weights = weights;
        this.mostLabels = mostLabels;
    }

    /** Of a batch that has a head and a strategy that asks for further labels; empty of any other. */
    static Optional<LabelledSoFar> of(Bucket bucket, TaskStore tasks, Batch batch) {
        boolean wanted = batch.settings()
                .rounds()
                .filter(rounds -> rounds.strategy().relabels())
                .isPresent();
        if (!wanted || batch.model().isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = new BufferedInputStream(bucket.open(batch.model()))) {
            Map<String, double[]> heldOut = HeldOutForm.read(in);
            List<TaskVotes> votes = votes(bucket, tasks, batch, heldOut);
            int classes = batch.settings().singleChoice().size();
            return Optional.of(new LabelledSoFar(
                    heldOut,
                    Crowdlab.weights(new NamedVotes(votes, classes)),
                    batch.settings().overlap().max()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The strategy that knows them. */
    ActiveLab strategy() {
        return new ActiveLab(weights.model(), weights.mean());
    }

    /** A task as a candidate; empty if it cannot have one more label, or no head has learnt from it. */
    Optional<Candidate> candidate(Task task) {
        double[] prediction = heldOut.get(task.item());
        if (prediction == null || !task.isOpenToDoubt(mostLabels)) {
            return Optional.empty();
        }
        int consensus = task.resolution().answer();
        double other = (1 - weights.typical()) / (prediction.length - 1);
        double weight = 0;
        double support = 0;
        for (Ballot ballot : task.ballots()) {
            double own = weights.of(ballot.who());
            weight += own;
            support += own * (ballot.answer() == consensus ? weights.typical() : other);
        }
        return Optional.of(
                new Candidate(task.item(), prediction, 0, Optional.of(new PeoplesLabel(consensus, weight, support))));
    }

    private static List<TaskVotes> votes(Bucket bucket, TaskStore tasks, Batch batch, Map<String, double[]> heldOut) {
        List<TaskVotes> votes = new ArrayList<>();
        for (int chunk = 0; chunk < batch.chunks(); chunk++) {
            List<String> ids = RoutedIds.read(bucket, batch.id(), batch.round() - 1, chunk).stream()
                    .map(RoutedIds.Routed::id)
                    .toList();
            tasks.getAll(batch.id(), ids).stream()
                    .filter(task -> task.stratum() == Stratum.HUMAN && task.state() == TaskState.RESOLVED)
                    .forEach(task -> votes.add(votes(task, heldOut.get(task.item()))));
        }
        votes.sort(Comparator.comparing(TaskVotes::item));
        return votes;
    }

    private static TaskVotes votes(Task task, double[] prediction) {
        Integer known = task.resolution().by() == Resolution.By.EXPERT
                ? task.resolution().answer()
                : null;
        return new TaskVotes(
                task.item(),
                prediction,
                known,
                task.ballots().stream().map(Ballot::asVote).toList());
    }
}
