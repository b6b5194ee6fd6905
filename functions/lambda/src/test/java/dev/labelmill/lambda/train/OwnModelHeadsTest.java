package dev.labelmill.lambda.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

/** Heads over what a user's own model makes of items. */
class OwnModelHeadsTest {

    private final Stage stage = new Stage();
    private final EarlierHeads heads = new EarlierHeads(stage.bucket());

    private Batch batch(String id, String model) {
        stage.upload(Layout.ownModel(id, "net.onnx"), model);
        stage.upload(Layout.ownModel(id, "net.onnx.json"), "{}");
        stage.batches().insert(Samples.received(id, Samples.OVER_OWN_ENCODER));
        return stage.batches().get(id).orElseThrow();
    }

    @Test
    void a_batch_starts_from_the_projects_last_head_if_it_has_the_same_model_and_not_one_of_the_same_name() {
        heads.remember(batch("first", "model"), "models/demo/first.json");

        assertThat(heads.last(batch("same", "model"))).contains("models/demo/first.json");
        assertThat(heads.last(batch("other", "another model"))).isEmpty();
    }
}
