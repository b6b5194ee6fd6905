package dev.labelmill.local.vendors;

import dev.labelmill.core.draw.Draw;
import java.util.Comparator;
import java.util.List;

/**
 * Annotators drawn by chance, who know the truth and err. A task that wants n labels gets those n with the smallest hash of
 * (seed, batch, item, annotator) among the ones that are not excluded, so neither time nor order changes an answer.
 */
final class DrawnAnnotators implements Workforce {

    private final Draw draw;
    private final List<Annotator> annotators;
    private final Truth truth;

    DrawnAnnotators(Draw draw, List<Annotator> annotators, Truth truth) {
        this.draw = draw;
        this.annotators = List.copyOf(annotators);
        this.truth = truth;
    }

    @Override
    public List<Answer> answers(TaskLine task) {
        String label = truth.of(task.item())
                .orElseThrow(() -> new IllegalStateException("truth.jsonl has no label for item " + task.item()));
        return annotators.stream()
                .filter(annotator -> !task.exclude().contains(annotator.name()))
                .sorted(Comparator.comparingDouble((Annotator annotator) -> rank(task, annotator))
                        .thenComparing(Annotator::name))
                .limit(task.labels())
                .map(annotator -> annotator.answer(draw, task, label))
                .toList();
    }

    private double rank(TaskLine task, Annotator annotator) {
        return draw.uniform("annotator", task.batch(), task.item(), annotator.name());
    }
}
