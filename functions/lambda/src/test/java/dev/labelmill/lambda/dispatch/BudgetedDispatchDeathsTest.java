package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.DailyLimit.CENT;
import static dev.labelmill.lambda.dispatch.DailyLimit.LIMIT;
import static dev.labelmill.lambda.dispatch.DailyLimit.SETTINGS;
import static dev.labelmill.lambda.dispatch.DailyLimit.budgets;
import static dev.labelmill.lambda.dispatch.DailyLimit.today;
import static dev.labelmill.lambda.dispatch.DailyLimit.twentyWait;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dispatches and sweeps of a batch with a limit a day that die between two writes, or run at the same time. */
class BudgetedDispatchDeathsTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_dispatch_that_died_at_any_write_has_its_money_set_aside_once(boolean before) {
        int writes = 1;
        for (int at = 1; at <= writes; at++) {
            Desk dying = new Desk(SETTINGS);
            IntStream.range(0, 8).forEach(i -> dying.people(i, i / 20.0));
            Crash counting = Crash.never();
            Desk calm = new Desk(SETTINGS);
            IntStream.range(0, 8).forEach(i -> calm.people(i, i / 20.0));
            calm.stage.services(counting).dispatch().handle(Events.tick());
            writes = counting.writes();

            try {
                dying.stage
                        .services(before ? Crash.before(at) : Crash.after(at))
                        .dispatch()
                        .handle(Events.tick());
            } catch (Crash.Dead expected) {
                assertThat(at).isLessThanOrEqualTo(writes);
            }
            dying.dispatch();
            dying.dispatch();

            assertThat(today(dying)).as("write %d", at).isEqualTo(new Account(LIMIT, LIMIT));
            assertThat(dying.lines("crowd")).hasSize(6);
        }
        assertThat(writes).isGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_sweep_that_died_at_any_write_gives_back_once_what_never_came(boolean before) {
        for (int at = 1; at <= 12; at++) {
            Desk dying = new Desk(SETTINGS);
            IntStream.range(0, 3).forEach(i -> dying.people(i, i / 20.0));
            dying.dispatch();
            dying.stage.now = Stage.START.plusSeconds(61);
            try {
                dying.stage
                        .services(before ? Crash.before(at) : Crash.after(at))
                        .advance()
                        .handle(Events.tick());
            } catch (Crash.Dead expected) {
                assertThat(dying.open()).hasSizeLessThanOrEqualTo(1);
            }
            dying.sweep(dying.stage.now);

            assertThat(today(dying)).as("write %d", at).isEqualTo(Account.EMPTY);
            assertThat(dying.open()).isEmpty();
        }
    }

    @Test
    void a_hundred_dispatchers_at_once_send_no_more_than_the_limit_pays_for() throws Exception {
        Desk desk = new Desk(SETTINGS);
        twentyWait(desk);
        ExecutorService threads = Executors.newFixedThreadPool(100);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(threads.submit(() -> {
                start.await();
                desk.dispatch();
                return null;
            }));
        }
        start.countDown();
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
        // Whatever one of them left half done.
        desk.dispatch();

        List<Dispatch> open = desk.open();
        long held = budgets(desk)
                .reservations("b", open.stream().map(Dispatch::id).toList())
                .stream()
                .mapToLong(Reservation::held)
                .sum();
        long asked = desk.lines("crowd").stream()
                .mapToLong(line -> line.path("labels").asLong())
                .sum();
        assertThat(today(desk)).isEqualTo(new Account(held, held));
        assertThat(held).isEqualTo(asked * CENT).isPositive().isLessThanOrEqualTo(LIMIT);
        assertThat(desk.items("crowd")).doesNotHaveDuplicates();
        assertThat(open).allMatch(dispatch -> dispatch.state() == Dispatch.State.DELIVERED);
    }
}
