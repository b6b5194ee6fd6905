package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.calibration.Temperature;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Unclassed;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.ChunkStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The items of a batch that is not done, from the scores of its chunks, which are there as soon as pass 1 has seen them;
 * places are {@code <chunk>.<line>}. Chunks without scores yet are left out.
 */
final class ScoredItems implements ItemSource {

    private static final Pattern PLACE = Pattern.compile("(\\d{1,7})\\.(\\d{1,9})");

    /** Chunks looked at in a request: each is a row and an object. */
    private static final int MOST_CHUNKS = 20;

    private final Bucket bucket;
    private final ChunkStore chunks;
    private final Batch batch;
    private int chunk;
    private int line;
    private int opened;
    private Standings standings;
    private BufferedReader scores;

    /** @param from a place that an earlier request gave; empty for the beginning */
    ScoredItems(Premises premises, Batch batch, String from) {
        bucket = premises.bucket();
        chunks = new ChunkStore(premises.table());
        this.batch = batch;
        if (!from.isEmpty()) {
            Matcher place = PLACE.matcher(from);
            if (!place.matches()) {
                throw new IllegalArgumentException("from must be what the page before gave.");
            }
            chunk = Integer.parseInt(place.group(1));
            line = Integer.parseInt(place.group(2));
        }
    }

    @Override
    public List<Found> read(int most) throws IOException {
        List<Found> found = new ArrayList<>();
        while (found.size() < most && (scores != null || open())) {
            String text = scores.readLine();
            if (text == null) {
                leaveChunk();
            } else {
                line++;
                found.add(found(Json.parse(text.getBytes(StandardCharsets.UTF_8))));
            }
        }
        return found;
    }

    @Override
    public boolean isAtEnd() {
        return chunk >= batch.chunks();
    }

    @Override
    public String resumeAt() {
        return chunk + "." + line;
    }

    @Override
    public void close() throws IOException {
        if (scores != null) {
            scores.close();
        }
    }

    /** Opens the next chunk that has scores; false if there is none or this request has opened enough. */
    private boolean open() throws IOException {
        for (; chunk < batch.chunks() && opened < MOST_CHUNKS; chunk++, line = 0) {
            opened++;
            Optional<Chunk> row = chunks.get(batch.id(), chunk);
            Optional<String> key = row.filter(found -> found.state() != Chunk.State.CUT)
                    .map(found -> Layout.scores(found, 0))
                    .filter(scored -> bucket.head(scored).isPresent());
            if (key.isPresent()) {
                standings = Standings.of(bucket, batch, row.get());
                scores = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(bucket.open(key.get())), StandardCharsets.UTF_8));
                skip();
                return true;
            }
        }
        return false;
    }

    private void skip() throws IOException {
        for (int passed = 0; passed < line && scores.readLine() != null; passed++) {
            // What the page before this one has shown.
        }
    }

    private void leaveChunk() throws IOException {
        scores.close();
        scores = null;
        chunk++;
        line = 0;
    }

    /** The fields are {@code ScoreLine}'s: offset, length, id, distribution, confidence of a pre-label that is no class. */
    private Found found(JsonNode score) {
        LineAt at = new LineAt(chunk, score.path("o").asLong(), score.path("l").asInt());
        return new Found(
                score.path("id").asText(), at, Optional.empty(), standings.at(at.offset()), guess(score), resumeAt());
    }

    private Optional<Prelabel.Share> guess(JsonNode score) {
        JsonNode distribution = score.path("d");
        if (distribution.isEmpty()) {
            return score.has("c")
                    ? Optional.of(
                            new Prelabel.Share(Unclassed.VALUE, score.path("c").asDouble()))
                    : Optional.empty();
        }
        double[] raw = new double[distribution.size()];
        for (int k = 0; k < raw.length; k++) {
            raw[k] = distribution.get(k).asDouble();
        }
        double temperature = batch.plan() == null ? 1 : batch.plan().temperature();
        return Optional.of(
                Prelabel.of(Temperature.apply(raw, temperature)).best().get(0));
    }
}
