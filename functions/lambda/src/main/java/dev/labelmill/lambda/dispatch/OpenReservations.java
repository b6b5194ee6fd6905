package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.budget.Reservation;
import dev.labelmill.lambda.store.BudgetStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What is set aside for dispatches that are open. One that is settled stays so, and is not read again by the same environment
 * however long its dispatch remains open. Safe for use by several threads.
 */
final class OpenReservations {

    private final BudgetStore budgets;
    private final Map<String, Set<String>> settled = new ConcurrentHashMap<>();

    OpenReservations(BudgetStore budgets) {
        this.budgets = budgets;
    }

    /**
     * The reservations that are not settled.
     *
     * @param open all dispatches of the batch that are open; what is known of others is forgotten
     */
    List<Reservation> unsettled(String batch, List<String> open) {
        if (open.isEmpty()) {
            settled.remove(batch);
            return List.of();
        }
        Set<String> known = settled.computeIfAbsent(batch, name -> ConcurrentHashMap.newKeySet());
        known.retainAll(Set.copyOf(open));
        List<String> asked = open.stream().filter(id -> !known.contains(id)).toList();
        Map<Boolean, List<Reservation>> read =
                budgets.reservations(batch, asked).stream().collect(Collectors.partitioningBy(Reservation::settled));
        read.get(true).forEach(reservation -> known.add(reservation.dispatch()));
        return read.get(false);
    }
}
