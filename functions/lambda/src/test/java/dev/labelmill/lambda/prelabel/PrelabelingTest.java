package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What both passes make of a batch. */
class PrelabelingTest {

    private final PrelabeledBatch prelabeled = new PrelabeledBatch();
    private final Stage stage = prelabeled.stage;

    @Test
    void what_the_labeler_is_sure_of_is_accepted_and_people_get_the_rest() {
        Batch batch = prelabeled.run(Manifest.of(90), Manifest.SETTINGS);

        assertThat(batch.phase()).isEqualTo(Phase.LABELLING);
        assertThat(prelabeled.chunks().size()).isGreaterThan(3);
        assertThat(batch.plan().cutoffBin()).isPresent();
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(90);
        assertThat(prelabeled.sum(Chunk::gold)).isEqualTo(45);
        assertThat(prelabeled.sum(Chunk::autoAccepted)).isEqualTo(30);
        assertThat(prelabeled.sum(Chunk::people)).isEqualTo(15);
        assertThat(prelabeled.sum(Chunk::rejected)).isZero();
        assertThat(prelabeled.reasons()).isEmpty();
    }

    @Test
    void every_item_is_either_a_task_or_an_accepted_line_and_the_counts_add_up() {
        prelabeled.run(Manifest.of(90), Manifest.SETTINGS);

        assertThat(prelabeled.sum(Chunk::items))
                .isEqualTo(prelabeled.sum(c -> c.autoAccepted() + c.people() + c.gold()));
        assertThat(prelabeled.accepted()).hasSize((int) prelabeled.sum(c -> c.autoAccepted() - c.autoAudited()));
        assertThat(prelabeled.tasks()).hasSize((int) prelabeled.sum(c -> c.autoAudited() + c.people() + c.gold()));
        assertThat(prelabeled.tasks())
                .filteredOn(t -> t.stratum() == Stratum.AUTO)
                .allSatisfy(t -> assertThat(t.audit()).isEqualTo(AuditState.DUE));
        assertThat(prelabeled.tasks())
                .filteredOn(t -> t.stratum() == Stratum.GOLD)
                .hasSize(45)
                .allSatisfy(t -> assertThat(t.wanted()).isEqualTo(2));
        assertThat(stage.rows().stream().filter(row -> row.sk().equals("TASK"))).hasSameSizeAs(prelabeled.tasks());
    }

    @Test
    void a_task_and_an_accepted_line_name_the_place_of_the_items_line() {
        prelabeled.run(Manifest.of(90), Manifest.SETTINGS);

        assertThat(prelabeled.tasks()).allSatisfy(task -> {
            String key = prelabeled.chunks().get(task.place().chunk()).key();
            byte[] line = stage.bucket()
                    .readRange(key, task.place().offset(), task.place().length());
            assertThat(Json.parse(line).path("id").asText()).isEqualTo(task.item());
        });
        assertThat(prelabeled.accepted())
                .allSatisfy(line -> assertThat(new String(
                                stage.bucket().readRange(Layout.manifest("b"), line.offset(), 12),
                                StandardCharsets.UTF_8))
                        .startsWith("{\"id\":\"i"));
    }

    @Test
    void texts_and_objects_behind_references_are_labelled_alike() {
        stage.bucket().put("stuff/a.txt", "text/plain", "a fine thing".getBytes(StandardCharsets.UTF_8));
        Manifest manifest =
                Manifest.of(60).line("{\"id\":\"ref\",\"source-ref\":\"s3://" + stage.name + "/stuff/a.txt\"}");

        prelabeled.run(manifest, Manifest.SETTINGS);

        assertThat(prelabeled.sum(Chunk::autoAccepted)).isEqualTo(21);
    }

    private static String forbidding(String handling) {
        return Manifest.SETTINGS.replace(
                "\"maxLineBytes\"",
                "\"violations\":\"" + handling + "\",\"checks\":[{\"name\":\"never-bad\",\"kind\":\"count\","
                        + "\"class\":\"bad\",\"max\":0}],\"maxLineBytes\"");
    }

    @Test
    void accepted_pre_labels_that_break_a_check_are_counted_on_their_chunks() {
        prelabeled.run(Manifest.of(90), forbidding("aside"));

        assertThat(prelabeled.sum(Chunk::autoAccepted)).isEqualTo(30);
        assertThat(prelabeled.sum(Chunk::autoViolations)).isEqualTo(15);
        assertThat(prelabeled.tasks())
                .filteredOn(task -> task.stratum() == Stratum.AUTO)
                .isNotEmpty()
                .allSatisfy(task -> assertThat(task.resolution().breaksCheck())
                        .isEqualTo(task.resolution().answer() == 0));
    }

    @Test
    void where_violations_are_refused_such_pre_labels_are_none_and_people_get_the_items() {
        Manifest manifest = Manifest.of(90);
        String gold = manifest.gold()
                .lines()
                .filter(line -> !line.contains("\"bad\""))
                .collect(Collectors.joining("\n", "", "\n"));
        prelabeled.upload(manifest, gold, forbidding("refuse"));
        prelabeled.run();

        assertThat(prelabeled.sum(Chunk::autoAccepted)).isEqualTo(15);
        assertThat(prelabeled.sum(Chunk::autoViolations)).isZero();
        assertThat(prelabeled.sum(chunk -> chunk.counts().items()))
                .as("what could be accepted, which alone the labeler is judged by, and audits are drawn of")
                .isEqualTo(15 + prelabeled.sum(chunk -> chunk.counts().calibrationItems()));
        assertThat(prelabeled.tasks())
                .filteredOn(task -> task.prelabel() != null)
                .allSatisfy(task -> assertThat(task.prelabel().answer()).isEqualTo(1));
    }

    @Test
    void an_item_that_no_rule_matches_has_no_pre_label() {
        Manifest manifest = Manifest.of(90).line("{\"id\":\"plain\",\"source\":\"nothing to go by\"}");
        prelabeled.run(manifest, Manifest.SETTINGS);

        assertThat(stage.tasks().get("b", "plain").orElseThrow().prelabel()).isNull();
    }

    @Test
    void a_known_answer_that_nobody_may_give_stops_the_batch() {
        Batch batch = prelabeled.run(Manifest.of(90), forbidding("refuse"));

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).endsWith(": label \"bad\" breaks check \"never-bad\", which refuses it");
    }

    @Test
    void each_pass_over_a_chunk_tells_what_became_of_its_items() {
        prelabeled.upload(Manifest.of(90).line("{}"), Manifest.of(90).gold(), Manifest.SETTINGS);
        prelabeled.run();

        Map<String, Long> told = stage.counted().stream()
                .filter(line -> line.contains("prelabel."))
                .peek(line -> assertThat(line).startsWith("demo test: "))
                .flatMap(
                        line -> Stream.of(line.substring("demo test: ".length()).split(", ")))
                .map(count -> count.split(" "))
                .collect(Collectors.groupingBy(
                        count -> count[0], Collectors.summingLong(count -> Long.parseLong(count[1]))));
        assertThat(told)
                .containsOnly(
                        Map.entry("prelabel.items", 90L),
                        Map.entry("prelabel.rejected", 1L),
                        Map.entry("prelabel.autoAccepted", prelabeled.sum(Chunk::autoAccepted)),
                        Map.entry("prelabel.people", prelabeled.sum(Chunk::people)));
    }
}
