package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore.Opened;
import dev.labelmill.lambda.store.LabelStore.Booked;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

class BudgetStoreTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final long PRICE = 10_000_000;

    private final Stage stage = new Stage();
    private final BudgetStore budgets = new BudgetStore(stage.table());

    private static Limits limits(long batch, long day) {
        return new Limits(OptionalLong.of(batch), OptionalLong.of(day));
    }

    private static Dispatch dispatch(String id) {
        return Dispatch.claiming(id, "b", "crowd", List.of("i"), Stage.START.plusSeconds(60));
    }

    private static Reservation labels(String dispatch, long labels) {
        return Reservation.of("b", dispatch, DAY, PRICE, labels);
    }

    private static String item(String dispatch) {
        return "item of " + dispatch;
    }

    private List<Label> labelsOf(String dispatch) {
        return stage.labels().of("b", item(dispatch));
    }

    private static Label label(String dispatch, String annotator, long revision) {
        return Samples.label(
                "b", item(dispatch), "crowd", annotator, OptionalInt.of(1), revision, dispatch, Purpose.LABEL);
    }

    private static Label takenBack(String dispatch, String annotator, long revision) {
        return Samples.label(
                "b", item(dispatch), "crowd", annotator, OptionalInt.empty(), revision, dispatch, Purpose.LABEL);
    }

    private Opened open(String id, long labels, Limits limits) {
        return budgets.open(dispatch(id), labels(id, labels), limits);
    }

    /** As intake does; of a revision that is known nothing is written. */
    private Booked book(Label label, Limits limits) {
        while (true) {
            VendorLabels read = stage.labels().of(label.batch(), label.item(), label.vendor());
            if (read.knows(label.annotator(), label.revision())) {
                return Booked.STALE;
            }
            Booked booked = stage.labels().store(read, label, limits);
            if (booked != Booked.STALE) {
                return booked;
            }
        }
    }

    private Account batch() {
        return budgets.of("b");
    }

    @Test
    void a_dispatch_and_its_money_are_there_together_or_not_at_all() {
        Limits limits = limits(5 * PRICE, 100 * PRICE);

        assertThat(open("d-1", 3, limits)).isEqualTo(Opened.OPENED);
        assertThat(open("d-1", 3, limits)).isEqualTo(Opened.THERE);
        assertThat(open("d-2", 3, limits)).isEqualTo(Opened.UNPAYABLE);
        assertThat(open("d-3", 6, limits)).isEqualTo(Opened.UNPAYABLE);
        assertThat(open("d-4", 2, limits)).isEqualTo(Opened.OPENED);

        assertThat(batch()).isEqualTo(new Account(5 * PRICE, 5 * PRICE));
        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(5 * PRICE, 5 * PRICE));
        assertThat(stage.dispatches().get("d-2")).isEmpty();
        assertThat(budgets.reservation("b", "d-2")).isEmpty();
    }

    @Test
    void a_days_limit_holds_beside_the_batchs() {
        Limits limits = limits(100 * PRICE, 4 * PRICE);

        assertThat(open("d-1", 3, limits)).isEqualTo(Opened.OPENED);
        assertThat(open("d-2", 2, limits)).isEqualTo(Opened.UNPAYABLE);
        Reservation tomorrow = Reservation.of("b", "d-2", DAY.plusDays(1), PRICE, 2);
        assertThat(budgets.open(dispatch("d-2"), tomorrow, limits)).isEqualTo(Opened.OPENED);

        assertThat(batch().committed()).isEqualTo(5 * PRICE);
        assertThat(budgets.of("b", DAY.plusDays(1)).committed()).isEqualTo(2 * PRICE);
    }

    @Test
    void a_label_is_paid_out_of_what_was_set_aside_and_the_rest_comes_back_once() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        open("d-1", 3, limits);

        assertThat(book(label("d-1", "w1", 1), limits)).isEqualTo(Booked.STORED);
        assertThat(book(label("d-1", "w1", 1), limits)).isEqualTo(Booked.STALE);
        assertThat(batch()).isEqualTo(new Account(3 * PRICE, 3 * PRICE));
        budgets.change("b", "d-1", limits, Reservation::settle);
        budgets.change("b", "d-1", limits, Reservation::settle);

        assertThat(batch()).isEqualTo(new Account(PRICE, 0));
        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(PRICE, 0));
    }

    @Test
    void a_label_beyond_what_was_set_aside_is_stored_where_every_limit_leaves_its_price_and_not_otherwise() {
        Limits limits = limits(2 * PRICE, 100 * PRICE);
        open("d-1", 1, limits);

        assertThat(book(label("d-1", "w1", 1), limits)).isEqualTo(Booked.STORED);
        assertThat(book(label("d-1", "w2", 1), limits)).isEqualTo(Booked.STORED);
        assertThat(book(label("d-1", "w3", 1), limits)).isEqualTo(Booked.UNPAYABLE);

        assertThat(labelsOf("d-1")).hasSize(2);
        assertThat(batch()).isEqualTo(new Account(2 * PRICE, 2 * PRICE));
        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(2 * PRICE, 2 * PRICE));
    }

    @Test
    void a_label_that_comes_after_its_dispatch_was_settled_is_paid_if_the_limit_leaves_it() {
        Limits limits = limits(2 * PRICE, 100 * PRICE);
        open("d-1", 2, limits);
        budgets.change("b", "d-1", limits, Reservation::settle);
        open("d-2", 1, limits);

        assertThat(book(label("d-1", "w1", 1), limits)).isEqualTo(Booked.STORED);
        assertThat(book(label("d-1", "w2", 1), limits)).isEqualTo(Booked.UNPAYABLE);

        assertThat(batch()).isEqualTo(new Account(2 * PRICE, PRICE));
        assertThat(labelsOf("d-1")).hasSize(1);
    }

    @Test
    void a_label_taken_back_gives_its_price_back_before_and_after_settling() {
        Limits limits = limits(2 * PRICE, 100 * PRICE);
        open("d-1", 2, limits);
        book(label("d-1", "w1", 1), limits);
        book(label("d-1", "w2", 1), limits);

        assertThat(book(takenBack("d-1", "w1", 2), limits)).isEqualTo(Booked.STORED);
        assertThat(budgets.reservation("b", "d-1").orElseThrow().spent()).isEqualTo(PRICE);
        budgets.change("b", "d-1", limits, Reservation::settle);
        assertThat(book(takenBack("d-1", "w2", 2), limits)).isEqualTo(Booked.STORED);
        assertThat(book(takenBack("d-1", "w2", 2), limits)).isEqualTo(Booked.STALE);

        assertThat(batch()).isEqualTo(Account.EMPTY);
    }

    @Test
    void a_dispatch_that_got_fewer_tasks_keeps_what_these_cost_at_most() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        open("d-1", 5, limits);

        budgets.change("b", "d-1", limits, reservation -> reservation.cut(PRICE, 2));
        budgets.change("b", "d-1", limits, reservation -> reservation.cut(PRICE, 2));

        assertThat(batch()).isEqualTo(new Account(2 * PRICE, 2 * PRICE));
    }

    @Test
    void nothing_is_opened_once_the_budget_is_closed() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        open("d-1", 1, limits);

        budgets.close("b");

        assertThat(open("d-2", 1, limits)).isEqualTo(Opened.UNPAYABLE);
        assertThat(open("d-1", 1, limits)).isEqualTo(Opened.THERE);
    }

    @Test
    void a_transaction_whose_answer_is_lost_counts_once() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        AtomicInteger writes = new AtomicInteger();
        BudgetStore losing = new BudgetStore(losing(writes));

        assertThat(losing.open(dispatch("d-1"), labels("d-1", 3), limits)).isEqualTo(Opened.OPENED);

        assertThat(writes.get()).isEqualTo(2);
        assertThat(batch().committed()).isEqualTo(3 * PRICE);
    }

    @Test
    void a_label_whose_answer_is_lost_is_stored_and_not_somebody_elses() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        open("d-1", 3, limits);
        AtomicInteger writes = new AtomicInteger();
        Label label = label("d-1", "w1", 1);
        VendorLabels read = stage.labels().of(label.batch(), label.item(), label.vendor());

        assertThat(new LabelStore(losing(writes)).store(read, label, limits)).isEqualTo(Booked.STORED);

        assertThat(writes.get()).isEqualTo(2);
        assertThat(budgets.reservation("b", "d-1").orElseThrow().spent()).isEqualTo(PRICE);
    }

    @Test
    void one_that_fails_on_what_it_has_written_itself_is_done_also_where_its_token_is_forgotten() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        AtomicInteger writes = new AtomicInteger();
        Table forgetful = stage.watchedTable(new ExecutionInterceptor() {
            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest && writes.incrementAndGet() == 1) {
                    throw TransactionInProgressException.builder().build();
                }
            }

            @Override
            public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                return context.request() instanceof TransactWriteItemsRequest request
                        ? request.toBuilder()
                                .clientRequestToken("attempt-" + writes.get())
                                .build()
                        : context.request();
            }
        });

        assertThat(new BudgetStore(forgetful).open(dispatch("d-1"), labels("d-1", 3), limits))
                .isEqualTo(Opened.OPENED);

        assertThat(writes.get()).isGreaterThanOrEqualTo(1);
        assertThat(batch().committed()).isEqualTo(3 * PRICE);
    }

    private Table losing(AtomicInteger writes) {
        return stage.watchedTable(new ExecutionInterceptor() {
            @Override
            public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof TransactWriteItemsRequest && writes.incrementAndGet() == 1) {
                    throw RetryableException.create("the answer was lost");
                }
            }
        });
    }

    @Test
    void one_that_meets_others_or_a_throttled_table_is_tried_again() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        AtomicInteger writes = new AtomicInteger();
        List<Integer> pauses = new ArrayList<>();
        Table busy = stage.watchedTable(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                int write = context.request() instanceof TransactWriteItemsRequest ? writes.incrementAndGet() : 9;
                if (write <= 2) {
                    String reason = write == 1 ? "TransactionConflict" : "ThrottlingError";
                    throw TransactionCanceledException.builder()
                            .cancellationReasons(
                                    CancellationReason.builder().code("None").build(),
                                    CancellationReason.builder().code(reason).build())
                            .build();
                }
            }
        });
        BudgetStore store = new BudgetStore(new Table(busy.dynamo(), busy.name(), pauses::add));

        assertThat(store.open(dispatch("d-1"), labels("d-1", 3), limits)).isEqualTo(Opened.OPENED);

        assertThat(pauses).containsExactly(0, 1);
    }

    /** One of many dispatchers, each of which may die after any of its steps, as may whoever repeats them. */
    private final class Life {
        private final Random random;
        private final Limits limits;
        private final List<String> opened = new ArrayList<>();

        Life(long seed, Limits limits) {
            this.random = new Random(seed);
            this.limits = limits;
        }

        Life live(int number) {
            for (int n = 0; n < 3; n++) {
                String id = "d-" + number % 90 + "-" + n;
                long asked = 1 + random.nextInt(8);
                Opened result = open(id, asked, limits);
                if (result == Opened.UNPAYABLE) {
                    continue;
                }
                opened.add(id);
                work(id);
            }
            return this;
        }

        private void work(String id) {
            if (random.nextInt(3) == 0) {
                budgets.change(
                        "b", id, limits, reservation -> reservation.cut(PRICE, Math.max(1, reservation.labels())));
            }
            for (int w = 0; w < random.nextInt(4); w++) {
                String annotator = id + "-w" + random.nextInt(5);
                book(
                        random.nextInt(4) == 0
                                ? takenBack(id, annotator, 1 + random.nextInt(3))
                                : label(id, annotator, 1 + random.nextInt(3)),
                        limits);
                if (random.nextInt(3) == 0) {
                    budgets.change("b", id, limits, Reservation::settle);
                }
            }
        }
    }

    @Test
    void a_hundred_dispatchers_at_once_never_overrun_a_limit_and_what_is_settled_is_what_labels_cost()
            throws Exception {
        Limits limits = limits(180 * PRICE, 120 * PRICE);
        ExecutorService threads = Executors.newFixedThreadPool(101);
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch start = new CountDownLatch(1);
        Future<Long> watcher = threads.submit(() -> {
            long highest = 0;
            while (!over.get()) {
                Account seen = batch();
                assertThat(seen.committed()).isBetween(seen.held(), 180 * PRICE);
                assertThat(budgets.of("b", DAY).committed()).isLessThanOrEqualTo(120 * PRICE);
                highest = Math.max(highest, seen.committed());
            }
            return highest;
        });
        List<Future<Life>> lives = IntStream.range(0, 100)
                .mapToObj(i -> threads.submit(() -> {
                    start.await();
                    return new Life(i, limits).live(i);
                }))
                .toList();
        start.countDown();
        List<String> opened = new ArrayList<>();
        for (Future<Life> life : lives) {
            opened.addAll(life.get().opened);
        }
        over.set(true);

        assertThat(watcher.get()).isGreaterThan(60 * PRICE);
        assertThat(batch().committed())
                .isEqualTo(budgets.reservations("b", List.copyOf(Set.copyOf(opened))).stream()
                        .mapToLong(Reservation::committed)
                        .sum());
        opened.forEach(id -> budgets.change("b", id, limits, Reservation::settle));
        threads.shutdown();

        long paid = Set.copyOf(opened).stream()
                .flatMap(id -> labelsOf(id).stream())
                .mapToLong(Label::priceNanos)
                .sum();
        assertThat(batch()).isEqualTo(new Account(paid, 0));
        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(paid, 0));
        assertThat(paid).isPositive();
    }
}
