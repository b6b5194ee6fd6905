package dev.labelmill.lambda.intake;

import static dev.labelmill.lambda.intake.DigitsFolder.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that ask for pre-trained models, before any item is read. */
class OwnModelTest {

    private static final String ONNX = "{\"labeler\":\"onnx\",\"model\":\"%s\"}";

    private static final String DESCRIPTION =
            "{\"input\":{\"kind\":\"text\",\"tokenizer\":\"tokenizer.json\",\"maxTokens\":64},"
                    + "\"output\":{\"labels\":[\"a\"]}}";

    private final DigitsFolder digits = folder(true);

    private static DigitsFolder folder(boolean pretrained) {
        DigitsFolder folder = new DigitsFolder(pretrained);
        folder.put("manifest.jsonl", lines(0, 5));
        return folder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"labeler\":\"onnx\",\"model\":\"net.onnx\"}",
                "{\"labeler\":\"trained\",\"features\":{\"kind\":\"minilm\"}}"
            })
    void where_no_pre_trained_models_run_a_batch_that_asks_for_one_is_told_what_to_do(String prelabel) {
        String rounds = prelabel.contains("trained")
                ? "\"rounds\":{\"firstSample\":5,\"perRound\":5,\"most\":1,\"labelBudget\":900,\"calibrationShare\":0.5},"
                        + "\"autoAccept\":{\"targetError\":0.2,\"confidence\":0.9},"
                : "";
        DigitsFolder plain = folder(false);
        plain.upload("batch.json", with(prelabel, rounds));

        assertThat(plain.stage.batches().get("digits")).isEmpty();
        assertThat(plain.reasons())
                .containsExactly(
                        "batch.json: prelabel asks for a pre-trained model, and none runs in this deployment; deploy"
                                + " prelabel and train with the runtime \"snap-start-onnx\" (docs/onnx.md), or choose other"
                                + " features");
    }

    @Test
    void a_batch_waits_for_its_model_the_description_and_what_that_names() {
        digits.upload("batch.json", with(ONNX.formatted("net.onnx"), ""));
        digits.upload("net.onnx", "model");
        digits.upload("net.onnx.json", DESCRIPTION);

        assertThat(digits.stage.batches().get("digits")).isEmpty();
        assertThat(digits.reasons())
                .containsExactlyInAnyOrder(
                        "the batch waits for net.onnx, which batch.json asks for",
                        "the batch waits for net.onnx.json, which batch.json asks for",
                        "the batch waits for tokenizer.json, which batch.json asks for");

        digits.upload("tokenizer.json", "{}");

        digits.assertStarted(5);
    }

    @Test
    void what_is_uploaded_after_the_start_does_not_reach_the_batch() {
        digits.put("net.onnx", "model");
        digits.put("net.onnx.json", DESCRIPTION);
        digits.put("tokenizer.json", "{}");
        digits.upload("batch.json", with(ONNX.formatted("net.onnx"), ""));
        digits.upload("net.onnx", "another");

        assertThat(digits.stage.text(Layout.ownModel("digits", "net.onnx"))).isEqualTo("model");
        assertThat(digits.stage.text(Layout.ownModel("digits", "tokenizer.json")))
                .isEqualTo("{}");
    }

    @Test
    void a_model_that_batches_share_is_copied_with_the_files_beside_it() {
        digits.stage.upload("models/p/net.onnx", "model");
        digits.stage.upload("models/p/net.onnx.json", DESCRIPTION);
        digits.stage.upload("models/p/tokenizer.json", "{}");

        digits.upload("batch.json", with(ONNX.formatted("models/p/net.onnx"), ""));

        digits.assertStarted(5);
        assertThat(digits.stage.text(Layout.ownModel("digits", "models/p/net.onnx")))
                .isEqualTo("model");
        assertThat(digits.stage.text(Layout.ownModel("digits", "net.onnx.json")))
                .isEqualTo(DESCRIPTION);
    }

    @Test
    void a_description_that_is_none_is_told_before_anything_runs() {
        digits.put("net.onnx", "model");
        digits.put("net.onnx.json", "{\"input\":{\"kind\":\"sound\"}}");

        digits.upload("batch.json", with(ONNX.formatted("net.onnx"), ""));

        assertThat(digits.stage.batches().get("digits")).isEmpty();
        assertThat(digits.reasons())
                .containsExactly("net.onnx.json: input.kind must be \"text\" or \"image\", not \"sound\"");
    }

    @Test
    void where_the_package_lacks_what_the_stage_promises_the_batch_fails_in_one_sentence() {
        digits.put("net.onnx", "model");
        digits.put("net.onnx.json", DESCRIPTION);
        digits.put("tokenizer.json", "{}");
        digits.upload("batch.json", with(ONNX.formatted("net.onnx"), ""));

        digits.stage.services().prelabel().handle(Events.queued(digits.stage.drain(digits.stage.prelabelQueue)));

        assertThat(digits.batch().note()).startsWith("what runs an ONNX model is not in this deployment");
    }

    private static String with(String prelabel, String more) {
        return Samples.SETTINGS.replaceFirst("\\{", "{\"prelabel\":" + prelabel + "," + more);
    }
}
