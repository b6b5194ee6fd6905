package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Passes whose messages come again, come late, or whose function dies. */
class RepeatedPassesTest {

    private final PrelabeledBatch prelabeled = new PrelabeledBatch();
    private final Stage stage = prelabeled.stage;

    @Test
    void messages_that_come_again_late_or_of_another_batch_change_nothing() {
        prelabeled.run(Manifest.of(30), Manifest.SETTINGS);
        Map<String, Object> before = prelabeled.flow.canonical();
        List<JsonNode> stale = new ArrayList<>();
        for (Chunk chunk : prelabeled.chunks()) {
            stale.add(new ChunkMessage("b", chunk.number(), 0, Step.SCORE).toJson());
            stale.add(new ChunkMessage("b", chunk.number(), 0, Step.ROUTE).toJson());
        }
        stale.add(new ChunkMessage("b", 0, 0, Step.DUPLICATES).toJson());
        stale.add(new ChunkMessage("nobody", 0, 0, Step.SCORE).toJson());

        JsonNode answer = stage.services().prelabel().handle(Events.queued(stale));

        assertThat(Events.failures(answer)).isZero();
        assertThat(prelabeled.flow.canonical()).isEqualTo(before);
    }

    @Test
    void a_message_that_is_none_fails_alone() {
        prelabeled.run(Manifest.of(30), Manifest.SETTINGS);

        JsonNode answer = stage.services()
                .prelabel()
                .handle(Events.queued(
                        List.of(Json.object().put("batch", "b"), new ChunkMessage("b", 0, 0, Step.SCORE).toJson())));

        assertThat(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"))
                .containsExactly("m-1");
    }

    @Test
    void both_passes_delivered_twice_at_once_count_once() {
        prelabeled.upload(Manifest.of(30), Manifest.SETTINGS);
        List<JsonNode> messages = stage.drain(stage.prelabelQueue);
        messages.addAll(List.copyOf(messages));
        stage.services().prelabel().handle(Events.queued(messages));

        prelabeled.run();

        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(30);
    }

    @Test
    void a_run_that_died_at_any_write_of_either_pass_ends_like_the_calm_one() {
        Crash counting = Crash.never();
        Map<String, Object> calm = runDieing(counting);
        int writes = counting.writes();
        assertThat(writes).isGreaterThan(12);

        for (int at = 1; at <= writes; at++) {
            Crash crash = at % 2 == 0 ? Crash.before(at) : Crash.after(at);
            Map<String, Object> state = runDieing(crash);

            assertThat(crash.happened()).isTrue();
            assertThat(state).as("died at write %d", at).isEqualTo(calm);
        }
    }

    private static Map<String, Object> runDieing(Crash crash) {
        PrelabeledBatch own = new PrelabeledBatch();
        own.upload(Manifest.of(9).line("broken").item("i0", "again"), Manifest.SETTINGS);
        own.flow.dieing(crash);
        own.run();
        return own.flow.canonical();
    }
}
