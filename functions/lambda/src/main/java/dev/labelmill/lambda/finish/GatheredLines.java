package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/**
 * The settled tasks of a batch as its gathered parts hold them, in the manifest's order. Each iteration opens the parts
 * again, one at a time.
 */
final class GatheredLines<T> implements Iterable<T> {

    private final Bucket bucket;
    private final String batch;
    private final int chunks;
    private final Function<JsonNode, T> reader;

    GatheredLines(Bucket bucket, String batch, int chunks, Function<JsonNode, T> reader) {
        this.bucket = bucket;
        this.batch = batch;
        this.chunks = chunks;
        this.reader = reader;
    }

    /** One part being read. */
    static final class Part<T> implements AutoCloseable {
        private final BufferedReader lines;
        private final Function<JsonNode, T> reader;

        Part(Bucket bucket, String batch, int chunk, Function<JsonNode, T> reader) throws IOException {
            this.reader = reader;
            lines = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(bucket.open(Layout.gathered(batch, chunk)), 64 << 10), StandardCharsets.UTF_8));
        }

        /** The next task, or null after the last. */
        T next() throws IOException {
            String line = lines.readLine();
            return line == null ? null : reader.apply(Json.MAPPER.readTree(line));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int chunk;
            private Part<T> part;
            private T next = advance();

            private T advance() {
                try {
                    while (true) {
                        if (part == null && chunk == chunks) {
                            return null;
                        }
                        part = part == null ? new Part<>(bucket, batch, chunk++, reader) : part;
                        T task = part.next();
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
            public T next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                T taken = next;
                next = advance();
                return taken;
            }
        };
    }
}
