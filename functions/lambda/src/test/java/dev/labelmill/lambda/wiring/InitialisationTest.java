package dev.labelmill.lambda.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.stage.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InitialisationTest {

    private final List<String> log = new ArrayList<>();
    private int asked;

    private static Map<String, String> environment(String function, String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("QUARKUS_FUNQY_EXPORT", function));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    /** How often an environment makes what primes it. */
    private int primed(Map<String, String> environment) {
        new Wiring().initialised(environment, () -> {
            asked++;
            throw new IllegalStateException("nothing is wired here");
        });
        return asked;
    }

    @Test
    void a_function_is_primed_at_its_start_where_the_deployment_says_so() {
        assertThat(primed(environment("webhook", "LABELMILL_PRIMING", "true"))).isEqualTo(1);
    }

    @Test
    void elsewhere_nothing_is_made_at_the_start() {
        assertThat(primed(environment("webhook"))).isZero();
        assertThat(primed(environment("webhook", "LABELMILL_PRIMING", "false"))).isZero();
        assertThat(primed(environment("webhook", "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")))
                .isZero();
    }

    @Test
    void a_function_that_calls_no_service_has_nothing_made_either() {
        assertThat(primed(environment("pretask", "LABELMILL_PRIMING", "true"))).isZero();
    }

    @Test
    void what_is_restored_from_a_snapshot_was_primed_once_whatever_the_switch_says() {
        Map<String, String> both =
                environment("webhook", "LABELMILL_PRIMING", "true", "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");

        assertThat(Initialisation.of(both)).isEqualTo(Initialisation.SNAPSHOT);
        assertThat(primed(both)).isEqualTo(1);
    }

    @Test
    void a_slip_in_the_switch_is_said() {
        assertThatThrownBy(() -> Initialisation.of(environment("webhook", "LABELMILL_PRIMING", "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LABELMILL_PRIMING must be true or false, not \"yes\"");
    }

    /** Lambda starts an environment anew that is not there after ten seconds, and bills it. */
    @Test
    void a_first_event_never_waits_for_it_until_lambda_gives_up() {
        assertThat(Initialisation.PRIMED.limit()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatever_fails_is_one_line_of_the_log() {
        BoundedPriming failing = new BoundedPriming(
                () -> {
                    throw new ExceptionInInitializerError("no such class in the executable");
                },
                Duration.ofMinutes(1),
                log::add);

        assertThatCode(() -> failing.of("webhook")).doesNotThrowAnyException();
        assertThat(log)
                .containsExactly("webhook starts without having been primed in full:"
                        + " java.lang.ExceptionInInitializerError: no such class in the executable");
    }

    @Test
    void what_takes_too_long_is_not_waited_for() {
        CountDownLatch never = new CountDownLatch(1);
        BoundedPriming slow = new BoundedPriming(
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                    throw new IllegalStateException("it was let go");
                },
                Duration.ofMillis(20),
                log::add);

        slow.of("webhook");
        never.countDown();

        assertThat(log).containsExactly("webhook starts without having been primed in full: it took more than 20 ms");
    }

    @Test
    void a_start_is_on_the_books_once_whether_the_meter_is_made_before_it_ends_or_after() {
        Meter early = new Meter(Samples.PRICES, 1024, (nanos, failure) -> {});
        StartCost primed = new StartCost();
        primed.paidBy(early);
        primed.took(100);
        Meter late = new Meter(Samples.PRICES, 1024, (nanos, failure) -> {});
        StartCost plain = new StartCost();
        plain.took(100);
        plain.paidBy(late);

        assertThat(early.totalPicos()).isPositive().isEqualTo(late.totalPicos());
    }
}
