package dev.labelmill.lambda.intake;

import static dev.labelmill.lambda.intake.DigitsFolder.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Intake that accepted a batch and died, and whose message never came again. */
class StrandedBatchTest {

    private static final Duration LONG = Duration.ofMinutes(15);

    private final DigitsFolder digits = new DigitsFolder();
    private final Stage stage = digits.stage;

    @BeforeEach
    void a_batch_is_accepted_and_not_cut() {
        digits.put("batch.json", Samples.SETTINGS);
        digits.put("manifest.jsonl", lines(0, 50));
        Crash crash = Crash.before(2);
        stage.services(crash).intake().handle(Events.queued(List.of(DigitsFolder.created("manifest.jsonl"))));
        assertThat(crash.happened()).isTrue();
        assertThat(digits.batch().phase()).isEqualTo(Phase.RECEIVED);
        assertThat(digits.chunks()).isEmpty();
    }

    private void advanceAfter(Duration time) {
        stage.now = stage.now.plus(time);
        stage.services().advance().handle(Events.tick());
        digits.flow.work();
    }

    private void assertFailed() {
        assertThat(digits.batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(digits.batch().note())
                .startsWith("the manifest, batch.json or a file that it names was replaced or deleted");
        assertThat(digits.reasons()).contains(digits.batch().note());
        assertThat(stage.batches().active()).isEmpty();
    }

    @Test
    void it_goes_on_by_itself() {
        assertThat(digits.flow.untilLabelling("digits").phase()).isEqualTo(Phase.LABELLING);

        assertThat(digits.cutText()).isEqualTo(lines(0, 50));
        assertThat(digits.reasons()).isEmpty();
    }

    @Test
    void another_manifest_is_only_refused_while_intake_may_still_cut_the_first_and_fails_the_batch_later() {
        digits.upload("manifest.jsonl", lines(0, 7));
        assertThat(digits.batch().phase()).isEqualTo(Phase.RECEIVED);
        assertThat(digits.reasons()).singleElement().asString().contains("accepted with another manifest");

        advanceAfter(LONG);

        assertFailed();
        assertThat(digits.chunks()).isEmpty();
    }

    @Test
    void a_manifest_that_is_deleted_fails_it() {
        digits.remove("manifest.jsonl");

        advanceAfter(LONG);

        assertFailed();
    }

    @Test
    void settings_that_are_deleted_fail_it() {
        digits.remove("batch.json");

        advanceAfter(LONG);

        assertFailed();
    }

    @Test
    void a_cancellation_that_nobody_heard_of_is_found() {
        digits.put("_CANCEL", "");

        advanceAfter(LONG);

        assertThat(digits.batch().phase()).isEqualTo(Phase.CANCELLED);
        assertThat(stage.batches().active()).isEmpty();
    }

    @Test
    void a_batch_that_waits_for_single_objects_waits_as_long_as_it_takes() {
        stage.upload(
                "batches/slow/batch.json", Samples.SETTINGS.replace("\"slices\"", "\"expectedItems\":2,\"slices\""));
        digits.flow.uploaded("batches/slow/batch.json");

        advanceAfter(Duration.ofDays(3));

        assertThat(stage.batches().get("slow").orElseThrow().phase()).isEqualTo(Phase.RECEIVED);
    }
}
