package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels that come after a head was trained, where labelled items may be asked about once more. */
class LateLabelTest {

    private final Stage stage = new Stage();
    private final TaughtBatches taught = TaughtBatches.relabelling(stage);

    @BeforeEach
    void nothing_waits() throws IOException {
        taught.await("b", "demo", TaughtBatches.WORDS, "ham", "spam");
        ByteArrayOutputStream empty = new ByteArrayOutputStream();
        new GZIPOutputStream(empty).close();
        stage.bucket().put(Layout.waiting("b", 0, 0), "application/gzip", empty.toByteArray());
    }

    private void score(Crash crash) {
        ChunkMessage message = new ChunkMessage("b", 0, 1, Step.SCORE);
        assertThat(Events.failures(stage.services(crash).prelabel().handle(Events.queued(List.of(message.toJson())))))
                .isEqualTo(crash.happened() ? 1 : 0);
    }

    /** What each pass of the round has written. */
    private List<byte[]> scores() {
        return stage.bucket()
                .list("work/b/scores/")
                .map(object -> stage.bucket().read(object.key()).orElseThrow())
                .toList();
    }

    /** A third annotator contradicts the two who were asked. */
    private void label(String item) {
        Task task = stage.tasks().get("b", item).orElseThrow();
        int other = 1 - task.resolution().answer();
        stage.tasks()
                .update(
                        "b",
                        item,
                        2,
                        t -> t.receive(Samples.label("b", item, "w0", other, 2), Samples.judge(0))
                                .receive(Samples.label("b", item, "w2", other, 1), Samples.judge(0)));
        assertThat(stage.tasks().get("b", item).orElseThrow().ballots()).hasSize(3);
    }

    @Test
    void a_repeated_pass_scores_as_the_first_did_whatever_has_been_said_since() {
        taught.train("b");
        score(Crash.before(2));
        assertThat(scores()).hasSize(1);
        assertThat(stage.chunks().get("b", 0).orElseThrow().state()).isEqualTo(Chunk.State.ROUTED);

        label("i4");
        label("i7");
        score(Crash.never());

        assertThat(stage.chunks().get("b", 0).orElseThrow().state()).isEqualTo(Chunk.State.SCORED);
        assertThat(scores()).hasSize(2);
        assertThat(scores().get(1)).hasSizeGreaterThan(500).isEqualTo(scores().get(0));
    }

    @Test
    void of_two_trainings_with_a_label_between_them_none_replaces_the_others_head() {
        taught.train("b", stage.services(Crash.before(3)));
        List<String> before = models();
        label("i4");
        taught.train("b");

        assertThat(before).hasSize(1);
        assertThat(models())
                .hasSize(2)
                .containsAll(before)
                .contains(stage.batches().get("b").orElseThrow().model());
    }

    private List<String> models() {
        return stage.bucket().list("models/demo/b/").map(object -> object.key()).toList();
    }
}
