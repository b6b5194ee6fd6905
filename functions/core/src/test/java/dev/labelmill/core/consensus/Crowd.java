package dev.labelmill.core.consensus;

import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A simulated crowd: what everybody answers and what would have been right, both from one seed. */
record Crowd(List<TaskVotes> tasks, Map<String, Integer> truth, int classes) {

    /** Annotators who differ in accuracy and each confuse one class with the next; few labels each. */
    static Crowd sparse(long seed, int items, int annotators, int overlap, int classes) {
        Draw draw = new Draw(seed);
        List<TaskVotes> tasks = new ArrayList<>();
        Map<String, Integer> truth = new HashMap<>();
        for (int i = 0; i < items; i++) {
            String item = "i" + i;
            int right = (int) (draw.uniform("truth", item) * classes);
            truth.put(item, right);
            List<Vote> votes = new ArrayList<>();
            for (String annotator : chosen(draw, item, annotators, overlap)) {
                votes.add(new Vote(annotator, answer(draw, item, annotator, right, classes)));
            }
            tasks.add(new TaskVotes(item, votes));
        }
        return new Crowd(tasks, truth, classes);
    }

    double accuracyOfVote() {
        return tasks.stream()
                .mapToInt(task ->
                        Posterior.argmax(MajorityVote.of(classes, task.votes())) == truth.get(task.item()) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    double accuracyOf(ConsensusMethod method) {
        NamedVotes votes = new NamedVotes(tasks, classes);
        ConsensusModel model = method.fit(votes);
        return tasks.stream()
                .mapToInt(task -> Posterior.argmax(model.posterior(votes.view(task))) == truth.get(task.item()) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static Set<String> chosen(Draw draw, String item, int annotators, int overlap) {
        Set<String> chosen = new LinkedHashSet<>();
        for (int n = 0; chosen.size() < overlap; n++) {
            chosen.add("w" + (int) (draw.uniform("who", item, "" + n) * annotators));
        }
        return chosen;
    }

    private static int answer(Draw draw, String item, String annotator, int right, int classes) {
        double accuracy = 0.45 + 0.5 * draw.uniform("accuracy", annotator);
        if (draw.uniform("right", item, annotator) < accuracy) {
            return right;
        }
        return draw.uniform("how", item, annotator) < 0.6
                ? (right + 1) % classes
                : (right + 1 + (int) (draw.uniform("which", item, annotator) * (classes - 1))) % classes;
    }
}
