package dev.labelmill.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.draw.Draw;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryDelayTest {

    private static final Draw DRAW = new Draw(7);

    @Property
    void a_wait_lies_between_nothing_and_its_end_and_is_the_same_again(
            @ForAll @IntRange(min = 1, max = 1000) int failed, @ForAll long name) {
        Duration wait = RetryDelay.after(failed, Optional.empty(), DRAW, "d" + name);

        assertThat(wait).isBetween(Duration.ZERO, RetryDelay.end(failed));
        assertThat(RetryDelay.after(failed, Optional.empty(), DRAW, "d" + name)).isEqualTo(wait);
    }

    @Property
    void the_other_sides_wish_is_never_undercut(
            @ForAll @IntRange(min = 1, max = 50) int failed, @ForAll @IntRange(min = 0, max = 100_000) int seconds) {
        Duration asked = Duration.ofSeconds(seconds);
        assertThat(RetryDelay.after(failed, Optional.of(asked), DRAW, "d")).isGreaterThanOrEqualTo(asked);
    }

    @Test
    void ends_double_up_to_the_limit_and_waits_are_spread_over_them() {
        assertThat(RetryDelay.end(1)).isEqualTo(RetryDelay.FIRST);
        assertThat(RetryDelay.end(2)).isEqualTo(RetryDelay.FIRST.multipliedBy(2));
        assertThat(RetryDelay.end(60)).isEqualTo(RetryDelay.LIMIT);
        double mean = IntStream.range(0, 1000)
                .mapToLong(i ->
                        RetryDelay.after(1, Optional.empty(), DRAW, "d" + i).toMillis())
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(6_500.0, 8_500.0);
    }
}
