package dev.labelmill.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Any order of steps of any dispatches, each perhaps repeated or never done: what an account says is what its reservations say. */
class BudgetModelTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final int MOST_PER_LABEL = 7;

    /** What happens next to one of a few dispatches; {@code amount} means what the step needs. */
    private record Step(String kind, int dispatch, int amount) {}

    /** The store as conditions make it: each change is whole, or refused. */
    private static final class Books {
        private final long limit;
        private final Map<Integer, Reservation> reservations = new HashMap<>();
        private final Map<Integer, List<Integer>> labels = new HashMap<>();
        private Account account = Account.EMPTY;

        Books(long limit) {
            this.limit = limit;
        }

        void take(Step step) {
            Reservation there = reservations.get(step.dispatch());
            if (there == null) {
                if (step.kind().equals("open")) {
                    Reservation opened =
                            Reservation.of("b", "d-" + step.dispatch(), DAY, MOST_PER_LABEL, step.amount());
                    change(step.dispatch(), opened, Posting.of(opened));
                }
                return;
            }
            List<Integer> came = labels.computeIfAbsent(step.dispatch(), d -> new ArrayList<>());
            switch (step.kind()) {
                case "cut" -> {
                    long to = Math.max(step.amount(), came.size());
                    Reservation cut = there.cut(MOST_PER_LABEL, to);
                    change(step.dispatch(), cut, Posting.between(there, cut));
                }
                case "label" -> {
                    int price = step.amount() % (MOST_PER_LABEL + 1);
                    if (book(step.dispatch(), there, price, 1)) {
                        came.add(price);
                    }
                }
                case "take back" -> {
                    if (!came.isEmpty() && book(step.dispatch(), there, -came.get(0), -1)) {
                        came.remove(0);
                    }
                }
                case "settle" -> {
                    Reservation settled = there.settle();
                    change(step.dispatch(), settled, Posting.between(there, settled));
                }
                default -> assertThat(step.kind()).isEqualTo("open");
            }
        }

        private boolean book(int dispatch, Reservation there, int nanos, int more) {
            Reservation booked = there.book(nanos, more);
            return change(dispatch, booked, Posting.between(there, booked));
        }

        private boolean change(int dispatch, Reservation after, Posting posting) {
            if (!account.admits(posting, limit)) {
                return false;
            }
            reservations.put(dispatch, after);
            account = account.with(posting);
            return true;
        }

        long spentOnLabels() {
            return labels.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Integer::longValue)
                    .sum();
        }
    }

    @Provide
    Arbitrary<Step> steps() {
        return Combinators.combine(
                        Arbitraries.of("open", "cut", "label", "label", "take back", "settle"),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 12))
                .as(Step::new);
    }

    @Property
    void no_order_of_steps_overruns_a_limit_or_loses_money(
            @ForAll List<@From("steps") Step> steps, @ForAll @IntRange(min = 1, max = 120) int limit) {
        Books books = new Books(limit);
        for (Step step : steps) {
            books.take(step);

            assertThat(books.account.committed()).isBetween(0L, (long) limit);
            assertThat(books.account.held()).isBetween(0L, books.account.committed());
            assertThat(books.account.committed())
                    .isEqualTo(books.reservations.values().stream()
                            .mapToLong(Reservation::committed)
                            .sum());
            assertThat(books.spentOnLabels()).isLessThanOrEqualTo(limit);
        }
        books.reservations.keySet().stream().toList().forEach(dispatch -> books.take(new Step("settle", dispatch, 0)));

        assertThat(books.account.held()).isZero();
        assertThat(books.account.spent()).isEqualTo(books.spentOnLabels());
    }

    @Property
    void a_correction_books_the_difference_and_nothing_twice(
            @ForAll @IntRange(max = 50) int before,
            @ForAll @IntRange(max = 50) int after,
            @ForAll boolean sameDispatch,
            @ForAll boolean stood,
            @ForAll boolean stands) {
        Optional<Entry> earlier = stood ? Optional.of(new Entry("d-1", before, 1)) : Optional.empty();
        Optional<Entry> now =
                stands ? Optional.of(new Entry(sameDispatch ? "d-1" : "d-2", after, 1)) : Optional.empty();

        List<Entry> entries = Entry.of(earlier, now);

        assertThat(entries.stream().mapToLong(Entry::nanos).sum())
                .isEqualTo((stands ? after : 0) - (stood ? before : 0));
        assertThat(entries.stream().mapToLong(Entry::labels).sum()).isEqualTo((stands ? 1 : 0) - (stood ? 1 : 0));
        assertThat(entries).extracting(Entry::dispatch).doesNotHaveDuplicates();
    }
}
