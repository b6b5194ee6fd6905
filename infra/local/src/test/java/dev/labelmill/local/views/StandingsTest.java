package dev.labelmill.local.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.local.stack.WatchedHouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Items without a task, of a batch whose items wait for later rounds and whose near-duplicates are labelled once. */
class StandingsTest {

    private static final String ID = "standings";
    private static final String SETTINGS = """
            {"project": "tests", "seed": 1, "chunkBytes": 4096,
             "labelType": {"kind": "single-choice", "classes": ["ham", "spam"]},
             "prelabel": {"labeler": "trained", "features": {"kind": "hashed-ngrams", "buckets": 512, "minN": 1, "maxN": 1}},
             "autoAccept": {"targetError": 0.1, "confidence": 0.9},
             "rounds": {"firstSample": 20, "perRound": 10, "most": 2, "labelBudget": 240},
             "nearDuplicates": {"similarity": 1},
             "overlap": {"min": 2, "max": 3, "targetConfidence": 0.9},
             "vendors": [{"name": "crowd", "tier": "crowd", "pricePerLabel": 0.01, "capacity": 100, "deadlineSeconds": 600}]}
            """;

    private final Bucket bucket = WatchedHouse.shared().premises().bucket();
    private final Batch batch = Batch.received(
            BatchSettingsReader.read(ID, SETTINGS.getBytes(StandardCharsets.UTF_8)), "", "etag", Instant.EPOCH);
    private final Chunk cut = Chunk.cut(ID, 0, "batches/standings/manifest.jsonl", 0, 400, "etag");
    private final Chunk scored = cut.scored(CalibrationCounts.EMPTY, ScoreCounts.EMPTY, 4, 0, 0);

    @Test
    void what_no_pass_has_routed_is_not_routed() throws IOException {
        assertThat(Standings.of(bucket, batch, cut).at(0)).isEqualTo(Standing.UNROUTED);
        assertThat(Standings.of(bucket, batch, scored).at(0)).isEqualTo(Standing.UNROUTED);
    }

    @Test
    void what_waits_and_what_takes_anothers_label_is_not_accepted() throws IOException {
        Chunk routed = scored.routed(0, 0, 0, 0, 1, 0).represented(1);
        bucket.put(Layout.waiting(ID, 0, 0), "application/gzip", zipped("{\"o\":100,\"l\":99,\"id\":\"b\"}\n"));
        bucket.put(
                Layout.nearDuplicates(ID, 0),
                "text/tab-separated-values",
                "200\t0\t100\nrepresentative\t100\n".getBytes(StandardCharsets.UTF_8));
        for (Chunk chunk : new Chunk[] {routed, routed.scoredAgain(CalibrationCounts.EMPTY, ScoreCounts.EMPTY)}) {
            Standings standings = Standings.of(bucket, batch, chunk);

            assertThat(standings.at(100)).isEqualTo(Standing.WAITING);
            assertThat(standings.at(200)).isEqualTo(Standing.REPRESENTED);
            assertThat(standings.at(300)).isEqualTo(Standing.ACCEPTED);
        }
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
