package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Routing.By;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.routing.RoutingReplay.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoutingReplayTest {

    private static final Draw DRAW = new Draw(8);
    private static final StopRule RULE = new StopRule(2, 10, 0.95, false);

    /** Three good and three poor annotators on every task. */
    private static List<RoutingReplay.Task> tasks(int number, double good, double poor) {
        SplittableRandom random = new SplittableRandom(4);
        List<RoutingReplay.Task> tasks = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            int truth = random.nextInt(3);
            List<Vote> votes = new ArrayList<>();
            for (int n = 0; n < 6; n++) {
                boolean right = random.nextDouble() < (n < 3 ? good : poor);
                int answer = right ? truth : (truth + 1 + random.nextInt(2)) % 3;
                votes.add(new Vote((n < 3 ? "good/" : "poor/") + n, answer));
            }
            tasks.add(new RoutingReplay.Task(
                    new TaskVotes("i" + i, votes), OptionalInt.of(truth), OptionalInt.of(truth)));
        }
        return tasks;
    }

    private static RoutingReplay replay(List<RoutingReplay.Task> tasks, long good, long poor) {
        Map<String, String> vendors = new HashMap<>();
        for (int n = 0; n < 6; n++) {
            vendors.put((n < 3 ? "good/" : "poor/") + n, n < 3 ? "good" : "poor");
        }
        return RoutingReplay.of(tasks, 3, vendors, Map.of("good", good, "poor", poor), RULE, DRAW);
    }

    @Test
    void at_one_price_value_buys_the_better_labels_fewer_of_them_and_is_right_more_often() {
        RoutingReplay replay = replay(tasks(600, 0.9, 0.5), 10, 10);
        Outcome value = replay.byWay().get(By.VALUE);
        Outcome capacity = replay.byWay().get(By.CAPACITY);

        assertThat(value.nanos()).isLessThan(capacity.nanos());
        assertThat(value.right()).isGreaterThan(capacity.right());
        assertThat(replay.choices()).isEqualTo(600);
    }

    @Test
    void cheapest_pays_least_for_a_label_and_best_most_while_value_follows_the_price() {
        RoutingReplay dear = replay(tasks(600, 0.9, 0.6), 1000, 10);
        RoutingReplay fair = replay(tasks(600, 0.9, 0.6), 15, 10);

        assertThat(perLabel(dear.byWay().get(By.CHEAPEST)))
                .isLessThan(perLabel(dear.byWay().get(By.CAPACITY)));
        assertThat(perLabel(dear.byWay().get(By.BEST)))
                .isGreaterThan(perLabel(dear.byWay().get(By.CAPACITY)));
        assertThat(dear.byWay().get(By.VALUE)).isEqualTo(dear.byWay().get(By.CHEAPEST));
        assertThat(fair.byWay().get(By.VALUE)).isEqualTo(fair.byWay().get(By.BEST));
    }

    private static double perLabel(Outcome outcome) {
        return (double) outcome.nanos() / outcome.labels();
    }

    @Test
    void no_tasks_own_truth_has_a_part_in_what_is_bought() {
        List<RoutingReplay.Task> tasks = tasks(200, 0.8, 0.6);
        List<RoutingReplay.Task> blind = tasks.stream()
                .map(task -> new RoutingReplay.Task(task.votes(), OptionalInt.empty(), OptionalInt.empty()))
                .toList();
        RoutingReplay seen = replay(tasks, 20, 10);
        RoutingReplay unseen = replay(blind, 20, 10);

        for (By way : By.values()) {
            assertThat(unseen.byWay().get(way).labels())
                    .isEqualTo(seen.byWay().get(way).labels());
            assertThat(unseen.byWay().get(way).judged()).isZero();
        }
        assertThat(replay(tasks, 20, 10)).isEqualTo(seen);
    }

    /** Six annotators of a vendor each, who cost 1, 10, 100 …: what was paid tells who was asked. */
    private static RoutingReplay replayOfSix(List<RoutingReplay.Task> tasks) {
        Map<String, String> vendors = new HashMap<>();
        Map<String, Long> nanos = new HashMap<>();
        for (int n = 0; n < 6; n++) {
            vendors.put((n < 3 ? "good/" : "poor/") + n, "v" + n);
            nanos.put("v" + n, (long) Math.pow(10, n));
        }
        return RoutingReplay.of(tasks, 3, vendors, nanos, new StopRule(1, 1, 0.95, false), DRAW);
    }

    @Test
    void where_no_vendor_is_preferred_the_hash_says_whose_turn_it_is() {
        List<RoutingReplay.Task> tasks = tasks(40, 0.9, 0.9);
        long expected = tasks.stream()
                .mapToLong(task -> (long) Math.pow(10, firstByHash(task.votes())))
                .sum();

        RoutingReplay replay = replayOfSix(tasks);

        assertThat(replay.byWay().get(By.CAPACITY).nanos()).isEqualTo(expected);
        assertThat(replay.byWay().get(By.CAPACITY).labels()).isEqualTo(40);
        assertThat(replay.byWay().get(By.CHEAPEST).nanos()).isEqualTo(40);
    }

    private static int firstByHash(TaskVotes task) {
        String first = task.votes().stream()
                .map(Vote::annotator)
                .min(Comparator.comparingDouble(who -> DRAW.uniform("order", task.item(), who)))
                .orElseThrow();
        return first.charAt(first.length() - 1) - '0';
    }

    @Test
    void all_labels_together_cost_what_they_cost_and_answers_are_held_against_truth_and_what_was_taken() {
        List<RoutingReplay.Task> tasks = new ArrayList<>();
        for (RoutingReplay.Task task : tasks(30, 1, 1)) {
            int truth = task.truth().orElseThrow();
            boolean judged = tasks.size() < 20;
            OptionalInt taken = tasks.size() < 8 ? OptionalInt.of(truth) : OptionalInt.of((truth + 1) % 3);
            tasks.add(new RoutingReplay.Task(
                    task.votes(),
                    judged ? task.truth() : OptionalInt.empty(),
                    tasks.size() < 25 ? taken : OptionalInt.empty()));
        }

        RoutingReplay replay = replayOfSix(tasks);

        assertThat(replay.all()).isEqualTo(new Outcome(180, 30 * 111_111L, 20, 20, 8));
        assertThat(replay.tasks()).isEqualTo(30);
    }

    @Test
    void a_task_has_a_choice_only_where_its_labels_are_of_several_vendors() {
        List<RoutingReplay.Task> tasks = new ArrayList<>(tasks(10, 0.9, 0.9));
        tasks.replaceAll(task -> new RoutingReplay.Task(
                new TaskVotes(
                        task.votes().item(),
                        task.votes().votes().subList(0, task.votes().item().equals("i3") ? 6 : 3)),
                task.truth(),
                task.taken()));

        assertThat(replay(tasks, 10, 10).choices()).isEqualTo(1);
    }

    @Test
    void outcomes_add_up_figure_by_figure() {
        assertThat(new Outcome(1, 20, 300, 4_000, 50_000).plus(new Outcome(5, 60, 700, 8_000, 90_000)))
                .isEqualTo(new Outcome(6, 80, 1_000, 12_000, 140_000));
    }

    @Test
    void a_batch_of_one_task_or_none_is_replayed_too() {
        assertThat(replay(tasks(1, 0.9, 0.9), 1, 1).tasks()).isEqualTo(1);
        assertThat(replay(List.of(), 1, 1).all()).isEqualTo(Outcome.NONE);
    }
}
