package dev.labelmill.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Routing.By;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.routing.RoutingReplay.Outcome;
import java.util.ArrayList;
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

    @Test
    void a_batch_of_one_task_or_none_is_replayed_too() {
        assertThat(replay(tasks(1, 0.9, 0.9), 1, 1).tasks()).isEqualTo(1);
        assertThat(replay(List.of(), 1, 1).all()).isEqualTo(Outcome.NONE);
    }
}
