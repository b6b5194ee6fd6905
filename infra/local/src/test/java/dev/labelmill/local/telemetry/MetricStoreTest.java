package dev.labelmill.local.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final MetricId ITEMS = MetricId.of("Labelmill", "items", Map.of());
    private static final Statistic SUM = Statistic.of("Sum").orElseThrow();

    private final MetricStore store = new MetricStore();

    @Test
    void values_of_a_period_are_put_together() {
        add(ITEMS, NOW.minusSeconds(61), 1);
        add(ITEMS, NOW.minusSeconds(60), 2);
        add(ITEMS, NOW.minusSeconds(1), 4);

        Range minutes = new Range(NOW.minusSeconds(120).toEpochMilli(), NOW.toEpochMilli(), 60);
        assertThat(store.read(ITEMS, minutes, SUM))
                .containsExactly(
                        Map.entry(NOW.minusSeconds(120).toEpochMilli(), 1.0),
                        Map.entry(NOW.minusSeconds(60).toEpochMilli(), 6.0));
    }

    @Test
    void seconds_older_than_three_hours_become_minutes_and_lose_nothing() {
        Instant old = NOW.minus(Duration.ofHours(4));
        add(ITEMS, old, 1);
        add(ITEMS, old.plusSeconds(59), 2);
        add(ITEMS, NOW, 4);

        Range day = new Range(NOW.minus(Duration.ofDays(1)).toEpochMilli(), NOW.toEpochMilli() + 1, 1);
        assertThat(store.read(ITEMS, day, SUM))
                .containsExactly(Map.entry(old.toEpochMilli(), 3.0), Map.entry(NOW.toEpochMilli(), 4.0));
    }

    @Test
    void a_metric_too_many_is_left_out_and_counted() {
        for (int i = 0; i <= MetricStore.MAX_METRICS; i++) {
            add(MetricId.of("Labelmill", "items", Map.of("batch", "b" + i)), NOW, 1);
        }

        assertThat(store.metrics()).hasSize(MetricStore.MAX_METRICS);
        assertThat(store.leftOut()).isEqualTo(1);
    }

    @Test
    void a_long_range_has_longer_periods_that_begin_on_the_clock() {
        Range hours = Range.before(NOW.plusSeconds(7), Duration.ofHours(3));

        assertThat(hours.period()).isEqualTo(60);
        assertThat(hours.from() % 60_000).isZero();
        assertThat(Range.before(NOW, Duration.ofMinutes(2)).period()).isEqualTo(1);
    }

    @Test
    void the_log_keeps_the_newest_events() {
        LogStore logs = new LogStore();
        for (int i = 0; i <= LogStore.MAX_EVENTS; i++) {
            logs.add(new LogStore.LogEvent(i, "g", "line " + i));
        }

        assertThat(logs.read(Set.of("g"), 0, Long.MAX_VALUE))
                .hasSize(LogStore.MAX_EVENTS)
                .first()
                .extracting(LogStore.LogEvent::message)
                .isEqualTo("line 1");
    }

    private void add(MetricId metric, Instant at, double value) {
        store.add(Sample.of(metric, "Count", at.toEpochMilli(), value));
    }
}
