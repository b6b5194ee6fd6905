package dev.labelmill.lambda.store;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings.Budget;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Posting;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.budget.Usage;
import dev.labelmill.core.task.Dispatch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Budgets: a reservation for each dispatch, and the sums that limits are compared with, of the batch and of each UTC day.
 * A reservation and the sums change in one transaction, in which the limits are conditions, so that nothing that runs at
 * the same time, dies in between or is repeated can make them disagree or overrun a limit.
 */
public final class BudgetStore {

    private static final String IS_NEW = "attribute_not_exists(pk)";
    private static final String SAME_VERSION = "version = :expected";
    private static final String CLOSED = "closed";

    private final Table table;

    public BudgetStore(Table table) {
        this.table = table;
    }

    /** What became of a dispatch that was to be opened. */
    public enum Opened {
        OPENED,
        /** It is there already, with its money. */
        THERE,
        /** A limit does not leave what it may cost, or nothing is bought any more; nothing was written. */
        UNPAYABLE
    }

    /** Stores a new dispatch together with what is set aside for it. */
    public Opened open(Dispatch dispatch, Reservation reservation, Limits limits) {
        Transaction all = table.transaction()
                .put(DispatchRows.write(dispatch.nextVersion()), IS_NEW, Map.of())
                .put(BudgetRows.write(reservation.nextVersion()), IS_NEW, Map.of());
        if (!post(all, reservation, Posting.of(reservation), limits, "attribute_not_exists(closed)")) {
            return table.get(Keys.dispatch(dispatch.id()), Keys.META).isPresent() ? Opened.THERE : Opened.UNPAYABLE;
        }
        Set<Integer> failed = all.commit();
        if (failed.isEmpty()) {
            return Opened.OPENED;
        }
        return failed.contains(0) ? Opened.THERE : Opened.UNPAYABLE;
    }

    /**
     * Changes a dispatch's reservation, reading it again as long as something else changes it meanwhile. Writes nothing if
     * the change gives the very same back. The change may only free money.
     *
     * @return the reservation as it is stored now; empty if there is none
     */
    public Optional<Reservation> change(
            String batch, String dispatch, Limits limits, UnaryOperator<Reservation> change) {
        while (true) {
            Optional<Reservation> before = reservation(batch, dispatch);
            if (before.isEmpty()) {
                return before;
            }
            Reservation after = change.apply(before.get());
            if (after == before.get()) {
                return before;
            }
            Transaction all = replace(before.get(), after);
            if (!post(all, after, Posting.between(before.get(), after), limits, null)) {
                throw new IllegalArgumentException("dispatch " + dispatch + " cannot take more than a limit");
            }
            if (all.commit().isEmpty()) {
                return Optional.of(after.nextVersion());
            }
        }
    }

    private Transaction replace(Reservation before, Reservation after) {
        return replace(table.transaction(), before, after);
    }

    static Transaction replace(Transaction all, Reservation before, Reservation after) {
        return all.put(BudgetRows.write(after.nextVersion()), SAME_VERSION, expected(before.version()));
    }

    private static Map<String, AttributeValue> expected(long number) {
        return Map.of(":expected", AttributeValue.fromN(Long.toString(number)));
    }

    /** Adds what a reservation posts to its sums; false if that alone is more than a limit. */
    static boolean post(Transaction all, Reservation of, Posting posting, Limits limits, String condition) {
        if (posting.isEmpty()) {
            return true;
        }
        boolean fits = post(all, Keys.budget(of.batch()), Keys.META, posting, limits.batch(), condition);
        return fits
                && (limits.day().isEmpty()
                        || post(all, Keys.budget(of.batch()), Keys.day(of.day()), posting, limits.day(), null));
    }

    private static boolean post(
            Transaction all, String pk, String sk, Posting posting, OptionalLong limit, String condition) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":committed", AttributeValue.fromN(Long.toString(posting.committed())),
                ":held", AttributeValue.fromN(Long.toString(posting.held()))));
        String whole = condition;
        if (limit.isPresent() && posting.committed() > 0) {
            long room = limit.getAsLong() - posting.committed();
            if (room < 0) {
                return false;
            }
            // Conditions know no sums, so that the limit is what may be there before.
            values.put(":room", AttributeValue.fromN(Long.toString(room)));
            String fits = "(attribute_not_exists(committed) OR committed <= :room)";
            whole = condition == null ? fits : condition + " AND " + fits;
        }
        all.update(pk, sk, "ADD committed :committed, held :held", whole, values);
        return true;
    }

    /** What is set aside for a dispatch, and what was spent of it. */
    public Optional<Reservation> reservation(String batch, String dispatch) {
        return table.get(Keys.reservation(batch, dispatch), Keys.META).map(BudgetRows::read);
    }

    /** The reservations of these dispatches, in no particular order; dispatches without one are left out. */
    public List<Reservation> reservations(String batch, Collection<String> dispatches) {
        return table
                .getAll(dispatches.stream()
                        .map(dispatch -> Keys.of(Keys.reservation(batch, dispatch), Keys.META))
                        .toList())
                .stream()
                .map(BudgetRows::read)
                .toList();
    }

    /** The sum of a batch's reservations. */
    public Account of(String batch) {
        return account(batch, Keys.META);
    }

    /** The sum of those that were made on a UTC day; empty for a batch without a limit for days. */
    public Account of(String batch, LocalDate day) {
        return account(batch, Keys.day(day));
    }

    private Account account(String batch, String sk) {
        return table.get(Keys.budget(batch), sk).map(BudgetRows::account).orElse(Account.EMPTY);
    }

    /**
     * How much of what a batch's budget says is used: of the whole batch's limit or target, then of a day's limit.
     *
     * @param cost all that the batch has cost, which a target is compared with; what counts against a limit is known here
     */
    public List<Usage> usages(Batch batch, long cost, LocalDate day) {
        Budget budget = batch.settings().budget();
        List<Usage> usages = new ArrayList<>();
        budget.nanos().ifPresent(limit -> {
            Account account = budget.stop() ? of(batch.id()) : new Account(cost, 0);
            usages.add(new Usage(Optional.empty(), limit, account, budget.stop()));
        });
        budget.nanosPerDay()
                .ifPresent(limit -> usages.add(new Usage(Optional.of(day), limit, of(batch.id(), day), true)));
        return usages;
    }

    /** Lets no dispatch of the batch be opened from now on. */
    public void close(String batch) {
        table.transaction()
                .update(
                        Keys.budget(batch),
                        Keys.META,
                        "SET " + CLOSED + " = :yes",
                        null,
                        Map.of(":yes", AttributeValue.fromN("1")))
                .commit();
    }
}
