package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PrelabelingTest {

    private final Stage stage = new Stage();
    private final Flow flow = new Flow(stage);

    private void upload(Manifest manifest, String settings) {
        stage.upload("batches/b/batch.json", settings);
        stage.upload("batches/b/gold.jsonl", manifest.gold());
        stage.bucket().put("batches/b/manifest.jsonl", "text/plain", manifest.bytes());
        flow.uploaded("batches/b/manifest.jsonl");
    }

    private Batch run(Manifest manifest, String settings) {
        upload(manifest, settings);
        return flow.untilLabelling("b");
    }

    private List<Chunk> chunks() {
        return stage.chunks().of("b");
    }

    private long sum(ToLongFunction<Chunk> counter) {
        return chunks().stream().mapToLong(counter).sum();
    }

    private List<Task> tasks() {
        List<String> ids = chunks().stream()
                .flatMap(c -> RoutedIds.read(stage.bucket(), "b", c.number()).stream())
                .toList();
        List<Task> tasks = stage.tasks().getAll("b", ids);
        assertThat(tasks).hasSameSizeAs(ids);
        return tasks;
    }

    private List<AcceptedLine> accepted() {
        return chunks().stream()
                .flatMap(c -> unzipped(Layout.accepted("b", c.number())))
                .map(AcceptedLine::read)
                .toList();
    }

    private Stream<String> unzipped(String key) {
        try (GZIPInputStream in = new GZIPInputStream(
                new ByteArrayInputStream(stage.bucket().read(key).orElseThrow()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reasons and how often each was given, over all chunks and both passes. */
    private Map<String, Integer> reasons() {
        Map<String, Integer> reasons = new TreeMap<>();
        stage.bucket()
                .list("rejected/b/")
                .flatMap(object -> stage.text(object.key()).lines())
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8))
                        .path("reason")
                        .asText())
                .forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        return reasons;
    }

    @Test
    void what_the_labeler_is_sure_of_is_accepted_and_people_get_the_rest() {
        Batch batch = run(Manifest.of(90), Manifest.SETTINGS);

        assertThat(batch.phase()).isEqualTo(Phase.LABELLING);
        assertThat(chunks().size()).isGreaterThan(3);
        assertThat(batch.plan().cutoffBin()).isPresent();
        assertThat(sum(Chunk::items)).isEqualTo(90);
        assertThat(sum(Chunk::gold)).isEqualTo(45);
        assertThat(sum(Chunk::autoAccepted)).isEqualTo(30);
        assertThat(sum(Chunk::people)).isEqualTo(15);
        assertThat(sum(Chunk::rejected)).isZero();
        assertThat(reasons()).isEmpty();
    }

    @Test
    void every_item_is_either_a_task_or_an_accepted_line_and_the_counts_add_up() {
        run(Manifest.of(90), Manifest.SETTINGS);

        assertThat(sum(Chunk::items)).isEqualTo(sum(c -> c.autoAccepted() + c.people() + c.gold()));
        assertThat(accepted()).hasSize((int) sum(c -> c.autoAccepted() - c.autoAudited()));
        assertThat(tasks()).hasSize((int) sum(c -> c.autoAudited() + c.people() + c.gold()));
        assertThat(tasks())
                .filteredOn(t -> t.stratum() == Stratum.AUTO)
                .allSatisfy(t -> assertThat(t.audit()).isEqualTo(AuditState.DUE));
        assertThat(tasks())
                .filteredOn(t -> t.stratum() == Stratum.GOLD)
                .hasSize(45)
                .allSatisfy(t -> assertThat(t.wanted()).isEqualTo(2));
        assertThat(stage.rows().stream().filter(row -> row.sk().equals("TASK"))).hasSameSizeAs(tasks());
    }

    @Test
    void a_task_and_an_accepted_line_name_the_place_of_the_items_line() {
        run(Manifest.of(90), Manifest.SETTINGS);

        assertThat(tasks()).allSatisfy(task -> {
            String key = chunks().get(task.place().chunk()).key();
            byte[] line = stage.bucket()
                    .readRange(key, task.place().offset(), task.place().length());
            assertThat(Json.parse(line).path("id").asText()).isEqualTo(task.item());
        });
        assertThat(accepted())
                .allSatisfy(line -> assertThat(new String(
                                stage.bucket().readRange(Layout.manifest("b"), line.offset(), 12),
                                StandardCharsets.UTF_8))
                        .startsWith("{\"id\":\"i"));
    }

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

        Batch batch = run(manifest, Manifest.SETTINGS);

        assertThat(batch.phase()).isEqualTo(Phase.LABELLING);
        assertThat(sum(Chunk::items)).isEqualTo(61);
        assertThat(sum(Chunk::items)).isEqualTo(sum(c -> c.autoAccepted() + c.people() + c.gold()));
        assertThat(sum(Chunk::rejected)).isEqualTo(14);
        assertThat(reasons().values().stream().mapToInt(i -> i).sum()).isEqualTo(14);
        assertThat(reasons().keySet())
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
    void texts_and_objects_behind_references_are_labelled_alike() {
        stage.bucket().put("stuff/a.txt", "text/plain", "a fine thing".getBytes(StandardCharsets.UTF_8));
        Manifest manifest =
                Manifest.of(60).line("{\"id\":\"ref\",\"source-ref\":\"s3://" + stage.name + "/stuff/a.txt\"}");

        run(manifest, Manifest.SETTINGS);

        assertThat(sum(Chunk::autoAccepted)).isEqualTo(21);
    }

    @Test
    void a_rule_for_a_class_that_is_not_there_fails_the_batch_with_the_reason() {
        Batch batch = run(Manifest.of(3), Manifest.SETTINGS.replace("\"class\":\"good\"", "\"class\":\"great\""));

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).contains("a rule names the class \"great\"");
        assertThat(stage.batches().active()).isEmpty();
        assertThat(rejections())
                .singleElement()
                .satisfies(r -> assertThat(r.reason()).isEqualTo(batch.note()));
    }

    private List<Rejection> rejections() {
        return stage.rejections("batch/b");
    }

    @Test
    void gold_that_cannot_be_used_fails_the_batch_and_names_the_line() {
        Manifest manifest = Manifest.of(3);
        stage.upload("batches/b/batch.json", Manifest.SETTINGS);
        stage.upload(
                "batches/b/gold.jsonl", "{\"id\":\"i0\",\"label\":\"good\"}\n{\"id\":\"i1\",\"label\":\"great\"}\n");
        stage.bucket().put("batches/b/manifest.jsonl", "text/plain", manifest.bytes());
        flow.uploaded("batches/b/manifest.jsonl");

        Batch batch = flow.untilLabelling("b");

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).startsWith("gold.jsonl line 2: label \"great\"");
    }

    @Test
    void messages_that_come_again_late_or_of_another_batch_change_nothing() {
        run(Manifest.of(30), Manifest.SETTINGS);
        Map<String, Object> before = flow.canonical();
        List<JsonNode> stale = new ArrayList<>();
        for (Chunk chunk : chunks()) {
            stale.add(new ChunkMessage("b", chunk.number(), Step.SCORE).toJson());
            stale.add(new ChunkMessage("b", chunk.number(), Step.ROUTE).toJson());
        }
        stale.add(new ChunkMessage("b", 0, Step.DUPLICATES).toJson());
        stale.add(new ChunkMessage("nobody", 0, Step.SCORE).toJson());

        JsonNode answer = stage.services().prelabel().handle(Events.queued(stale));

        assertThat(Events.failures(answer)).isZero();
        assertThat(flow.canonical()).isEqualTo(before);
    }

    @Test
    void a_message_that_is_none_fails_alone() {
        run(Manifest.of(30), Manifest.SETTINGS);

        JsonNode answer = stage.services()
                .prelabel()
                .handle(Events.queued(
                        List.of(Json.object().put("batch", "b"), new ChunkMessage("b", 0, Step.SCORE).toJson())));

        assertThat(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"))
                .containsExactly("m-1");
    }

    @Test
    void both_passes_delivered_twice_at_once_count_once() {
        upload(Manifest.of(30), Manifest.SETTINGS);
        List<JsonNode> messages = stage.drain(stage.prelabelQueue);
        messages.addAll(messages);
        stage.services().prelabel().handle(Events.queued(messages));

        flow.untilLabelling("b");

        assertThat(sum(Chunk::items)).isEqualTo(30);
    }

    @Test
    void a_run_that_died_at_any_write_of_either_pass_ends_like_the_calm_one() {
        Crash counting = Crash.never();
        Map<String, Object> calm = runDieing(counting);
        int writes = counting.writes();
        assertThat(writes).isGreaterThan(12);

        for (int at = 1; at <= writes; at++) {
            Crash crash = at % 2 == 0 ? Crash.before(at) : Crash.after(at);
            Map<String, Object> state = runDieing(crash);

            assertThat(crash.happened()).isTrue();
            assertThat(state).as("died at write %d", at).isEqualTo(calm);
        }
    }

    private static Map<String, Object> runDieing(Crash crash) {
        Stage own = new Stage();
        Flow run = new Flow(own);
        Manifest manifest = Manifest.of(9).line("broken").item("i0", "again");
        own.upload("batches/b/batch.json", Manifest.SETTINGS);
        own.upload("batches/b/gold.jsonl", manifest.gold());
        own.bucket().put("batches/b/manifest.jsonl", "text/plain", manifest.bytes());
        run.uploaded("batches/b/manifest.jsonl");
        run.dieing(crash);
        run.untilLabelling("b");
        return run.canonical();
    }
}
