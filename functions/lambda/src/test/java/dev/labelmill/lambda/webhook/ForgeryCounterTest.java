package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.signature.Verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForgeryCounterTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(SampleEvents.SIGNED_AT);
    private final ForgeryCounter counter = new ForgeryCounter(now::get);

    @Test
    void everything_is_counted_and_five_an_hour_are_kept() {
        assertThat(keptOf(1000)).isEqualTo(5);
        counter.count(Reason.STALE);

        assertThat(counter.drain()).isEqualTo(Map.of(Reason.WRONG_SIGNATURE, 1000L, Reason.STALE, 1L));
        assertThat(counter.drain()).isEmpty();
    }

    @Test
    void the_next_hour_has_its_own_samples_and_a_clock_set_back_has_none() {
        assertThat(keptOf(10)).isEqualTo(5);
        now.set(SampleEvents.SIGNED_AT.plus(Duration.ofHours(1)));
        assertThat(keptOf(10)).isEqualTo(5);
        now.set(SampleEvents.SIGNED_AT);
        assertThat(keptOf(10)).isZero();
    }

    @Test
    void threads_share_one_cap_and_lose_no_count() {
        AtomicInteger kept = new AtomicInteger();

        IntStream.range(0, 10_000).parallel().forEach(i -> {
            if (counter.count(Reason.NO_SECRET)) {
                kept.incrementAndGet();
            }
        });

        assertThat(kept).hasValue(5);
        assertThat(counter.drain()).isEqualTo(Map.of(Reason.NO_SECRET, 10_000L));
    }

    private long keptOf(int requests) {
        return IntStream.range(0, requests)
                .filter(i -> counter.count(Reason.WRONG_SIGNATURE))
                .count();
    }
}
