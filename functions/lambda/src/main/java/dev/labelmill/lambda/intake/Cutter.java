package dev.labelmill.lambda.intake;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.manifest.ByteRange;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Turns a batch's items into chunks. What was uploaded is copied first, so that nothing a user does to
 * the upload folder reaches a batch that runs.
 */
final class Cutter {

    /** S3 copies objects of up to 5 GiB in one request. */
    private static final long MAX_MANIFEST_BYTES = 5L << 30;

    private final Bucket bucket;

    Cutter(Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * The chunks of a batch.
     *
     * @throws ContentChanged if the upload is no longer what was accepted
     */
    List<Chunk> cut(Batch batch, Source source) {
        Companions.copy(bucket, batch.settings());
        try {
            if (source instanceof Source.Plain plain) {
                return ranges(batch, plain.object());
            }
            if (source instanceof Source.Gzip gzip) {
                return unpacked(batch, gzip.object());
            }
            return listed(batch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Chunk> ranges(Batch batch, ObjectInfo manifest) {
        if (manifest.size() > MAX_MANIFEST_BYTES) {
            throw new IllegalArgumentException("manifest.jsonl has more than 5 GiB; cut it into several batches");
        }
        String key = Layout.manifest(batch.id());
        String etag = bucket.copy(manifest, key);
        List<Chunk> chunks = new ArrayList<>();
        for (ByteRange range : ByteRange.cut(manifest.size(), batch.settings().chunkBytes())) {
            chunks.add(Chunk.cut(batch.id(), chunks.size(), key, range.start(), range.end(), etag));
        }
        return chunks;
    }

    private List<Chunk> unpacked(Batch batch, ObjectInfo manifest) throws IOException {
        ManifestParts parts = new ManifestParts(bucket, batch.settings());
        if (manifest.size() == 0) {
            throw new EOFException("an empty file is no gzip file");
        }
        try (InputStream plain = unzipped(bucket.open(manifest.key(), 0, manifest.size(), manifest.etag()))) {
            parts.addAll(plain);
        }
        return parts.finish();
    }

    /**
     * A gzip file's content, of all its members. GZIPInputStream takes a stream that has nothing available
     * at the moment, as a slow network has not, for its end between two members.
     */
    static InputStream unzipped(InputStream compressed) throws IOException {
        return new GZIPInputStream(new FilterInputStream(new BufferedInputStream(compressed, 64 << 10)) {
            @Override
            public int available() {
                return 1;
            }
        });
    }

    private List<Chunk> listed(Batch batch) {
        ManifestParts parts = new ManifestParts(bucket, batch.settings());
        String folder = Layout.items(batch.id());
        for (Iterator<ObjectInfo> items = bucket.list(folder).iterator(); items.hasNext(); ) {
            String key = items.next().key();
            if (!key.endsWith("/")) {
                String line = Json.write(Json.object()
                        .put("id", key.substring(folder.length()))
                        .put("source-ref", "s3://" + bucket.name() + "/" + key));
                parts.addLine(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return parts.finish();
    }
}
