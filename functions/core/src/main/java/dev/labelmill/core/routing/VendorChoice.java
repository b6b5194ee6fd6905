package dev.labelmill.core.routing;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Which vendor a task goes to: a function of the task, the batch's settings and a snapshot of skills, and of nothing else. */
public interface VendorChoice {

    /** The first vendor for the task among those that are usable, if any is. */
    Optional<Vendor> first(Task task, List<Vendor> vendors, Predicate<Vendor> usable);

    /**
     * The choice that batch.json asks for.
     *
     * @param snapshot that of the wave that is served, read only if it decides anything; empty where labels are no classes
     */
    static VendorChoice of(BatchSettings settings, Supplier<Optional<Skills>> snapshot) {
        VendorOrder order = new VendorOrder(new Draw(settings.seed()));
        return switch (settings.routing().by()) {
            case CAPACITY -> order;
            case CHEAPEST -> {
                Optional<Skills> skills = snapshot.get();
                yield new MarketOrder(
                        order,
                        (task, vendor) -> -Market.nanos(vendor, task.demand().tier(), skills));
            }
            case BEST -> {
                Market market = new Market(snapshot.get().orElseThrow(), settings);
                yield new MarketOrder(
                        order,
                        (task, vendor) ->
                                market.offer(vendor, task.demand().tier()).accuracy(task.posterior(market.skills())));
            }
            case VALUE -> {
                Market market = new Market(snapshot.get().orElseThrow(), settings);
                yield new ExploringOrder(
                        new Draw(settings.seed()),
                        order,
                        new MarketOrder(
                                order,
                                (task, vendor) -> market.offer(
                                                vendor, task.demand().tier())
                                        .value(task.posterior(market.skills()))));
            }
        };
    }
}
