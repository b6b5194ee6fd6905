package dev.labelmill.local.scoring;

import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.consensus.TaskView;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.routing.RoutingReplay;
import dev.labelmill.core.routing.RoutingReplay.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What each way of routing among vendors would have bought of a table's labels: the sum over several seeds.
 *
 * @param byWay   what each way came to
 * @param all     all labels
 * @param tasks   of the table
 * @param choices tasks with labels of several vendors
 * @param seeds   how many draws are summed, from 1
 */
public record VendorReplay(Map<Routing.By, Outcome> byWay, Outcome all, long tasks, long choices, int seeds) {

    /** Copies the map. */
    public VendorReplay {
        byWay = Map.copyOf(byWay);
    }

    /**
     * Replays.
     *
     * @param minimum labels that every task gets, as far as there are
     * @param seed    of the first draw, the next number that of the next
     */
    public static VendorReplay of(
            LabelTable labels, Gold gold, ReplayVendors vendors, int minimum, double confidence, long seed, int seeds) {
        List<RoutingReplay.Task> tasks = tasks(labels, gold);
        StopRule rule = new StopRule(minimum, Integer.MAX_VALUE, confidence, false);
        Map<Routing.By, Outcome> byWay = new EnumMap<>(Routing.By.class);
        Outcome all = Outcome.NONE;
        long choices = 0;
        for (int i = 0; i < seeds; i++) {
            RoutingReplay replay = RoutingReplay.of(
                    tasks, labels.votes().classes(), vendors.vendors(), vendors.nanos(), rule, new Draw(seed + i));
            replay.byWay().forEach((way, outcome) -> byWay.merge(way, outcome, Outcome::plus));
            all = all.plus(replay.all());
            choices = replay.choices();
        }
        return new VendorReplay(byWay, all, tasks.size(), choices, seeds);
    }

    private static List<RoutingReplay.Task> tasks(LabelTable labels, Gold gold) {
        List<RoutingReplay.Task> tasks = new ArrayList<>();
        labels.votes().forEach(task -> tasks.add(task(labels, gold, task)));
        return tasks;
    }

    private static RoutingReplay.Task task(LabelTable labels, Gold gold, TaskView task) {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < task.count(); i++) {
            votes.add(new Vote(labels.annotators().name(task.annotator(i)), task.answer(i)));
        }
        int truth = gold.of(task.task());
        return new RoutingReplay.Task(
                new TaskVotes(labels.tasks().name(Math.toIntExact(task.task())), votes),
                truth < 0 ? OptionalInt.empty() : OptionalInt.of(truth),
                OptionalInt.empty());
    }
}
