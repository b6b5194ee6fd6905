package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import org.junit.jupiter.api.Test;

/** A head over what a user's own encoder makes of items, in a batch that does not bring that encoder. */
class LinearOverOwnModelTest {

    private static final String SETTINGS = Manifest.SETTINGS
            .replaceAll(
                    "(?s)\"prelabel\":.*?\\]},", "\"prelabel\":{\"labeler\":\"linear\",\"model\":\"models/m.json\"},")
            .replaceAll("\"autoAccept\":\\{[^}]*},", "");

    @Test
    void it_is_refused_in_a_sentence_that_says_what_to_do() {
        PrelabeledBatch prelabeled = new PrelabeledBatch();
        prelabeled.stage.upload(
                "models/m.json",
                "{\"version\":\"1\",\"features\":{\"kind\":\"onnx\",\"model\":\"encoder.onnx\"},"
                        + "\"classes\":[\"bad\",\"good\"],\"weights\":[[0],[0]],\"bias\":[0,1]}");
        prelabeled.upload(new Manifest().item("a", "some text"), "", SETTINGS);
        Batch batch = prelabeled.run();

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note())
                .contains("models/m.json: features are made by encoder.onnx")
                .contains("choose \"trained\"");
    }
}
