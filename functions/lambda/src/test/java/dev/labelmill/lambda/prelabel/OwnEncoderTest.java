package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.EmbedderProvider;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.ModelFiles;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Batches whose heads are to be trained over a user's own encoder, before anybody has labelled anything. */
class OwnEncoderTest {

    private static final String MANIFEST = "{\"id\":\"a\",\"source\":\"some text\"}\n";

    private final Stage stage = new Stage();

    /** What runs models that are their own dimension in words. */
    private static final class Dimensions implements EmbedderProvider {

        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public Features embedder(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Features embedder(ModelFiles files) {
            int dimension = Integer.parseInt(new String(files.model(), StandardCharsets.UTF_8));
            return new Features() {
                @Override
                public int dimension() {
                    return dimension;
                }

                @Override
                public FeatureVector vector(Content content) {
                    return new FeatureVector(1, new int[] {0}, new float[] {1});
                }
            };
        }

        @Override
        public Labeler classifier(ModelFiles files, List<String> classes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Detector detector(ModelFiles files, List<String> classes) {
            throw new UnsupportedOperationException();
        }
    }

    private Batch scored(String model) {
        stage.upload(Layout.ownModel("b", "net.onnx"), model);
        stage.upload(Layout.ownModel("b", "net.onnx.json"), "{\"input\":{\"kind\":\"image\"}}");
        stage.upload(Layout.manifest("b"), MANIFEST);
        String etag = stage.bucket().head(Layout.manifest("b")).orElseThrow().etag();
        stage.batches()
                .insert(Samples.received("b", Samples.OVER_OWN_ENCODER)
                        .cutInto(1, etag)
                        .enter(Phase.SCORING, Stage.START));
        stage.chunks().cut(Chunk.cut("b", 0, Layout.manifest("b"), 0, MANIFEST.length(), etag));
        Prelabeling prelabel = new Prelabeling(
                stage.bucket(),
                new ItemContent(stage.s3),
                stage.batches(),
                stage.chunks(),
                stage.tasks(),
                new RejectedStore(stage.table()),
                ModelAccess.none(),
                stage.modelClients,
                new Embedders(List.of(new Dimensions())),
                new EventCounts(
                        new EmfLog(new PrintStream(OutputStream.nullOutputStream()), () -> stage.now, bytes -> {}),
                        "test"),
                stage.meter,
                Duration.ofMinutes(15),
                () -> stage.now);
        ChunkMessage message = new ChunkMessage("b", 0, 0, Step.SCORE);
        assertThat(Events.failures(prelabel.handle(Events.queued(List.of(message.toJson())))))
                .isZero();
        return stage.batches().get("b").orElseThrow();
    }

    private Chunk.State chunk() {
        return stage.chunks().get("b", 0).orElseThrow().state();
    }

    @Test
    void one_that_cannot_be_loaded_stops_the_batch_before_the_first_sample() {
        Batch batch = scored("no number");

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).startsWith("net.onnx: ").contains("no number");
        assertThat(chunk()).isNotEqualTo(Chunk.State.SCORED);
    }

    @Test
    void one_whose_vectors_are_too_long_for_a_head_does_so_too() {
        Batch batch = scored("5000000");

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).contains("make a head of 10000000 weights");
        assertThat(chunk()).isNotEqualTo(Chunk.State.SCORED);
    }

    @Test
    void one_that_a_head_can_be_trained_over_lets_it_go_on() {
        Batch batch = scored("384");

        assertThat(batch.phase()).as(batch.note()).isEqualTo(Phase.SCORING);
        assertThat(chunk()).isEqualTo(Chunk.State.SCORED);
    }
}
