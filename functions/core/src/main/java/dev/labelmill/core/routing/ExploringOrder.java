package dev.labelmill.core.routing;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Another choice, but for a small share of decisions, drawn by hash, which go by capacity whatever is known: so every vendor
 * keeps being tried, and a snapshot that did one wrong is corrected by a later one (ε-greedy: Sutton and Barto,
 * Reinforcement Learning, 2nd edition 2018, section 2.2).
 */
final class ExploringOrder implements VendorChoice {

    /** Of all decisions. */
    static final double SHARE = 0.05;

    private final Draw draw;
    private final VendorChoice exploring;
    private final VendorChoice otherwise;

    ExploringOrder(Draw draw, VendorChoice exploring, VendorChoice otherwise) {
        this.draw = draw;
        this.exploring = exploring;
        this.otherwise = otherwise;
    }

    @Override
    public Optional<Vendor> first(Task task, List<Vendor> vendors, Predicate<Vendor> usable) {
        String labels = Integer.toString(task.ballots().size());
        boolean explores = draw.uniform("explore", task.batch(), task.item(), labels) < SHARE;
        return (explores ? exploring : otherwise).first(task, vendors, usable);
    }
}
