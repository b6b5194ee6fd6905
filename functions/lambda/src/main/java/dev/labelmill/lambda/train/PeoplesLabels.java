package dev.labelmill.lambda.train;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.consensus.Crowdlab;
import dev.labelmill.core.consensus.CrowdlabWeights;
import dev.labelmill.core.consensus.NamedVotes;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.sampling.Candidate.PeoplesLabel;
import dev.labelmill.core.sampling.LabelledSoFar;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Weighs what people have said against what a head says, for strategies that ask for further labels: weights of the model and
 * of each annotator over the whole batch, by {@link Crowdlab}, and with them each labelled item's own. The model speaks by its
 * held-out predictions alone, as the paper of {@link dev.labelmill.core.sampling.ActiveLab} wants it.
 */
final class PeoplesLabels {

    private final Map<String, double[]> heldOut;
    private final CrowdlabWeights weights;

    private PeoplesLabels(Map<String, double[]> heldOut, CrowdlabWeights weights) {
        this.heldOut = heldOut;
        this.weights = weights;
    }

    /**
     * What they come to; empty in batches whose strategy asks for no further labels.
     *
     * @param labelled the batch's tasks that are decided
     * @param heldOut  predictions of heads that did not learn from the item, by item; none of what no head can read
     */
    static Optional<LabelledSoFar> of(Batch batch, List<Task> labelled, Map<String, double[]> heldOut) {
        if (!batch.settings().rounds().orElseThrow().strategy().relabels()) {
            return Optional.empty();
        }
        List<TaskVotes> votes = labelled.stream()
                .filter(task -> task.stratum() == Stratum.HUMAN)
                .map(task -> votes(task, heldOut.get(task.item())))
                .sorted(Comparator.comparing(TaskVotes::item))
                .toList();
        NamedVotes named = new NamedVotes(votes, batch.settings().singleChoice().size());
        PeoplesLabels weighed = new PeoplesLabels(heldOut, Crowdlab.weights(named));
        return Optional.of(weighed.soFar(labelled, batch.settings()));
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

    private LabelledSoFar soFar(List<Task> labelled, BatchSettings settings) {
        Eligibility eligibility = new Eligibility(settings);
        SortedMap<String, LabelledSoFar.Item> items = new TreeMap<>();
        for (Task task : labelled) {
            double[] prediction = heldOut.get(task.item());
            if (prediction != null && task.isOpenToDoubt(settings.overlap().max()) && eligibility.mayGoToCrowd(task)) {
                items.put(task.item(), item(task, prediction));
            }
        }
        return new LabelledSoFar(weights.model(), weights.mean(), items);
    }

    private LabelledSoFar.Item item(Task task, double[] prediction) {
        int consensus = task.resolution().answer();
        double other = (1 - weights.typical()) / (prediction.length - 1);
        double weight = 0;
        double support = 0;
        for (Ballot ballot : task.ballots()) {
            double own = weights.of(ballot.who());
            weight += own;
            support += own * (ballot.answer() == consensus ? weights.typical() : other);
        }
        return new LabelledSoFar.Item(
                prediction,
                new PeoplesLabel(consensus, weight, support),
                task.ballots().size(),
                task.crowdClaims());
    }
}
