package dev.labelmill.lambda.intake;

import static dev.labelmill.lambda.intake.DigitsFolder.gzip;
import static dev.labelmill.lambda.intake.DigitsFolder.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest or single objects look like once they are cut into chunks. */
class CuttingTest {

    private final DigitsFolder digits = new DigitsFolder();
    private final Stage stage = digits.stage;

    @Test
    void a_compressed_manifest_is_cut_into_plain_parts_at_line_ends() throws IOException {
        digits.put("batch.json", Samples.SETTINGS);
        digits.put("manifest.jsonl.gz", gzip(lines(0, 100)));

        digits.uploaded("manifest.jsonl.gz");

        digits.assertStarted(100);
        assertThat(digits.chunks())
                .allSatisfy(c ->
                        assertThat(stage.text(c.key())).startsWith("{\"id\"").endsWith("\n"));
    }

    @Test
    void a_file_of_several_compressed_members_is_read_to_its_end_over_a_slow_line() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            members.writeBytes(gzip(lines(i, i + 1)));
        }

        byte[] read;
        try (var in = Cutter.unzipped(new FilterInputStream(new ByteArrayInputStream(members.toByteArray())) {
            @Override
            public int available() {
                return 0;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                return super.read(buffer, from, Math.min(7, length));
            }
        })) {
            read = in.readAllBytes();
        }

        assertThat(read).asString(StandardCharsets.UTF_8).isEqualTo(lines(0, 50));
    }

    @Test
    void of_an_endless_line_as_much_is_kept_as_shows_that_it_is_too_long() throws IOException {
        digits.put("batch.json", Samples.SETTINGS.replace("\"slices\":2", "\"slices\":2,\"maxLineBytes\":100"));
        digits.put("manifest.jsonl.gz", gzip(lines(0, 1) + "x".repeat(5_000_000) + "\n" + lines(1, 2)));

        digits.uploaded("manifest.jsonl.gz");

        assertThat(digits.cutText())
                .hasSizeLessThan(1000)
                .startsWith(lines(0, 1))
                .endsWith(lines(1, 2));
        assertThat(digits.cutText().lines().skip(1).findFirst().orElseThrow().length())
                .isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "this is no gzip"})
    void a_broken_compressed_manifest_fails_the_batch_with_the_reason(String content) {
        digits.put("batch.json", Samples.SETTINGS);
        digits.upload("manifest.jsonl.gz", content);

        assertThat(digits.batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(digits.batch().note()).isEqualTo("manifest.jsonl.gz is not a whole gzip file");
        assertThat(digits.reasons()).containsExactly(digits.batch().note());
    }

    @Test
    void an_empty_manifest_fails_the_batch_with_the_reason() {
        digits.put("batch.json", Samples.SETTINGS);
        digits.upload("manifest.jsonl", "");

        assertThat(digits.batch().phase()).isEqualTo(Phase.FAILED);
        assertThat(digits.batch().note()).isEqualTo("the manifest has no items");
    }

    @Test
    void single_objects_are_a_batch_once_the_marker_is_there() {
        digits.put("batch.json", Samples.SETTINGS);
        for (String name : List.of("a.txt", "sub/b.txt", "scan no. 1 (b\u00fcro).txt")) {
            digits.upload("items/" + name, "content");
        }
        assertThat(stage.batches().get("digits")).isEmpty();

        digits.upload("_COMPLETE", "");

        assertThat(digits.batch().phase()).isEqualTo(Phase.SCORING);
        assertThat(digits.cutText().lines())
                .hasSize(3)
                .contains("{\"id\":\"a.txt\",\"source-ref\":\"s3://" + stage.name + "/batches/digits/items/a.txt\"}");
    }

    @Test
    void single_objects_are_a_batch_once_as_many_are_there_as_expected() {
        String settings = Samples.SETTINGS.replace("\"slices\":2", "\"slices\":2,\"expectedItems\":3");
        digits.upload("batch.json", settings);
        digits.upload("items/a.txt", "content");
        digits.upload("items/b.txt", "content");
        digits.flow.services().advance().handle(Events.tick());
        digits.flow.work();
        assertThat(digits.batch().phase()).isEqualTo(Phase.RECEIVED);
        assertThat(stage.batches().active()).containsExactly("digits");

        digits.upload("items/c.txt", "content");
        digits.flow.services().advance().handle(Events.tick());
        JsonNode complete = stage.drain(stage.intakeQueue).get(0);
        stage.services().intake().handle(Events.queued(List.of(complete, complete)));

        assertThat(digits.batch().phase()).isEqualTo(Phase.SCORING);
        assertThat(digits.cutText().lines()).hasSize(3);
    }
}
