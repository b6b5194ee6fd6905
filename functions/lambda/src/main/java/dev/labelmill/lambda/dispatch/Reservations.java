package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Purse;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.DispatchStore;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The money of dispatches: set aside when one is opened, cut to what it really got, settled when nothing is waited for any
 * more. For a batch without limits there is none, and no row more than without.
 */
public final class Reservations {

    private final DispatchStore dispatches;
    private final BudgetStore budgets;
    private final OpenReservations waiting;
    private final InstantSource clock;

    public Reservations(DispatchStore dispatches, BudgetStore budgets, InstantSource clock) {
        this.dispatches = dispatches;
        this.budgets = budgets;
        this.waiting = new OpenReservations(budgets);
        this.clock = clock;
    }

    /** What may be asked for now. Others may ask at the same time: whether it is to be had, opening a dispatch decides. */
    Purse purse(Batch batch) {
        Limits limits = limits(batch);
        return limits.exist() ? limits.purse(budgets.of(batch.id()), budgets.of(batch.id(), today())) : Purse.endless();
    }

    /**
     * Stores a dispatch, with the most that its labels can cost.
     *
     * @param kept nano-dollars of the whole batch's limit that are left to others
     * @return false if the limits do not leave that
     */
    boolean open(Batch batch, Vendor vendor, Dispatch dispatch, long labels, long kept) {
        Limits limits = limits(batch);
        if (!limits.exist()) {
            dispatches.insert(dispatch);
            return true;
        }
        Reservation reservation = Reservation.of(
                batch.id(), dispatch.id(), today(), vendor.price().most(), labels);
        return budgets.open(dispatch, reservation, limits.keeping(kept)) != BudgetStore.Opened.UNPAYABLE;
    }

    /** Gives back what is set aside for labels that the dispatch does not ask for after all. */
    void cut(Batch batch, Vendor vendor, String dispatch, long owed) {
        change(batch, dispatch, there -> there.cut(vendor.price().most(), Math.max(owed, there.labels())));
    }

    /** Gives back what has not been spent; what comes late must be within the limits anew. */
    void settle(Batch batch, String dispatch) {
        change(batch, dispatch, Reservation::settle);
    }

    /** Settles those of these dispatches for which every label has come, so that what they did not cost is free at once. */
    void settleAnswered(Batch batch, List<String> open) {
        if (limits(batch).exist() && !open.isEmpty()) {
            waiting.unsettled(batch.id(), open).stream()
                    .filter(Reservation::isAnswered)
                    .forEach(there -> change(
                            batch, there.dispatch(), now -> now.isAnswered() && now.owed() > 0 ? now.settle() : now));
        }
    }

    private void change(Batch batch, String dispatch, UnaryOperator<Reservation> change) {
        if (limits(batch).exist()) {
            budgets.change(batch.id(), dispatch, limits(batch), change);
        }
    }

    /** The day that money counts on which is set aside now. */
    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Limits limits(Batch batch) {
        return batch.settings().budget().limits();
    }
}
