package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import org.junit.jupiter.api.Test;

/** Files with a head of a user's own. */
class LinearHeadFileTest {

    private static final String SETTINGS = Manifest.SETTINGS
            .replaceAll(
                    "(?s)\"prelabel\":.*?\\]},", "\"prelabel\":{\"labeler\":\"linear\",\"model\":\"models/m.json\"},")
            .replaceAll("\"autoAccept\":\\{[^}]*},", "");

    private static final String FEATURES =
            "\"features\":{\"kind\":\"hashed-ngrams\",\"hash\":\"polynomial\",\"buckets\":16,\"minN\":1,\"maxN\":1}";

    private final PrelabeledBatch prelabeled = new PrelabeledBatch();

    private Batch with(String model) {
        prelabeled.stage.upload("models/m.json", model);
        prelabeled.upload(new Manifest().item("a", "some text"), "", SETTINGS);
        return prelabeled.run();
    }

    @Test
    void a_head_that_does_not_say_its_classes_is_refused_since_they_could_be_in_another_order() {
        Batch batch = with("{\"version\":\"1\"," + FEATURES + ",\"weights\":[{},{}],\"bias\":[0,1]}");

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).contains("models/m.json").contains("classes are missing");
    }

    @Test
    void a_head_whose_classes_are_in_another_order_is_refused() {
        Batch batch = with("{\"version\":\"1\"," + FEATURES
                + ",\"weights\":[{},{}],\"bias\":[0,1],\"classes\":[\"good\",\"bad\"]}");

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).contains("classes must be labelType.classes of batch.json, in the same order");
    }

    @Test
    void only_features_have_to_come_before_weights_and_what_train_tells_of_a_head_is_passed_over() {
        Batch batch = with("{\"bias\":[0,1]," + FEATURES
                + ",\"weights\":[{},{}],\"trained\":{\"round\":0},\"classes\":[\"bad\",\"good\"],\"version\":\"1\"}");

        assertThat(batch.phase()).as(batch.note()).isEqualTo(Phase.LABELLING);
        assertThat(prelabeled.tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.prelabel().answer()).isEqualTo(1));
    }

    @Test
    void weights_before_features_are_refused() {
        Batch batch = with("{\"version\":\"1\",\"weights\":[{},{}]," + FEATURES
                + ",\"classes\":[\"bad\",\"good\"],\"bias\":[0,1]}");

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).contains("features must come before weights");
    }
}
