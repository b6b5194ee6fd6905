package dev.labelmill.core.routing;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/**
 * The vendor of the highest worth for a task; of equally good ones, to within rounding, the first by capacity. A vendor that
 * let the task expire comes after those that did not.
 */
final class MarketOrder implements VendorChoice {

    /** Worths that differ by less than this share are the same, so that rounding decides nothing. */
    private static final double ROUNDING = 1e-9;

    private final VendorOrder order;
    private final ToDoubleBiFunction<Task, Vendor> worth;

    MarketOrder(VendorOrder order, ToDoubleBiFunction<Task, Vendor> worth) {
        this.order = order;
        this.worth = worth;
    }

    @Override
    public Optional<Vendor> first(Task task, List<Vendor> vendors, Predicate<Vendor> usable) {
        List<Vendor> candidates = vendors.stream().filter(usable).toList();
        if (candidates.size() < 2) {
            return candidates.stream().findFirst();
        }
        long fewest = candidates.stream()
                .mapToLong(vendor -> task.expiredClaims(vendor.name()))
                .min()
                .orElseThrow();
        List<Rated> rated = candidates.stream()
                .filter(vendor -> task.expiredClaims(vendor.name()) == fewest)
                .map(vendor -> new Rated(vendor, worth.applyAsDouble(task, vendor)))
                .toList();
        double best = rated.stream()
                .max(Comparator.comparingDouble(Rated::worth))
                .orElseThrow()
                .worth();
        List<Vendor> leading = rated.stream()
                .filter(one -> best - one.worth() <= ROUNDING * Math.abs(best))
                .map(Rated::vendor)
                .toList();
        return order.first(task, leading, vendor -> true);
    }

    private record Rated(Vendor vendor, double worth) {}
}
