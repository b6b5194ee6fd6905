package dev.labelmill.lambda.intake;

import static dev.labelmill.lambda.intake.DigitsFolder.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Intake that dies at a write and hears of its upload again. */
class IntakeCrashTest {

    private final DigitsFolder digits = new DigitsFolder();
    private final Stage stage = digits.stage;

    @Test
    void an_intake_that_died_at_any_write_ends_like_the_calm_one_when_its_message_comes_again() {
        Crash counting = Crash.never();
        Map<String, Object> calm = startDieing(counting);
        int writes = counting.writes();
        assertThat(writes).isGreaterThanOrEqualTo(6);

        for (int at = 1; at <= writes; at++) {
            for (Crash crash : List.of(Crash.before(at), Crash.after(at))) {
                Map<String, Object> state = startDieing(crash);

                assertThat(crash.happened()).isTrue();
                assertThat(state).as("died at write %d", at).isEqualTo(calm);
            }
        }
    }

    /** Both uploads in one SQS batch, delivered again while messages are called failed. */
    private static Map<String, Object> startDieing(Crash crash) {
        DigitsFolder own = new DigitsFolder();
        own.put("batch.json", Samples.SETTINGS);
        own.put("manifest.jsonl", lines(0, 50));
        JsonNode event =
                Events.queued(List.of(DigitsFolder.created("manifest.jsonl"), DigitsFolder.created("batch.json")));
        own.flow.dieing(crash);
        if (Events.failures(own.flow.services().intake().handle(event)) > 0) {
            assertThat(Events.failures(own.stage.services().intake().handle(event)))
                    .isZero();
        }
        assertThat(own.stage.drain(own.stage.prelabelQueue).stream()
                        .map(m -> m.path("chunk").asInt())
                        .distinct()
                        .count())
                .isEqualTo(own.batch().chunks());
        return own.flow.canonical();
    }

    @Test
    void an_intake_that_died_and_finds_another_manifest_refuses_that() {
        digits.put("batch.json", Samples.SETTINGS);
        digits.put("manifest.jsonl", lines(0, 100));
        dieAt(8);

        digits.put("manifest.jsonl", lines(0, 7));
        stage.services().intake().handle(DigitsFolder.created("manifest.jsonl"));

        assertThat(digits.reasons()).singleElement().asString().contains("accepted with another manifest");
        assertThat(digits.cutText()).isEqualTo(lines(0, 100));
    }

    private void dieAt(int write) {
        Crash crash = Crash.before(write);
        JsonNode event = Events.queued(List.of(DigitsFolder.created("manifest.jsonl")));
        assertThat(Events.failures(stage.services(crash).intake().handle(event)))
                .isEqualTo(1);
        assertThat(crash.happened()).isTrue();
    }

    @Test
    void an_intake_that_died_and_finds_other_objects_cuts_those_alone() {
        digits.put("batch.json", Samples.SETTINGS);
        IntStream.range(0, 30).forEach(i -> digits.put("items/i" + i + ".txt", "content"));
        digits.put("_COMPLETE", "");
        JsonNode event = Events.queued(List.of(DigitsFolder.created("_COMPLETE")));
        // The batch's row, three parts, three chunk rows, one message: the ninth write is the row again.
        assertThat(Events.failures(stage.services(Crash.before(9)).intake().handle(event)))
                .isEqualTo(1);
        stage.services().prelabel().handle(Events.queued(stage.drain(stage.prelabelQueue)));
        assertThat(digits.chunks().size()).isGreaterThan(1);

        IntStream.range(1, 30).forEach(i -> digits.remove("items/i" + i + ".txt"));
        assertThat(Events.failures(stage.services().intake().handle(event))).isZero();

        assertThat(digits.cutText().lines()).hasSize(1);
        assertThat(new Flow(stage).untilLabelling("digits").phase()).isEqualTo(Phase.LABELLING);
        assertThat(digits.chunks().stream().mapToLong(Chunk::items).sum()).isEqualTo(1);
    }
}
