package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.VendorLabels;
import dev.labelmill.lambda.store.BudgetStore.Opened;
import dev.labelmill.lambda.store.LabelStore.Booked;
import java.util.ArrayList;
import java.util.List;
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

/** Budgets that many use at a time, and transactions whose answer is lost. */
class BudgetRacesTest extends BudgetDesk {

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
                long asked = 1L + random.nextInt(8);
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
