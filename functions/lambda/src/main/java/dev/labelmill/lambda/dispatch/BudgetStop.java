package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Provision;
import dev.labelmill.core.budget.Purse;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.OpenDispatch;
import dev.labelmill.lambda.store.TaskStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tells when a batch's limit pays for nothing any more that waits, looking where {@link Dispatcher} looks and no further. */
public final class BudgetStop {

    private static final int PAGE = 100;

    private final TaskStore tasks;
    private final DispatchStore dispatches;
    private final BudgetStore budgets;
    private final OpenReservations reservations;

    public BudgetStop(TaskStore tasks, DispatchStore dispatches, BudgetStore budgets) {
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.budgets = budgets;
        this.reservations = new OpenReservations(budgets);
    }

    /**
     * Whether tasks wait, nobody is asked for any, nothing is set aside, and the limit of the whole batch, whatever the day,
     * does not pay for one of them, what the crowd has to leave to experts aside. Tasks that every vendor refused, or that none
     * has the skill for, wait for their lines to be mended, not for money: by themselves they stop nothing.
     *
     * @param provision what that is
     */
    public boolean isDue(Batch batch, Provision provision) {
        Limits limits = batch.settings().budget().limits();
        if (limits.batch().isEmpty() || !isQuiet(batch)) {
            return false;
        }
        Account spent = budgets.of(batch.id());
        Purse purse = new Purse(spent.room(limits.batch().getAsLong()), Long.MAX_VALUE);
        Purse crowds = purse.keeping(provision.nanos());
        Eligibility eligibility = new Eligibility(batch.settings());
        boolean moneyIsShort = false;
        for (Task task : (Iterable<Task>) waiting(batch)::iterator) {
            List<Vendor> able = able(batch, task);
            List<Vendor> left = eligibility.vendors(task);
            Predicate<Vendor> paid = task.need().orElseThrow().tier() == Tier.EXPERT
                    ? vendor -> purse.pays(vendor.price().most(), 1, 0)
                    : vendor -> crowds.pays(vendor.price().most(), 1, beside(task, provision));
            boolean isDispatched = left.stream().anyMatch(paid);
            // The dispatcher settles it without anybody, as long as it looks down the lane.
            boolean isSettled = eligibility.isExhausted(task) && able.stream().anyMatch(paid);
            if (isDispatched || isSettled) {
                return false;
            }
            moneyIsShort |= !left.isEmpty() || !able.isEmpty() && able.stream().noneMatch(paid);
        }
        return moneyIsShort;
    }

    /** Whether every dispatch was answered or is over, and nothing is set aside. */
    private boolean isQuiet(Batch batch) {
        List<String> open =
                dispatches.open(batch.id()).stream().map(OpenDispatch::id).toList();
        return budgets.of(batch.id()).held() == 0
                && reservations.unsettled(batch.id(), open).isEmpty();
    }

    /** Whether no dispatch is open and nothing is set aside; of a batch without limits, always. */
    public boolean isOver(Batch batch) {
        return !batch.settings().budget().limits().exist()
                || dispatches.open(batch.id()).isEmpty()
                        && budgets.of(batch.id()).held() == 0;
    }

    /** Lets nothing be bought for a batch any more. */
    public void close(Batch batch) {
        if (batch.settings().budget().limits().exist()) {
            budgets.close(batch.id());
        }
    }

    /** Those who could be asked for a task, whether they may still have it or not. */
    private static List<Vendor> able(Batch batch, Task task) {
        return batch.settings()
                .vendors(task.need().orElseThrow().tier(), task.demand().skill());
    }

    private static long beside(Task task, Provision provision) {
        return task.stratum() == Stratum.HUMAN ? provision.perTask() : 0;
    }

    private Stream<Task> waiting(Batch batch) {
        int slices = batch.settings().slices();
        return Stream.concat(
                Stream.of(tasks.waiting(batch.id(), Tier.EXPERT, 0, slices)).flatMap(lane -> seen(batch, lane)),
                IntStream.range(0, batch.snapshots().size())
                        .mapToObj(wave -> tasks.waiting(batch.id(), Tier.CROWD, wave, slices))
                        .flatMap(lane -> seen(batch, lane)));
    }

    private Stream<Task> seen(Batch batch, Iterator<String> lane) {
        int most = Dispatcher.patience(batch.settings());
        List<String> items = new ArrayList<>();
        while (lane.hasNext() && items.size() < most) {
            items.add(lane.next());
        }
        return IntStream.iterate(0, from -> from < items.size(), from -> from + PAGE)
                .mapToObj(from -> items.subList(from, Math.min(from + PAGE, items.size())))
                .flatMap(page -> tasks.getAll(batch.id(), page).stream())
                .filter(task -> task.need().isPresent());
    }
}
