package dev.labelmill.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnAnnotatorsTest {

    private static final int ITEMS = 10_000;
    private static final List<Annotator> ANNOTATORS = IntStream.range(0, 5)
            .mapToObj(i -> new Annotator("w" + i, 0.9, Map.of(), Optional.empty(), 3, 0.4))
            .toList();

    private final Truth truth = new Truth(
            IntStream.range(0, ITEMS).boxed().collect(Collectors.toMap(i -> "i" + i, i -> Tasks.CLASSES.get(i % 4))));
    private final DrawnAnnotators crowd = new DrawnAnnotators(new Draw(7), ANNOTATORS, truth);

    @Test
    void the_same_tasks_in_another_order_get_the_same_answers() {
        List<TaskLine> tasks = Tasks.many(200, 3);
        List<TaskLine> reversed = new ArrayList<>(tasks);
        Collections.reverse(reversed);
        List<Answer> answers =
                tasks.stream().flatMap(t -> crowd.answers(t).stream()).toList();
        assertThat(new DrawnAnnotators(new Draw(7), ANNOTATORS, truth))
                .satisfies(again -> assertThat(reversed.stream().flatMap(t -> again.answers(t).stream()))
                        .containsExactlyInAnyOrderElementsOf(answers));
    }

    @Test
    void another_seed_draws_other_annotators() {
        List<TaskLine> tasks = Tasks.many(50, 1);
        DrawnAnnotators others = new DrawnAnnotators(new Draw(8), ANNOTATORS, truth);
        assertThat(tasks.stream().map(t -> others.answers(t).get(0).annotator()))
                .isNotEqualTo(tasks.stream()
                        .map(t -> crowd.answers(t).get(0).annotator())
                        .toList());
    }

    @Test
    void a_task_gets_as_many_different_annotators_as_it_wants() {
        assertThat(crowd.answers(Tasks.task("i1", 4)))
                .extracting(Answer::annotator)
                .hasSize(4)
                .doesNotHaveDuplicates();
        assertThat(crowd.answers(Tasks.task("i1", 9))).hasSize(ANNOTATORS.size());
    }

    @Test
    void excluded_annotators_do_not_answer() {
        assertThat(crowd.answers(Tasks.task("i1", 5, "w0", "w3")))
                .extracting(Answer::annotator)
                .containsExactlyInAnyOrder("w1", "w2", "w4");
    }

    @Test
    void asking_for_one_more_later_is_asking_for_two_at_once() {
        List<Answer> both = crowd.answers(Tasks.task("i9", 2));
        Answer first = crowd.answers(Tasks.task("i9", 1)).get(0);
        Answer second = crowd.answers(Tasks.task("i9", 1, first.annotator())).get(0);
        assertThat(List.of(first.choice(), second.choice()))
                .isEqualTo(both.stream().map(Answer::choice).toList());
        assertThat(second.annotator()).isEqualTo(both.get(1).annotator());
    }

    @Test
    void work_is_spread_evenly_and_answers_are_as_good_as_their_annotators() {
        List<Answer> answers =
                Tasks.many(ITEMS, 1).stream().map(t -> crowd.answers(t).get(0)).toList();
        double right = answers.stream()
                        .filter(a -> truth.of(a.task().item()).orElseThrow().equals(a.choice()))
                        .count()
                / (double) ITEMS;
        assertThat(right).isCloseTo(0.9, within(0.015));
        Map<String, Long> work =
                answers.stream().collect(Collectors.groupingBy(Answer::annotator, Collectors.counting()));
        assertThat(work.values()).hasSize(5).allSatisfy(n -> assertThat(n).isBetween(1800L, 2200L));
    }

    @Test
    void an_item_without_truth_cannot_be_answered() {
        assertThatIllegalStateException()
                .isThrownBy(() -> crowd.answers(Tasks.task("unheard-of", 1)))
                .withMessage("truth.jsonl has no label for item unheard-of");
    }
}
