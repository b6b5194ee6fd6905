package dev.labelmill.lambda.intake;

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

    /** Without a limit, a small file of no line breaks would unpack into all of the memory. */
    private static final int MAX_LINE_BYTES = 16 << 20;

    private final Bucket bucket;
    private final String batch;
    private final long partBytes;
    private final ByteArrayOutputStream part = new ByteArrayOutputStream();
    private final List<Chunk> chunks = new ArrayList<>();

    ManifestParts(Bucket bucket, String batch, long partBytes) {
        this.bucket = bucket;
        this.batch = batch;
        this.partBytes = partBytes;
    }

    /** Adds everything a stream holds, cut behind the first line break after each {@code partBytes}. */
    void addAll(InputStream lines) throws IOException {
        byte[] buffer = new byte[64 << 10];
        for (int read = lines.read(buffer); read >= 0; read = lines.read(buffer)) {
            add(buffer, read);
        }
    }

    private void add(byte[] buffer, int length) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n' && part.size() + i + 1 - from >= partBytes) {
                part.write(buffer, from, i + 1 - from);
                from = i + 1;
                store();
            }
        }
        part.write(buffer, from, length - from);
        if (part.size() > partBytes + MAX_LINE_BYTES) {
            throw new IllegalArgumentException("manifest.jsonl.gz has a line of more than 16 MiB");
        }
    }

    /** Adds one line, without its line break. */
    void addLine(byte[] line) {
        part.writeBytes(line);
        part.write('\n');
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
