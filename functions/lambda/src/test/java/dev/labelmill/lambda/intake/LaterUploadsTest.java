package dev.labelmill.lambda.intake;

import static dev.labelmill.lambda.intake.DigitsFolder.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is uploaded to a batch that runs, is over, or is to be cancelled. */
class LaterUploadsTest {

    private final DigitsFolder digits = new DigitsFolder();
    private final Stage stage = digits.stage;

    @Test
    void another_manifest_for_a_running_batch_is_refused_and_the_batch_goes_on_unharmed() {
        digits.put("batch.json", Samples.SETTINGS);
        digits.upload("manifest.jsonl", lines(0, 50));
        Batch before = digits.batch();
        List<Chunk> chunks = digits.chunks();

        digits.uploaded("manifest.jsonl");
        assertThat(digits.reasons()).isEmpty();
        digits.upload("manifest.jsonl", lines(50, 60));
        digits.uploaded("manifest.jsonl");
        digits.upload("batch.json", Samples.SETTINGS.replace("\"seed\":7", "\"seed\":8"));

        assertThat(digits.reasons())
                .containsExactly("batch \"digits\" has been accepted with another manifest.jsonl; upload this one as a"
                        + " batch of another name");
        assertThat(digits.batch().version()).isEqualTo(before.version());
        assertThat(digits.batch().settings().seed()).isEqualTo(7);
        assertThat(digits.chunks()).isEqualTo(chunks);
        assertThat(digits.cutText()).isEqualTo(lines(0, 50));
        assertThat(digits.flow.untilLabelling("digits").phase()).isEqualTo(Phase.LABELLING);
    }

    @Test
    void a_batch_that_is_over_tells_whoever_uploads_to_it_again() {
        digits.put("batch.json", Samples.SETTINGS);
        digits.upload("manifest.jsonl", "");
        digits.upload("manifest.jsonl", lines(0, 5));

        assertThat(digits.batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(digits.reasons()).hasSize(2).anyMatch(r -> r.contains("upload this one as a batch of another name"));
    }

    @Test
    void a_batch_is_cancelled_at_any_time() {
        digits.put("batch.json", Samples.SETTINGS);
        digits.upload("manifest.jsonl", lines(0, 5));

        digits.upload("_CANCEL", "");
        digits.flow.work();
        digits.flow.services().advance().handle(Events.tick());

        assertThat(digits.batch().phase()).isEqualTo(Phase.CANCELLED);
        assertThat(stage.batches().active()).isEmpty();
        assertThat(digits.chunks()).extracting(Chunk::state).containsOnly(Chunk.State.CUT);
    }

    @Test
    void a_cancellation_whose_event_comes_first_holds_all_the_same() {
        digits.put("batch.json", Samples.SETTINGS);
        digits.put("manifest.jsonl", lines(0, 5));
        digits.upload("_CANCEL", "");

        digits.uploaded("manifest.jsonl");

        assertThat(stage.batches().get("digits")).isEmpty();
        assertThat(digits.reasons())
                .containsExactly("the batch was cancelled before it began; upload it under another name");
    }
}
