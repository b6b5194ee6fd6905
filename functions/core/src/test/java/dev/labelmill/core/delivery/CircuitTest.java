package dev.labelmill.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static Circuit failing(int times) {
        Circuit circuit = Circuit.CLOSED;
        for (int i = 0; i < times; i++) {
            circuit = circuit.failed(NOW);
        }
        return circuit;
    }

    @Test
    void it_opens_after_failures_in_a_row_and_not_before() {
        assertThat(failing(Circuit.MOST_FAILURES - 1).admits(NOW)).isTrue();
        assertThat(failing(Circuit.MOST_FAILURES).admits(NOW)).isFalse();
        assertThat(failing(Circuit.MOST_FAILURES - 1).succeeded().failed(NOW).admits(NOW))
                .isTrue();
    }

    @Test
    void one_probe_is_made_once_it_was_left_alone_and_decides() {
        Circuit open = failing(Circuit.MOST_FAILURES);
        Instant later = NOW.plus(Circuit.FIRST);
        assertThat(open.admits(later.minusMillis(1))).isFalse();

        Circuit probing = open.calling(later, Duration.ofSeconds(60));

        assertThat(probing.admits(later)).isFalse();
        assertThat(probing.succeeded()).isEqualTo(Circuit.CLOSED);
        assertThat(probing.failed(later).admits(later.plus(Circuit.FIRST))).isFalse();
        assertThat(probing.failed(later).admits(later.plus(Circuit.FIRST.multipliedBy(2))))
                .isTrue();
        assertThat(probing.admits(later.plusSeconds(60))).as("a lost probe").isTrue();
    }

    @Test
    void a_probe_that_was_not_made_leaves_its_place_to_the_next_call() {
        Instant later = NOW.plus(Circuit.FIRST);
        Circuit open = failing(Circuit.MOST_FAILURES);

        Circuit uncalled = open.calling(later, Duration.ofSeconds(60)).uncalled(later);

        assertThat(uncalled.admits(later)).isTrue();
        assertThat(uncalled.calling(later, Duration.ofSeconds(60)).admits(later))
                .isFalse();
        assertThat(uncalled.openings()).isEqualTo(open.openings());
        assertThat(failing(2).uncalled(NOW)).isEqualTo(failing(2));
        assertThat(open.uncalled(NOW)).isEqualTo(open);
    }

    @Test
    void the_pauses_double_up_to_a_limit() {
        Circuit circuit = Circuit.CLOSED;
        for (int i = 0; i < 40; i++) {
            circuit = circuit.tripped(NOW);
            assertThat(circuit.until()).isBetween(NOW.plus(Circuit.FIRST), NOW.plus(Circuit.LONGEST));
        }
        assertThat(circuit.until()).isEqualTo(NOW.plus(Circuit.LONGEST));
    }

    @Test
    void a_failure_that_comes_after_it_opened_changes_nothing() {
        Circuit open = failing(Circuit.MOST_FAILURES);
        assertThat(open.failed(NOW.plusSeconds(9))).isEqualTo(open);
    }
}
