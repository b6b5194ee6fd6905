package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

/** Lines, rules and gold that cannot be used. */
class UnusableInputTest {

    private final PrelabeledBatch prelabeled = new PrelabeledBatch();
    private final Stage stage = prelabeled.stage;

    @Test
    void each_line_that_cannot_be_used_is_rejected_with_its_reason_and_the_rest_goes_on() {
        Manifest manifest = Manifest.of(60)
                .line("{\"id\":\"broken\",\"source\":\"no end")
                .line("[1,2]")
                .line("{\"id\":\"i59\",\"source\":\"twice in a chunk\"}")
                .line("{\"id\":\"i0\",\"source\":\"twice in two chunks\"}")
                .line("{\"id\":\"long\",\"source\":\"" + "x".repeat(300) + "\"}")
                .line(new byte[] {'{', '"', (byte) 0xC3, '"', '}'})
                .line("{\"source\":\"no id\"}")
                .line("{\"id\":\"a#b\",\"source\":\"x\"}")
                .line("{\"id\":\"number\",\"source\":5}")
                .line("{\"id\":\"none\"}")
                .line("{\"id\":\"both\",\"source\":\"x\",\"source-ref\":\"s3://b/k\"}")
                .line("{\"id\":\"absent\",\"source-ref\":\"s3://" + stage.name + "/nothing\"}")
                .line("{\"id\":\"web\",\"source-ref\":\"https://example.org/a\"}")
                .line("{\"id\":\"i1\",\"source\":\"x\"}{\"id\":\"i2\"}")
                .line("")
                .item("last", "a fine thing");

        Batch batch = prelabeled.run(manifest, Manifest.SETTINGS);

        assertThat(batch.phase()).isEqualTo(Phase.LABELLING);
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(61);
        assertThat(prelabeled.sum(Chunk::items))
                .isEqualTo(prelabeled.sum(c -> c.autoAccepted() + c.people() + c.gold()));
        assertThat(prelabeled.sum(Chunk::rejected)).isEqualTo(14);
        assertThat(prelabeled.reasons().values().stream().mapToInt(i -> i).sum())
                .isEqualTo(14);
        assertThat(prelabeled.reasons().keySet())
                .anyMatch(r -> r.startsWith("the line is not valid JSON at column"))
                .contains(
                        "the line is not a JSON object",
                        "id \"i59\" is used by an earlier line",
                        "id \"i0\" is used by a line of an earlier chunk",
                        "the line is longer than maxLineBytes of batch.json",
                        "the line is not valid UTF-8",
                        "id is missing",
                        "id must not hold # or control characters",
                        "source must be a string",
                        "exactly one of source and source-ref must be given",
                        "source-ref names an object that is not there or may not be read",
                        "source-ref must be an s3:// address",
                        "the line holds more than one JSON object");
        assertThat(stage.tasks().get("b", "i0").map(t -> t.place().offset()).orElse(0L))
                .isZero();
    }

    @Test
    void a_rule_for_a_class_that_is_not_there_fails_the_batch_with_the_reason() {
        Batch batch =
                prelabeled.run(Manifest.of(3), Manifest.SETTINGS.replace("\"class\":\"good\"", "\"class\":\"great\""));

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).contains("rule 1 names the class \"great\"");
        assertThat(stage.batches().active()).isEmpty();
        assertThat(stage.rejections("batch/b"))
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).isEqualTo(batch.note()));
    }

    @Test
    void gold_that_cannot_be_used_fails_the_batch_and_names_the_line() {
        String gold = "{\"id\":\"i0\",\"label\":\"good\"}\n{\"id\":\"i1\",\"label\":\"great\"}\n";
        prelabeled.upload(Manifest.of(3), gold, Manifest.SETTINGS);

        Batch batch = prelabeled.run();

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).startsWith("gold.jsonl line 2: label \"great\"");
    }
}
