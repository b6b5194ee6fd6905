package dev.labelmill.lambda.groundtruth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Auto;
import dev.labelmill.core.consensus.ConsensusMethod;
import dev.labelmill.core.consensus.ConsensusModel;
import dev.labelmill.core.consensus.MajorityVote;
import dev.labelmill.core.consensus.NamedVotes;
import dev.labelmill.core.consensus.Posterior;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.results.FinalLabel;
import dev.labelmill.core.results.FinalLabel.By;
import dev.labelmill.lambda.finish.LabelAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Single choices, by {@link Auto} over the payload's votes: what finish does over a batch's. Payloads may be as small as one
 * object, which teach nothing about workers: where they have few answers each, and where all of an object's workers agree
 * and the method would overrule them, the vote stands.
 */
final class ClassConsolidation implements Consolidation {

    /** Answers of a worker, on average, from which workers' confusions are estimated at all. */
    private static final int TELLING = 10;

    private final LabelAttributes form;
    private final List<String> classes;
    private final LeftOut leftOut;

    ClassConsolidation(LabelAttributes form, List<String> classes, LeftOut leftOut) {
        this.form = form;
        this.classes = classes;
        this.leftOut = leftOut;
    }

    @Override
    public List<Optional<ObjectNode>> of(List<AnnotatedObject> objects) {
        List<TaskVotes> tasks = objects.stream().map(this::votes).toList();
        NamedVotes votes = new NamedVotes(
                tasks.stream().filter(task -> !task.votes().isEmpty()).toList(), Math.max(2, classes.size()));
        ConsensusModel model = method(tasks, votes).fit(votes);
        List<Optional<ObjectNode>> labels = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            TaskVotes task = tasks.get(i);
            labels.add(
                    task.votes().isEmpty()
                            ? Optional.empty()
                            : Optional.of(form.of(objects.get(i).item(), classes, label(model, votes, task))));
        }
        return labels;
    }

    private static ConsensusMethod method(List<TaskVotes> tasks, NamedVotes votes) {
        int answers = tasks.stream().mapToInt(task -> task.votes().size()).sum();
        return answers >= TELLING * votes.annotators() ? new Auto() : new MajorityVote();
    }

    private TaskVotes votes(AnnotatedObject object) {
        List<Vote> votes = new ArrayList<>();
        object.answers().forEach((worker, answer) -> {
            int chosen = classes.indexOf(answer.value().textValue());
            if (chosen < 0) {
                leftOut.add();
            } else {
                votes.add(new Vote(worker, chosen));
            }
        });
        return new TaskVotes(object.id(), votes);
    }

    private static FinalLabel label(ConsensusModel model, NamedVotes votes, TaskVotes task) {
        double[] posterior = model.posterior(votes.view(task));
        int first = task.votes().get(0).answer();
        if (Posterior.argmax(posterior) != first && task.votes().stream().allMatch(vote -> vote.answer() == first)) {
            posterior = MajorityVote.of(votes.classes(), task.votes());
        }
        int best = Posterior.argmax(posterior);
        return new FinalLabel(best, posterior[best], By.CROWD, task.votes().size());
    }
}
