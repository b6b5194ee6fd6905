package dev.labelmill.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TumblingWindowTest {

    private final StreamedTable table = new StreamedTable();

    @AfterEach
    void stop() {
        table.close();
    }

    @Test
    void a_tumbling_window_hands_its_state_on_and_ends_with_a_last_call() throws Exception {
        Recorder function = new Recorder(event -> "{\"state\":{\"n\":"
                + (event.at("/state/n").asInt() + StreamEvents.records(event).size()) + "}}");
        try (StreamSource source = table.source(
                function,
                StreamSettings.of("f")
                        .withTumblingWindow(Optional.of(Duration.ofSeconds(1)))
                        .withBatches(2, Duration.ZERO))) {
            table.write(1, 5);
            Recorder.await(() -> function.events().stream()
                            .filter(TumblingWindowTest::isLast)
                            .mapToInt(event -> event.at("/state/n").asInt())
                            .sum()
                    == 5);
            StreamEvents.settle(source);
        }

        List<JsonNode> lasts =
                function.events().stream().filter(TumblingWindowTest::isLast).toList();
        assertThat(lasts).isNotEmpty().allSatisfy(last -> {
            assertThat(last.path("Records")).isEmpty();
            assertThat(last.path("isWindowTerminatedEarly").asBoolean()).isFalse();
            assertThat(last.path("shardId").asText()).startsWith("shardId-");
            assertThat(last.path("eventSourceARN").asText()).isEqualTo(table.streamArn());
            assertThat(last.at("/window/start").asText())
                    .isLessThan(last.at("/window/end").asText());
        });
        assertThat(lasts.stream().mapToInt(last -> last.at("/state/n").asInt()).sum())
                .isEqualTo(5);
    }

    @Test
    void an_answer_without_state_fails_a_windowed_call() throws Exception {
        Recorder function = new Recorder("{}");
        table.write(1, 1);

        try (StreamSource source =
                table.source(function, StreamSettings.of("f").withTumblingWindow(Optional.of(Duration.ofHours(1))))) {
            Recorder.await(() -> function.events().size() >= 2);
            assertThat(source.undelivered()).isEqualTo(1);
            function.answer(event -> "{\"state\":{}}");
            StreamEvents.settle(source);
        }

        assertThat(function.events())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(event -> assertThat(StreamEvents.values(StreamEvents.records(event)))
                        .containsExactly(0));
    }

    @Test
    void a_state_beyond_a_megabyte_ends_the_window_early() throws Exception {
        Recorder function = new Recorder(event -> "{\"state\":{\"blob\":\"" + "x".repeat(1 << 20) + "\"}}");
        table.write(1, 1);

        try (StreamSource source =
                table.source(function, StreamSettings.of("f").withTumblingWindow(Optional.of(Duration.ofHours(1))))) {
            StreamEvents.settle(source);
        }

        assertThat(function.events()).hasSize(2);
        assertThat(function.events().get(1).path("isFinalInvokeForWindow").asBoolean())
                .isTrue();
        assertThat(function.events().get(1).path("isWindowTerminatedEarly").asBoolean())
                .isTrue();
    }

    private static boolean isLast(JsonNode event) {
        return event.path("isFinalInvokeForWindow").asBoolean();
    }
}
