package dev.labelmill.core.routing;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which vendor a task goes to: weighted rendezvous hashing (Schindelhauer and Schomaker 2005), each
 * vendor weighted by its capacity, so that the choice needs no state and never depends on timing. A
 * vendor that let the task expire comes after those that did not.
 */
public final class VendorOrder implements VendorChoice {

    private final Draw draw;

    public VendorOrder(Draw draw) {
        this.draw = draw;
    }

    @Override
    public Optional<Vendor> first(Task task, List<Vendor> vendors, Predicate<Vendor> usable) {
        return vendors.stream()
                .filter(usable)
                .min(Comparator.<Vendor>comparingLong(v -> task.expiredClaims(v.name()))
                        .thenComparingDouble(v -> distance(task, v)));
    }

    private double distance(Task task, Vendor vendor) {
        double uniform = 1 - draw.uniform("vendor", task.batch(), task.item(), vendor.name());
        return -Math.log(uniform) / vendor.capacity();
    }
}
