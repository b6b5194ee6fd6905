package dev.labelmill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.core.signature.Verdict.Reason;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One batch with everything in it that cannot be used: each gets its answer, and the rest is labelled. */
class BadInputTest {

    private static final int ITEMS = 120;
    private static final int MAX_LINE_BYTES = 20_000;
    private static final Duration LIMIT = Duration.ofMinutes(4);

    @TempDir
    Path temp;

    private Path folder;
    private List<String> lines;

    @BeforeEach
    void write_a_batch_with_bad_lines_among_good_ones() throws Exception {
        folder = new TextBatch("bad", ITEMS, 0.7, 30, 10).write(temp);
        String settings = Files.readString(folder.resolve("batch.json"));
        Files.writeString(
                folder.resolve("batch.json"),
                settings.replace("\"seed\": 5,", "\"seed\": 5, \"maxLineBytes\": " + MAX_LINE_BYTES + ","));
        lines = new ArrayList<>(Files.readAllLines(folder.resolve("manifest.jsonl")));
    }

    @Test
    void each_gets_its_answer_and_the_rest_of_the_batch_completes() throws Exception {
        byte[] manifest = withBadLines();
        Files.write(folder.resolve("manifest.jsonl"), manifest);
        try (House house = new House(temp, Faults.none())) {
            house.bucket().put("batches/bad/manifest.jsonl", "application/x-ndjson", manifest);
            assertThat(firstRejection(house).reason())
                    .isEqualTo("the batch waits for batch.json: upload it to batches/bad/");

            List<HttpResponse<String>> answers = new ArrayList<>();
            house.onObject((event, bucket, key, size, etag) -> {
                if (key.startsWith("outbox/north/bad/") && answers.isEmpty()) {
                    answers.addAll(badDeliveries(house, firstTask(house, key)));
                }
            });
            Batch batch = house.run(folder, LIMIT);

            assertThat(batch.phase()).isEqualTo(Phase.DONE);
            assertThat(labelledIds(house)).containsExactlyInAnyOrderElementsOf(goodIds());
            assertThat(rejectedLines(house))
                    .containsExactlyInAnyOrder(
                            "the line is not valid JSON at column 18",
                            "id \"item-5\" is used by an earlier line",
                            "id \"item-0\" is used by a line of an earlier chunk",
                            "the line is longer than maxLineBytes of batch.json",
                            "id is missing",
                            "id is missing",
                            "exactly one of source and source-ref must be given",
                            "the line is not valid UTF-8");
            assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(422, 422, 400, 401, 401);
            assertThat(rejections(house, "webhook/north"))
                    .extracting(Rejection::reason)
                    .containsExactlyInAnyOrder(
                            "choice \"no such class\" is not one of the batch's classes",
                            "there is no task \"no such task\" in batch \"bad\"",
                            "the body is nested more than 9 levels deep");
            assertThat(rejections(house, "webhook-refused"))
                    .extracting(Rejection::reason)
                    .containsExactlyInAnyOrder(Reason.WRONG_SIGNATURE.sentence(), Reason.STALE.sentence());
        }
    }

    private byte[] withBadLines() {
        ByteArrayOutputStream manifest = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            line(manifest, lines.get(i).getBytes(StandardCharsets.UTF_8));
            if (i == 10) {
                line(manifest, "{\"id\": \"broken\", ".getBytes(StandardCharsets.UTF_8));
                line(manifest, lines.get(5).getBytes(StandardCharsets.UTF_8));
                line(manifest, item("oversized", "x".repeat(MAX_LINE_BYTES)).getBytes(StandardCharsets.UTF_8));
                line(manifest, "{\"source\": \"whose?\"}".getBytes(StandardCharsets.UTF_8));
                line(manifest, item("", "nobody's").getBytes(StandardCharsets.UTF_8));
                line(manifest, "{\"id\": \"empty\"}".getBytes(StandardCharsets.UTF_8));
                line(manifest, item("latin", "caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        line(manifest, lines.get(0).getBytes(StandardCharsets.UTF_8));
        return manifest.toByteArray();
    }

    private static String item(String id, String text) {
        return Json.write(Json.object().put("id", id).put("source", text));
    }

    private static void line(ByteArrayOutputStream out, byte[] bytes) {
        out.writeBytes(bytes);
        out.write('\n');
    }

    private List<HttpResponse<String>> badDeliveries(House house, JsonNode task) {
        String item = task.path("task").asText(task.path("id").asText());
        Instant now = Instant.now();
        Secret other = Secret.ofWebhookKey("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Secret own = house.secret("north");
        String good = label(item, "billing");
        return List.of(
                send(house, own, now, label(item, "no such class")),
                send(house, own, now, label("no such task", "billing")),
                send(house, own, now, "[".repeat(10) + "]".repeat(10)),
                send(house, other, now, good),
                send(house, own, now.minus(Duration.ofMinutes(6)), good));
    }

    private static String label(String task, String choice) {
        return "{\"type\":\"labels.submitted\",\"timestamp\":\"2026-11-24T10:00:00Z\",\"data\":{\"batch\":\"bad\",\"labels\":["
                + "{\"task\":\"" + task + "\",\"annotator\":\"stranger\",\"choice\":\"" + choice
                + "\",\"revision\":1}]}}";
    }

    private static HttpResponse<String> send(House house, Secret secret, Instant at, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(house.webhook().resolve("/webhooks/north"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        String id = "msg_bad_" + Integer.toHexString(body.hashCode());
        new StandardWebhooks().headers(secret, id, at, bytes).forEach(request::header);
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode firstTask(House house, String key) {
        byte[] file = house.bucket().read(key).orElseThrow();
        return Json.parse(new String(file, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow()
                .getBytes(StandardCharsets.UTF_8));
    }

    private static List<Rejection> rejections(House house, String source) {
        return new RejectedStore(house.table())
                .of(source, Instant.now().atZone(ZoneOffset.UTC).toLocalDate());
    }

    private static Rejection firstRejection(House house) throws InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(end)) {
            List<Rejection> found = rejections(house, "batch/bad");
            if (!found.isEmpty()) {
                return found.get(0);
            }
            Thread.sleep(100);
        }
        throw new AssertionError("nothing was rejected within " + LIMIT);
    }

    private static List<String> rejectedLines(House house) {
        return house.bucket()
                .list("rejected/bad/")
                .map(ObjectInfo::key)
                .flatMap(key -> textOf(house, key))
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8))
                        .path("reason")
                        .asText())
                .toList();
    }

    private static Stream<String> textOf(House house, String key) {
        return new String(house.bucket().read(key).orElseThrow(), StandardCharsets.UTF_8).lines();
    }

    private static List<String> labelledIds(House house) {
        return textOf(house, "results/bad/labels.jsonl")
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8))
                        .path("id")
                        .asText())
                .toList();
    }

    private static List<String> goodIds() {
        return Stream.iterate(0, i -> i + 1).limit(ITEMS).map(i -> "item-" + i).toList();
    }
}
