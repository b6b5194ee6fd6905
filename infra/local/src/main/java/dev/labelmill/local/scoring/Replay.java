package dev.labelmill.local.scoring;

import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.consensus.DynamicOverlap;
import dev.labelmill.core.consensus.MajorityVote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How many of the labels a stop rule would have bought, had they come in random orders, and what its answers are worth.
 *
 * @param orders each drawn with a seed of its own
 * @param tasks in each
 * @param fullLabelsPerTask all labels there are
 * @param fullVote accuracy of the plain vote on all of them; empty without gold
 */
public record Replay(List<Order> orders, long tasks, double fullLabelsPerTask, Optional<Proportion> fullVote) {

    /** Copies the orders. */
    public Replay {
        orders = List.copyOf(orders);
    }

    /**
     * One order.
     *
     * @param accuracy on gold; empty without gold
     * @param labelsPerTask bought labels, known answers that were used among them
     * @param knownLabels known answers that were used
     */
    public record Order(Optional<Proportion> accuracy, double labelsPerTask, long knownLabels) {

        private static Order of(DynamicOverlap.Outcome outcome, Gold gold) {
            Consensus consensus = Consensus.of(outcome.drawn(), outcome.model(), gold);
            return new Order(consensus.accuracy(), outcome.labelsPerTask(), outcome.knownLabels());
        }
    }

    /**
     * Replays.
     *
     * @param seed of the first order, the next number that of the next
     * @param seeds how many orders, from 1
     */
    public static Replay of(LabelTable labels, Gold gold, DynamicOverlap rule, long seed, int seeds) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            orders.add(Order.of(rule.replay(labels.votes(), seed + i), gold));
        }
        Consensus vote = Consensus.of(labels.votes(), new MajorityVote().fit(labels.votes()), gold);
        return new Replay(
                orders,
                labels.votes().tasks(),
                (double) labels.votes().labels() / labels.votes().tasks(),
                vote.accuracy());
    }

    /** Mean accuracy of the orders, in [0, 1]; empty without gold. */
    public OptionalDouble accuracy() {
        return orders.stream()
                .flatMap(order -> order.accuracy().stream())
                .mapToDouble(Proportion::value)
                .average();
    }

    /** Mean of the bought labels a task. */
    public double labelsPerTask() {
        return mean(Order::labelsPerTask);
    }

    /** Mean of the known answers that were used. */
    public double knownLabels() {
        return mean(Order::knownLabels);
    }

    private double mean(ToDoubleFunction<Order> value) {
        return orders.stream().mapToDouble(value).average().orElse(0);
    }
}
