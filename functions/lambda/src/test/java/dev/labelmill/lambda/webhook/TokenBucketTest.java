package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final TokenBucket bucket = new TokenBucket(3, 2, () -> now);

    @Test
    void a_burst_is_taken_and_then_one_more_each_time_that_one_has_come_in() {
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take()).isZero();
        }
        assertThat(bucket.take()).isEqualTo(Duration.ofMillis(500));
        now = now.plusMillis(499);
        assertThat(bucket.take()).isEqualTo(Duration.ofMillis(1));
        now = now.plusMillis(1);
        assertThat(bucket.take()).isZero();
        assertThat(bucket.take()).isPositive();
    }

    @Test
    void it_never_holds_more_than_its_capacity() {
        now = now.plus(Duration.ofDays(1));

        assertThat(bucket.holds(3)).isTrue();
        assertThat(bucket.holds(4)).isFalse();
        bucket.drain(100);
        assertThat(bucket.holds(1)).isFalse();
        now = now.plusSeconds(1);
        assertThat(bucket.holds(2)).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_gives_nothing_and_takes_nothing() {
        bucket.drain(2);
        now = now.minusSeconds(3600);
        assertThat(bucket.holds(1)).isTrue();
        assertThat(bucket.holds(2)).isFalse();
        now = now.plusMillis(500);
        assertThat(bucket.holds(2)).isTrue();
    }

    @Test
    void threads_share_it() {
        TokenBucket many = new TokenBucket(1_000, 1, () -> now);
        AtomicInteger taken = new AtomicInteger();

        IntStream.range(0, 10_000).parallel().forEach(i -> {
            if (many.take().isZero()) {
                taken.incrementAndGet();
            }
        });

        assertThat(taken).hasValue(1_000);
    }
}
