package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.AcceptedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A chunk's auto-accepted items that nobody looked at, asked for by ascending offset. */
final class AcceptedLines implements AutoCloseable {

    private final BufferedReader lines;
    private AcceptedLine next;

    AcceptedLines(Bucket bucket, String batch, Chunk chunk) throws IOException {
        lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(bucket.open(Layout.accepted(batch, chunk.routedRound(), chunk.number())), 64 << 10),
                StandardCharsets.UTF_8));
        next = read();
    }

    private AcceptedLine read() throws IOException {
        String line = lines.readLine();
        return line == null ? null : AcceptedLine.read(line);
    }

    /** The item at an offset, if it is one of them. */
    Optional<AcceptedLine> at(long offset) throws IOException {
        if (next == null || next.offset() != offset) {
            return Optional.empty();
        }
        AcceptedLine found = next;
        next = read();
        return Optional.of(found);
    }

    boolean isExhausted() {
        return next == null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
