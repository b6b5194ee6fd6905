package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.stage.WholeBatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Chunks whose lines are copied with their pre-labels, from the upload to the results. */
class AttachedCopiesTest {

    private static final String SPANS = "{\"kind\":\"spans\",\"classes\":[\"Person\"]}";
    private static final String IN_A_FILE =
            "\"prelabel\":{\"labeler\":\"imported\",\"format\":\"labelbox\",\"file\":\"found.ndjson\"},";
    private static final int CHUNK_BYTES = 1024;
    private static final int ITEMS = 40;

    private static String item(String id) {
        return "{\"id\":\"" + id + "\",\"source\":\"Ada saw Paris\"}";
    }

    private static List<String> items() {
        return IntStream.range(0, ITEMS).mapToObj(n -> item("i" + n)).toList();
    }

    /** What is found in each item, so sure. */
    private static String found(String confidence) {
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n < ITEMS; n++) {
            lines.append("{\"name\":\"Person\",\"location\":{\"start\":0,\"end\":2},\"confidence\":" + confidence
                    + ",\"dataRow\":{\"globalKey\":\"i" + n + "\"}}\n");
        }
        return lines.toString();
    }

    /** A batch as it is before its first pass: the file of pre-labels comes last. */
    private static WholeBatch cut(List<String> lines) {
        WholeBatch batch = new WholeBatch(SPANS, IN_A_FILE, "\"seesPrelabel\":true,", lines, "found.ndjson", null);
        new Flow(batch.stage).upload("batches/b/found.ndjson", found("0.5"));
        return batch;
    }

    private static void labelled(WholeBatch batch) {
        assertThat(new Flow(batch.stage).untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);
        batch.dispatched().run((annotator, item) -> "[]");
    }

    /** Another run of pass 1, of a chunk as it was before any: its model says something that is a digit longer. */
    private static Chunk lateScores(Stage stage, Chunk cut) throws IOException {
        Batch batch = stage.batches().get("b").orElseThrow();
        String file = Layout.companion("b", "found.ndjson");
        stage.upload(file, found("0.75"));
        Chunk late = new ScorePass(
                        stage.bucket(),
                        new ItemContent(stage.s3),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        GoldAnswers.load(stage.bucket(), batch.settings()),
                        batch)
                .run(cut);
        stage.upload(file, found("0.5"));
        return late;
    }

    @Test
    void what_an_overlapping_pass_writes_after_the_one_that_counts_changes_nothing() throws IOException {
        WholeBatch batch =
                cut(Stream.concat(items().stream(), Stream.of(item("i2"))).toList());
        Stage stage = batch.stage;
        List<Chunk> cut = stage.chunks().of("b");
        assertThat(cut).hasSizeGreaterThan(1).allMatch(chunk -> chunk.state() == Chunk.State.CUT);
        new Flow(stage).work();
        List<Chunk> scored = stage.chunks().of("b");
        assertThat(scored).allMatch(chunk -> chunk.state() == Chunk.State.SCORED);

        for (Chunk chunk : cut) {
            Chunk late = lateScores(stage, chunk);
            assertThat(late.etag()).isNotEqualTo(scored.get(chunk.number()).etag());
            assertThat(stage.chunks().replace(chunk, late)).isFalse();
        }
        labelled(batch);

        assertThat(batch.outbox("crowd"))
                .hasSize(ITEMS)
                .allSatisfy(line -> assertThat(line.at("/prelabel/confidence").doubleValue())
                        .isEqualTo(0.5));
        assertThat(batch.results())
                .extracting(line -> line.get("id").textValue())
                .containsExactlyElementsOf(
                        IntStream.range(0, ITEMS).mapToObj(n -> "i" + n).toList());
        assertThat(batch.results())
                .allSatisfy(line -> assertThat(
                                line.at("/labelmill-prelabel/confidence").doubleValue())
                        .isEqualTo(0.5));
    }

    @Test
    void a_last_chunk_that_is_only_the_tail_of_a_line_does_not_keep_a_batch_from_its_end() {
        int most = CHUNK_BYTES / (item("i10").length() + 1);
        String last = "{\"id\":\"last\",\"source\":\"" + "Ada ".repeat(20) + "\"}";
        List<String> lines = Stream.concat(items().subList(0, most).stream(), Stream.of(last))
                .toList();
        WholeBatch batch = cut(lines);

        labelled(batch);

        List<Chunk> chunks = batch.stage.chunks().of("b");
        assertThat(chunks).extracting(Chunk::items).containsExactly((long) lines.size(), 0L);
        assertThat(batch.results()).hasSize(lines.size());
    }

    @Test
    void a_line_whose_id_an_earlier_chunk_has_is_told_by_where_it_was_uploaded() {
        List<String> lines =
                Stream.concat(items().stream(), Stream.of(item("i2"))).toList();
        WholeBatch batch = cut(lines);
        new Flow(batch.stage).untilLabelling("b");

        int last = batch.stage.chunks().of("b").size() - 1;
        JsonNode rejected = WholeBatch.json(batch.stage.text(Layout.rejectedLines("b", "route", last)));
        assertThat(rejected.get("offset").intValue())
                .isEqualTo(String.join("\n", items()).length() + 1);
        assertThat(rejected.get("length").intValue()).isEqualTo(item("i2").length());
    }
}
