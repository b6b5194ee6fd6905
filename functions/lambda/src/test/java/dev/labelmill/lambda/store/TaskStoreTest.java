package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskStoreTest {

    private static final Stage STAGE = Stage.onServers();
    private static final int SLICES = 3;

    private final TaskStore tasks = STAGE.tasks();

    private List<String> waiting(String batch, Tier tier, int wave) {
        List<String> items = new ArrayList<>();
        for (Iterator<String> lane = tasks.waiting(batch, tier, wave, SLICES); lane.hasNext(); ) {
            items.add(lane.next());
        }
        return items;
    }

    @Test
    void an_item_that_is_routed_twice_has_the_first_task() {
        assertThat(tasks.insert(Samples.task("b", "twice", 0.5), SLICES)).isTrue();
        assertThat(tasks.insert(Samples.task("b", "twice", 0.9), SLICES)).isFalse();

        Task stored = tasks.get("b", "twice").orElseThrow();
        assertThat(stored.priority()).isEqualTo(0.5);
        assertThat(stored.version()).isEqualTo(1);
    }

    @Test
    void a_task_that_was_claimed_meanwhile_is_not_claimed_again() {
        tasks.insert(Samples.task("b", "raced", 0.5), SLICES);
        Task seen = tasks.get("b", "raced").orElseThrow();

        assertThat(tasks.replace(seen, seen.claim("d-1", "crowd", false), SLICES))
                .isTrue();
        assertThat(tasks.replace(seen, seen.claim("d-2", "other", false), SLICES))
                .isFalse();

        assertThat(tasks.get("b", "raced")
                        .orElseThrow()
                        .openClaim()
                        .orElseThrow()
                        .dispatch())
                .isEqualTo("d-1");
    }

    @Test
    void a_change_is_made_again_upon_what_came_between() {
        tasks.insert(Samples.task("b", "busy", 0.5), SLICES);
        Task read = tasks.get("b", "busy").orElseThrow();
        tasks.update("b", "busy", SLICES, t -> t.claim("d-1", "crowd", false));

        assertThat(tasks.updateFrom(read, SLICES, t -> t.spend(Spend.of("score", Kind.LAMBDA, 9))))
                .isTrue();

        Task stored = tasks.get("b", "busy").orElseThrow();
        assertThat(stored.state()).isEqualTo(TaskState.CLAIMED);
        assertThat(stored.spent().total()).isEqualTo(9);
        assertThat(stored.version()).isEqualTo(3);
    }

    @Test
    void nothing_is_written_when_nothing_changes() {
        tasks.insert(Samples.task("b", "same", 0.5), SLICES);
        Task read = tasks.get("b", "same").orElseThrow();

        assertThat(tasks.updateFrom(read, SLICES, t -> t)).isFalse();
        tasks.update("b", "same", SLICES, t -> t);

        assertThat(tasks.get("b", "same").orElseThrow().version()).isEqualTo(1);
        assertThat(tasks.update("b", "nobody", SLICES, t -> t.spend(Spend.of("score", Kind.LAMBDA, 1))))
                .isEmpty();
    }

    @Test
    void a_lane_gives_the_highest_priority_first_over_all_slices() {
        List<Task> inserted = IntStream.range(0, 40)
                .mapToObj(i -> Samples.task("lane", "i" + i, (i * 17 % 40) / 40.0))
                .toList();
        inserted.forEach(task -> tasks.insert(task, SLICES));

        assertThat(waiting("lane", Tier.CROWD, 0))
                .containsExactlyElementsOf(inserted.stream()
                        .sorted((a, b) -> Double.compare(b.priority(), a.priority()))
                        .map(Task::item)
                        .toList());
    }

    @Test
    void a_lane_keeps_the_highest_and_lowest_priority_apart_from_their_neighbours() {
        tasks.insert(Samples.task("edges", "lowest", 0), SLICES);
        tasks.insert(Samples.task("edges", "low", 0.0001), SLICES);
        tasks.insert(Samples.task("edges", "high", 0.9999), SLICES);
        tasks.insert(Samples.task("edges", "highest", 1), SLICES);

        assertThat(waiting("edges", Tier.CROWD, 0)).containsExactly("highest", "high", "low", "lowest");
    }

    @Test
    void only_what_waits_is_in_a_lane() {
        tasks.insert(Samples.task("sparse", "i1", 0.5), SLICES);
        assertThat(waiting("sparse", Tier.CROWD, 0)).containsExactly("i1");
        assertThat(waiting("sparse", Tier.CROWD, 1)).isEmpty();

        tasks.update("sparse", "i1", SLICES, t -> t.claim("d-1", "crowd", false));
        assertThat(waiting("sparse", Tier.CROWD, 0)).isEmpty();
        assertThat(waiting("sparse", Tier.EXPERT, 0)).isEmpty();

        tasks.update("sparse", "i1", SLICES, t -> t.expire("d-1"));
        assertThat(waiting("sparse", Tier.CROWD, 0)).containsExactly("i1");
    }

    @Test
    void a_batch_does_not_see_the_lane_of_another_whose_name_begins_alike() {
        tasks.insert(Samples.task("name", "i1", 0.5), SLICES);
        tasks.insert(Samples.task("name-2", "i2", 0.5), SLICES);

        assertThat(waiting("name", Tier.CROWD, 0)).containsExactly("i1");
    }

    @Test
    void more_tasks_than_fit_one_request_are_all_read() {
        List<String> items = IntStream.range(0, 230).mapToObj(i -> "m" + i).toList();
        items.forEach(item -> tasks.insert(Samples.task("many", item, 0.5), SLICES));

        List<String> asked = new ArrayList<>(items);
        asked.add("nobody");

        assertThat(tasks.getAll("many", asked)).extracting(Task::item).containsExactlyInAnyOrderElementsOf(items);
        assertThat(tasks.getAll("many", List.of())).isEmpty();
    }
}
