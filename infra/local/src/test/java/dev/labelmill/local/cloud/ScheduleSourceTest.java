package dev.labelmill.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScheduleSourceTest {

    @Test
    void each_period_brings_eventbridges_event() throws Exception {
        Recorder function = new Recorder("");

        ScheduleSource schedule = new ScheduleSource(function.as("advance"), "advance", Duration.ofMillis(20));
        Recorder.await(() -> function.events().size() >= 3);
        schedule.close();

        JsonNode event = function.events().get(0);
        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("resources").path(0).asText())
                .isEqualTo("arn:aws:events:us-east-1:000000000000:rule/labelmill-advance");
        assertThat(Instant.parse(event.path("time").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(function.events())
                .extracting(tick -> tick.path("id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void a_slow_call_is_never_overlapped_and_a_failed_one_not_the_last() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Recorder function = new Recorder(event -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            running.decrementAndGet();
            throw new IllegalStateException("told to");
        });

        ScheduleSource schedule = new ScheduleSource(function.as("f"), "f", Duration.ofMillis(5));
        Recorder.await(() -> function.events().size() >= 3);
        schedule.close();

        assertThat(function.events()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(most).hasValue(1);
        assertThat(running).hasValue(0);
    }
}
