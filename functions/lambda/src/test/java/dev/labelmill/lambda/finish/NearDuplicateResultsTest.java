package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.WholeBatch;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A batch that learns from its people, a third of which are copies of other items, as they are or with a word changed. */
class NearDuplicateResultsTest {

    private static final int ITEMS = 160;
    private static final int COPIES = 50;
    private static final int WORDS = 14;

    private static final String CHOICE = "{\"kind\":\"single-choice\",\"classes\":[\"ham\",\"spam\"]}";

    private static final String SETTINGS = """
            "prelabel":{"labeler":"trained","features":{"kind":"hashed-ngrams","buckets":16384,"minN":1,"maxN":1}},
            "autoAccept":{"targetError":0.1,"confidence":0.9},
            "rounds":{"firstSample":30,"perRound":20,"most":2,"labelBudget":200,"calibrationShare":0.5},
            "nearDuplicates":{"similarity":0.9},
            "audit":{"autoAccepted":10,"human":5,"confidence":0.9},""";

    private static WholeBatch labelled;

    private static synchronized WholeBatch labelled() {
        if (labelled == null) {
            labelled = routedOnce().run((annotator, item) -> "choice:" + truth(item));
        }
        return labelled;
    }

    private static WholeBatch routedOnce() {
        String[] lines = Stream.concat(
                        IntStream.range(0, ITEMS).mapToObj(n -> line("i" + n, text(n, 0))),
                        IntStream.range(0, COPIES).mapToObj(n -> line("copy" + n, text(n, n % 2))))
                .toArray(String[]::new);
        return new WholeBatch(CHOICE, SETTINGS, "", lines);
    }

    private static String line(String id, String text) {
        return Json.write(Json.object().put("id", id).put("source", text));
    }

    private static String truth(String item) {
        return Integer.parseInt(item.replaceAll("[a-z]", "")) % 3 == 0 ? "spam" : "ham";
    }

    private static String text(int n, int changed) {
        return (n % 3 == 0 ? "win money now " : "meeting notes agenda ")
                + IntStream.range(0, WORDS)
                        .mapToObj(word -> (word < changed ? "new" : "w") + n + "x" + word)
                        .collect(Collectors.joining(" "));
    }

    private static List<JsonNode> taken() {
        return labelled().results().stream()
                .filter(line -> own(line).has("duplicateOf"))
                .toList();
    }

    private static JsonNode own(JsonNode line) {
        return WholeBatch.metadata(line).get("labelmill");
    }

    @Test
    void every_item_has_a_label_and_copies_that_were_found_have_that_of_what_they_copy() {
        assertThat(labelled().results())
                .hasSize(ITEMS + COPIES)
                .allSatisfy(line -> assertThat(
                                WholeBatch.metadata(line).get("class-name").textValue())
                        .isEqualTo(truth(line.get("id").textValue())));
        assertThat(taken()).hasSizeGreaterThanOrEqualTo(COPIES / 2 + COPIES / 4);
        for (JsonNode line : taken()) {
            String representative = own(line).get("duplicateOf").textValue();
            assertThat(representative)
                    .isEqualTo("i" + line.get("id").textValue().substring("copy".length()));
            assertThat(WholeBatch.metadata(line).get("confidence"))
                    .isEqualTo(WholeBatch.metadata(labelled().result(representative))
                            .get("confidence"));
            assertThat(own(line).get("by").textValue()).isEqualTo("duplicate");
            assertThat(own(line).get("labels").intValue()).isZero();
            assertThat(WholeBatch.metadata(line).get("human-annotated").textValue())
                    .isEqualTo("no");
        }
        assertThat(taken().stream()
                        .filter(line ->
                                Integer.parseInt(line.get("id").textValue().substring(4)) % 2 == 0))
                .as("exact copies are all found")
                .hasSize(COPIES / 2);
    }

    @Test
    void a_copy_is_never_sent_to_anybody() {
        List<String> ids =
                taken().stream().map(line -> line.get("id").textValue()).toList();

        assertThat(Stream.of("crowd", "experts").flatMap(vendor -> labelled().outbox(vendor).stream()))
                .isNotEmpty()
                .noneMatch(line -> ids.contains(line.get("task").textValue()));
    }

    @Test
    void the_report_tells_how_many_there_are_and_how_many_labels_they_saved() {
        JsonNode report = labelled().report();
        long saved = taken().stream()
                .map(line -> own(labelled().result(own(line).get("duplicateOf").textValue())))
                .filter(representative -> !representative.get("by").textValue().equals("prelabel"))
                .mapToLong(representative -> 2)
                .sum();

        assertThat(report.get("nearDuplicates").intValue()).isEqualTo(taken().size());
        assertThat(report.at("/decidedBy/duplicate").intValue()).isEqualTo(taken().size());
        assertThat(report.at("/labelledOnce/items").intValue()).isEqualTo(taken().size());
        assertThat(report.at("/labelledOnce/similarity").doubleValue()).isEqualTo(0.9);
        assertThat(report.at("/labelledOnce/savedLabels").longValue())
                .isPositive()
                .isLessThanOrEqualTo(saved);
        assertThat(report.get("items").longValue())
                .isEqualTo(report.get("autoAccepted").longValue()
                        + report.get("humanLabelled").longValue()
                        + report.get("nearDuplicates").longValue());
        assertThat(labelled().page()).contains("<h2>Near-duplicates");
    }

    @Test
    void later_rounds_read_nothing_of_what_was_found_in_the_whole_batch() {
        WholeBatch batch = routedOnce();
        for (String key : List.of(Layout.nearDuplicates("b"), Layout.duplicates("b"))) {
            assertThat(batch.stage.bucket().head(key)).isPresent();
            batch.stage.s3.deleteObject(
                    object -> object.bucket(batch.stage.name).key(key));
        }

        batch.run((annotator, item) -> "choice:" + truth(item));

        assertThat(batch.results()).hasSize(ITEMS + COPIES);
        assertThat(batch.stage.chunks().of("b")).allMatch(chunk -> chunk.routedRound() > 0);
    }

    @Test
    void copies_are_settled_in_the_first_round_and_count_once_in_all() {
        List<Chunk> chunks = labelled().stage.chunks().of("b");

        assertThat(chunks.stream().mapToLong(Chunk::nearDuplicates).sum()).isEqualTo(taken().size());
        assertThat(chunks).allMatch(chunk -> chunk.routedRound() > 0);
        assertThat(labelled()
                        .stage
                        .batches()
                        .get("b")
                        .orElseThrow()
                        .duplicates()
                        .near()
                        .items())
                .isEqualTo(taken().size());
    }
}
