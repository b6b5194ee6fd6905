package dev.labelmill.lambda.intake;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines collected into plain parts of about a chunk's size, each an object and a chunk of its own: how a
 * manifest that cannot be read by ranges becomes chunks. The same lines always give the same parts.
 */
final class ManifestParts {

    /** For a byte order mark, a carriage return, and the byte that is too many. */
    private static final int ROOM = 8;

    private final Bucket bucket;
    private final String batch;
    private final long partBytes;
    private final long keptOfLine;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final List<Chunk> chunks = new ArrayList<>();
    private long lineBytes;

    ManifestParts(Bucket bucket, BatchSettings settings) {
        this.bucket = bucket;
        this.batch = settings.batch();
        this.partBytes = settings.chunkBytes();
        this.keptOfLine = (long) settings.maxLineBytes() + ROOM;
    }

    /**
     * Adds everything a stream holds, cut behind the first line break after each {@code partBytes}. Of a
     * line beyond the batch's limit as much is kept as shows that it is too long.
     */
    void addAll(InputStream lines) throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (int read = lines.read(buffer); read >= 0; read = lines.read(buffer)) {
            add(buffer, read);
        }
    }

    private void add(byte[] buffer, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                keep(buffer, from, i - from);
                endLine();
                from = i + 1;
            }
        }
        keep(buffer, from, length - from);
    }

    private void keep(byte[] buffer, int from, int length) {
        part.write(buffer, from, (int) Math.max(0, Math.min(length, keptOfLine - lineBytes)));
        lineBytes += length;
    }

    /** Adds one line, without its line break. */
    void addLine(byte[] line) {
        part.writeBytes(line);
        endLine();
    }

    private void endLine() {
        part.write('\n');
        lineBytes = 0;
        if (part.size() >= partBytes) {
            store();
        }
    }

    private void store() {
        String key = Layout.manifestPart(batch, chunks.size());
        bucket.put(key, "application/x-ndjson", part.toByteArray());
        ObjectInfo stored = bucket.head(key).orElseThrow();
        chunks.add(Chunk.cut(batch, chunks.size(), key, 0, stored.size(), stored.etag()));
        part.reset();
    }

    /** The chunks of all that was added. */
    List<Chunk> finish() {
        if (part.size() > 0) {
            store();
        }
        return chunks;
    }
}
