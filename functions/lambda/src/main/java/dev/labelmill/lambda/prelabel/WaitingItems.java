package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What a chunk's next round looks at, in the order of its lines: what waits, and what calibrates. */
final class WaitingItems {

    private WaitingItems() {}

    static void write(Bucket bucket, Chunk chunk, List<ScoreLine> lines) {
        bucket.write(Layout.waiting(chunk.batch(), chunk.round(), chunk.number()), "application/gzip", out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out);
                    JsonGenerator json = Json.MAPPER.createGenerator(gzip)) {
                json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                json.setRootValueSeparator(null);
                for (ScoreLine line : lines) {
                    line.write(json);
                }
            }
        });
    }

    static List<ScoreLine> read(Bucket bucket, Chunk chunk, int round) {
        String key = Layout.waiting(chunk.batch(), round, chunk.number());
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(bucket.open(key)), StandardCharsets.UTF_8))) {
            List<ScoreLine> waiting = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                waiting.add(ScoreLine.read(line));
            }
            return waiting;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
