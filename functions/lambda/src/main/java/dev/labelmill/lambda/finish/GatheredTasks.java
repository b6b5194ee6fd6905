package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.results.SettledTask;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;

/**
 * The settled tasks of a batch as its gathered parts hold them, in the manifest's order. Each iteration opens the parts
 * again, one at a time.
 */
final class GatheredTasks implements Iterable<SettledTask> {

    private final Bucket bucket;
    private final String batch;
    private final int chunks;

    GatheredTasks(Bucket bucket, String batch, int chunks) {
        this.bucket = bucket;
        this.batch = batch;
        this.chunks = chunks;
    }

    /** One part being read. */
    static final class Part implements AutoCloseable {
        private final BufferedReader lines;

        Part(Bucket bucket, String batch, int chunk) throws IOException {
            lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(bucket.open(Layout.gathered(batch, chunk)), 64 << 10), StandardCharsets.UTF_8));
        }

        /** The next task, or null after the last. */
        SettledTask next() throws IOException {
            String line = lines.readLine();
            return line == null ? null : read(line);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Override
    public Iterator<SettledTask> iterator() {
        return new Iterator<>() {
            private int chunk;
            private Part part;
            private SettledTask next = advance();

            private SettledTask advance() {
                try {
                    while (true) {
                        if (part == null && chunk == chunks) {
                            return null;
                        }
                        part = part == null ? new Part(bucket, batch, chunk++) : part;
                        SettledTask task = part.next();
                        if (task != null) {
                            return task;
                        }
                        part.close();
                        part = null;
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public SettledTask next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                SettledTask taken = next;
                next = advance();
                return taken;
            }
        };
    }

    /** A task as one line. */
    static String write(SettledTask task) {
        ObjectNode line = Json.object()
                .put("offset", task.offset())
                .put("item", task.item())
                .put("stratum", task.stratum().name());
        ArrayNode ballots = line.putArray("ballots");
        task.ballots()
                .forEach(ballot -> ballots.addArray().add(ballot.annotator()).add(ballot.answer()));
        put(line, "known", task.known());
        put(line, "prelabel", task.prelabel());
        line.putObject("resolution")
                .put("answer", task.resolution().answer())
                .put("confidence", task.resolution().confidence())
                .put("by", task.resolution().by().name());
        put(line, "audit", task.audit());
        return Json.write(line);
    }

    private static void put(ObjectNode line, String name, OptionalInt value) {
        value.ifPresent(v -> line.put(name, v));
    }

    private static SettledTask read(String text) throws IOException {
        JsonNode line = Json.MAPPER.readTree(text);
        List<Vote> ballots = new ArrayList<>();
        for (JsonNode ballot : line.get("ballots")) {
            ballots.add(new Vote(ballot.get(0).textValue(), ballot.get(1).intValue()));
        }
        JsonNode resolution = line.get("resolution");
        return new SettledTask(
                line.get("offset").longValue(),
                line.get("item").textValue(),
                Stratum.valueOf(line.get("stratum").textValue()),
                ballots,
                optional(line, "known"),
                optional(line, "prelabel"),
                new Resolution(
                        resolution.get("answer").intValue(),
                        resolution.get("confidence").doubleValue(),
                        Resolution.By.valueOf(resolution.get("by").textValue())),
                optional(line, "audit"));
    }

    private static OptionalInt optional(JsonNode line, String name) {
        return line.has(name) ? OptionalInt.of(line.get(name).intValue()) : OptionalInt.empty();
    }
}
