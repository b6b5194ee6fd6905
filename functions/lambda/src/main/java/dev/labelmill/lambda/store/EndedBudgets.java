package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Reservation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Frees what is set aside for batches that failed or were cancelled, whoever ended them: the table's stream shows it. Such a batch
 * takes no labels any more, so that what has come is all that its dispatches cost. Safe to repeat.
 */
public final class EndedBudgets {

    private static final Set<Phase> BEFORE_THEIR_TIME = Set.of(Phase.FAILED, Phase.CANCELLED);

    private final BudgetStore budgets;
    private final DispatchStore dispatches;

    public EndedBudgets(BudgetStore budgets, DispatchStore dispatches) {
        this.budgets = budgets;
        this.dispatches = dispatches;
    }

    /** Frees what is set aside for batches that ended by these changes. */
    public void free(List<StreamRecord> records) {
        records.stream()
                .filter(record ->
                        record.pk().startsWith(Keys.BATCH) && record.sk().equals(Keys.META))
                .flatMap(record -> ended(record).stream())
                .forEach(this::free);
    }

    /** One that cannot be read is set aside by whoever folds it. */
    private static Optional<Batch> ended(StreamRecord record) {
        try {
            return record.after()
                    .map(BatchRows::read)
                    .filter(batch -> BEFORE_THEIR_TIME.contains(batch.phase()))
                    .filter(batch -> batch.settings().budget().limits().exist());
        } catch (UnreadableRow unreadable) {
            return Optional.empty();
        }
    }

    private void free(Batch batch) {
        Limits limits = batch.settings().budget().limits();
        // First, so that no dispatch is opened behind the settling.
        budgets.close(batch.id());
        for (OpenDispatch open : dispatches.open(batch.id())) {
            budgets.change(batch.id(), open.id(), limits, Reservation::settle);
        }
    }
}
