package dev.labelmill.local.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.Unclassed;
import dev.labelmill.core.task.ValueJudge;
import dev.labelmill.core.work.Postings;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.local.stack.WatchedHouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Items whose pre-label, a rating of 3, stands untested as batch.json says. */
class UntestedItemsTest {

    private static final String ID = "untested";
    private static final Rating TYPE = new Rating(1, 5);
    private static final Grade PRELABEL = new Grade(3);
    private static final String SETTINGS = """
        {"project": "tests", "seed": 1, "chunkBytes": 4096, "labelType": {"kind": "rating", "lowest": 1, "highest": 5},
         "prelabel": {"labeler": "imported", "field": "guess", "confidenceField": "sure", "acceptWithoutCalibration": 0.9},
         "audit": {"autoAccepted": 1, "human": 0, "confidence": 0.9},
         "overlap": {"min": 2, "max": 3, "targetConfidence": 0.9},
         "vendors": [{"name": "crowd", "tier": "crowd", "pricePerLabel": 0.01, "capacity": 100, "deadlineSeconds": 600},
                     {"name": "experts", "tier": "expert", "pricePerLabel": 0.1, "capacity": 9, "deadlineSeconds": 600}]}
        """;

    private final Premises premises = WatchedHouse.shared().premises();
    private final Batch batch = Batch.received(
                    BatchSettingsReader.read(ID, SETTINGS.getBytes(StandardCharsets.UTF_8)), "", "etag", Instant.EPOCH)
            .cutInto(1, "etag");

    @Test
    void an_item_that_nobody_looked_at_is_auto_accepted_with_its_score() throws IOException {
        Chunk cut = Chunk.cut(ID, 0, "batches/untested/manifest.jsonl", 0, 40, "etag")
                .attempted("first");
        premises.bucket().put(Layout.scores(cut, 0), "application/gzip", zipped("""
            {"o":0,"l":40,"id":"a","c":0.95}
            """));
        ChunkStore chunks = new ChunkStore(premises.table());
        chunks.cut(List.of(
                cut.scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, 1, 0, 0).routed(0, 1, 0, 0, 0, 0)));

        try (ScoredItems source = new ScoredItems(premises, batch, "")) {
            ItemSource.Found found = source.read(9).get(0);
            JsonNode row = row(new SeenItem(
                    found.id(), found.at(), found.standing(), found.guess(), Optional.empty(), Optional.empty()));

            assertThat(row.path("way").asText()).isEqualTo("auto-accepted");
            assertThat(row.path("final").toString())
                    .isEqualTo("{\"label\":\"rating\",\"confidence\":0.95,\"by\":\"prelabel\",\"isFinal\":false}");
            assertThat(row.path("prelabelOverruled").asBoolean()).isFalse();
        }
    }

    @Test
    void it_is_contested_by_an_auditor_who_says_something_else_and_not_by_a_score_below_1() {
        Task task = Task.auditOfAccepted(
                ID,
                "a",
                new ItemPlace(0, 0, 40),
                0.5,
                null,
                new Resolution(Unclassed.VALUE, 0.95, Resolution.By.PRELABEL));

        assertThat(row(seen(task)).path("way").asText()).isEqualTo("auto-accepted");
        assertThat(seen(task).isContested()).isFalse();
        assertThat(seen(audited(task, 3)).isContested()).isFalse();
        assertThat(seen(audited(task, 5)).isContested()).isTrue();
    }

    private static Task audited(Task task, int grade) {
        Label label = new Label(
                ID,
                "tests",
                "a",
                "experts",
                "x",
                Optional.of(new Grade(grade)),
                1,
                "m",
                "d",
                Purpose.AUDIT,
                Postings.undated(1),
                1,
                OptionalInt.empty(),
                Spend.NONE,
                Optional.empty(),
                0);
        return task.receive(
                label,
                new ValueJudge<>(
                        new Checks<>(TYPE, List.of()),
                        new StopRule(2, 3, 0.9, true),
                        new Draw(1),
                        0,
                        0,
                        List.of(label),
                        Optional.of(PRELABEL)));
    }

    private static SeenItem seen(Task task) {
        return new SeenItem(
                "a",
                LineAt.parse("c.0.0.40"),
                Standing.ACCEPTED,
                Optional.empty(),
                Optional.of(task),
                Optional.empty());
    }

    private static JsonNode row(SeenItem item) {
        return new ItemForm(TYPE).row(item, Json.object().put("source", "text"));
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
