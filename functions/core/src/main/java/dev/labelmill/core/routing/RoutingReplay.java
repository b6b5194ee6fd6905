package dev.labelmill.core.routing;

import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.consensus.Decision;
import dev.labelmill.core.consensus.Posterior;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.VendorSkills;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.draw.Draw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What each way of routing would have bought of the labels that are there, had it chosen them one at a time, and what its
 * answers would have been worth. A task's labels are drawn until the stop rule has enough or there are no more. Skills are
 * held out: tasks fall into two halves by hash, and each is decided by what the other half's labels teach, known answers
 * among them, so that no task's own labels tell how far they can be trusted.
 *
 * <p>A replay draws only what was bought: where all labels of a task are one vendor's there is no choice, and ways differ
 * in the order of its labels at most. Skills rest on all labels of the other half, more than a batch has while it runs. Who
 * of a vendor's annotators answers is drawn by hash, the same for every way.
 *
 * @param byWay   what each way came to
 * @param all     all labels, by the same skills
 * @param tasks   that were replayed
 * @param choices tasks that have labels of several vendors
 */
public record RoutingReplay(Map<Routing.By, Outcome> byWay, Outcome all, long tasks, long choices) {

    /** Before anything is known of anybody: where one half of the tasks is empty. */
    private static final double ASSUMED_ACCURACY = 0.8;

    /** Copies the map. */
    public RoutingReplay {
        byWay = Map.copyOf(byWay);
    }

    /**
     * A task whose labels are replayed.
     *
     * @param votes its labels; the answer that was known beforehand teaches about annotators
     * @param truth the class that answers are held against; empty where it is not known
     * @param taken the class that the batch took in the end
     */
    public record Task(TaskVotes votes, OptionalInt truth, OptionalInt taken) {}

    /**
     * What a way of routing came to.
     *
     * @param labels  that it bought
     * @param nanos   what they cost, in nano-dollars
     * @param right   tasks answered with the truth
     * @param judged  tasks whose truth is known
     * @param asTaken tasks answered with the class that the batch took in the end
     */
    public record Outcome(long labels, long nanos, long right, long judged, long asTaken) {

        /** Nothing. */
        public static final Outcome NONE = new Outcome(0, 0, 0, 0, 0);

        /** Both together. */
        public Outcome plus(Outcome more) {
            return new Outcome(
                    labels + more.labels,
                    nanos + more.nanos,
                    right + more.right,
                    judged + more.judged,
                    asTaken + more.asTaken);
        }
    }

    /**
     * Replays.
     *
     * @param vendors by annotator, as the votes name them
     * @param nanos   expected price of a label by vendor, in nano-dollars
     * @param rule    when a task has labels enough; experts are not asked
     * @param draw    of the halves and of who answers
     */
    public static RoutingReplay of(
            List<Task> tasks,
            int classes,
            Map<String, String> vendors,
            Map<String, Long> nanos,
            StopRule rule,
            Draw draw) {
        Map<Boolean, List<Task>> halves = tasks.stream()
                .collect(Collectors.partitioningBy(
                        task -> draw.uniform("half", task.votes().item()) < 0.5));
        Replaying first = new Replaying(skills(halves.get(false), classes, vendors), vendors, nanos, rule, draw);
        Replaying second = new Replaying(skills(halves.get(true), classes, vendors), vendors, nanos, rule, draw);
        Map<Routing.By, Outcome> byWay = new EnumMap<>(Routing.By.class);
        for (Routing.By way : Routing.By.values()) {
            byWay.put(way, first.by(way, halves.get(true)).plus(second.by(way, halves.get(false))));
        }
        long choices = tasks.stream()
                .filter(task -> task.votes().votes().stream()
                                .map(vote -> vendors.get(vote.annotator()))
                                .distinct()
                                .count()
                        > 1)
                .count();
        return new RoutingReplay(
                byWay, first.all(halves.get(true)).plus(second.all(halves.get(false))), tasks.size(), choices);
    }

    private static Skills skills(List<Task> tasks, int classes, Map<String, String> vendors) {
        return tasks.isEmpty()
                ? Skills.uninformed(classes, ASSUMED_ACCURACY)
                : VendorSkills.learn(
                        "held-out", tasks.stream().map(Task::votes).toList(), classes, vendors::get, Map.of());
    }

    /** One half of the tasks, with what the other half teaches. */
    private record Replaying(
            Skills skills, Map<String, String> vendors, Map<String, Long> nanos, StopRule rule, Draw draw) {

        Outcome by(Routing.By way, List<Task> tasks) {
            Preference preference = Preference.of(way, skills, nanos);
            return tasks.stream().map(task -> replayed(task, preference)).reduce(Outcome.NONE, Outcome::plus);
        }

        Outcome all(List<Task> tasks) {
            return tasks.stream()
                    .map(task -> outcome(
                            task, task.votes().votes(), belief(task.votes().votes())))
                    .reduce(Outcome.NONE, Outcome::plus);
        }

        private Outcome replayed(Task task, Preference preference) {
            List<Vote> left = new ArrayList<>(task.votes().votes());
            left.sort(Comparator.comparingDouble(
                            (Vote vote) -> draw.uniform("order", task.votes().item(), vote.annotator()))
                    .thenComparing(Vote::annotator));
            List<Vote> drawn = new ArrayList<>();
            double[] belief = belief(drawn);
            while (!left.isEmpty() && rule.decide(belief, drawn.size()) instanceof Decision.AskMore) {
                Vote next = next(left, belief, preference);
                left.remove(next);
                drawn.add(next);
                belief = belief(drawn);
            }
            return outcome(task, drawn, belief);
        }

        /** Of the vendor that is preferred, the label whose turn it is; of equally good vendors the earliest. */
        private Vote next(List<Vote> left, double[] belief, Preference preference) {
            Vote best = null;
            double worth = 0;
            for (Vote vote : left) {
                double own = preference.worth(vendors.get(vote.annotator()), belief);
                if (best == null || own > worth) {
                    best = vote;
                    worth = own;
                }
            }
            return best;
        }

        private double[] belief(List<Vote> votes) {
            double[] even = new double[skills.classes()];
            Arrays.fill(even, 1.0 / even.length);
            return Posterior.of(even, votes, skills);
        }

        private Outcome outcome(Task task, List<Vote> votes, double[] belief) {
            int answer = Posterior.argmax(belief);
            long cost = votes.stream()
                    .mapToLong(vote -> nanos.get(vendors.get(vote.annotator())))
                    .sum();
            return new Outcome(
                    votes.size(),
                    cost,
                    task.truth().isPresent() && task.truth().getAsInt() == answer ? 1 : 0,
                    task.truth().isPresent() ? 1 : 0,
                    task.taken().isPresent() && task.taken().getAsInt() == answer ? 1 : 0);
        }
    }
}
