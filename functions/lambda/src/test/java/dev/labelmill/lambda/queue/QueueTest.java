package dev.labelmill.lambda.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueTest {

    @Test
    void more_messages_than_fit_one_request_all_arrive() {
        Stage stage = Stage.onServers();
        List<ObjectNode> messages = IntStream.range(0, 23)
                .mapToObj(i -> new ChunkMessage("b", i, 0, Step.ROUTE).toJson())
                .toList();

        new Queue(stage.sqs, stage.prelabelQueue).send(messages);
        new Queue(stage.sqs, stage.prelabelQueue).send(List.of());

        assertThat(stage.drain(stage.prelabelQueue).stream()
                        .map(ChunkMessage::read)
                        .map(ChunkMessage::chunk))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 23).boxed().toList());
    }

    @Test
    void one_bad_message_is_its_own_failure_and_the_others_are_done() {
        List<JsonNode> done = new ArrayList<>();
        ObjectNode event = (ObjectNode) Events.queued(List.of(
                Json.object().put("n", 1),
                Json.object().put("n", 2),
                Json.object().put("n", 3)));
        ((ObjectNode) event.path("Records").get(0)).put("body", "{no json");

        JsonNode answer = QueueEvents.each(event, message -> {
            if (message.path("n").asInt() == 2) {
                throw new IllegalStateException("two is bad");
            }
            done.add(message);
        });

        assertThat(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"))
                .containsExactly("m-1", "m-2");
        assertThat(done).extracting(m -> m.path("n").asInt()).containsExactly(3);
    }

    @Test
    void none_failed_and_all_failed_are_told() {
        JsonNode event = Events.queued(List.of(Json.object(), Json.object()));

        assertThat(Events.failures(QueueEvents.each(event, m -> {}))).isZero();
        assertThat(Events.failures(QueueEvents.each(event, m -> {
                    throw new IllegalArgumentException();
                })))
                .isEqualTo(2);
    }

    @Test
    void the_sample_chunk_message_is_read_and_others_are_refused() {
        JsonNode record =
                Events.sample("sqs/chunk-message.json").path("Records").get(0);

        assertThat(ChunkMessage.read(Json.parse(record.path("body").asText().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(new ChunkMessage("digits", 3, 0, Step.SCORE));
        assertThatThrownBy(
                        () -> ChunkMessage.read(Json.object().put("batch", "b").put("chunk", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ChunkMessage.read(
                        Json.object().put("batch", "b").put("chunk", 1).put("step", "DANCE")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
