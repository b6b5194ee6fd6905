package dev.labelmill.lambda.prelabel;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a chunk that could not be used, as one object under {@code rejected/}: where each lies
 * and what is wrong with it. Their content stays in the manifest.
 */
final class RejectedLines {

    /** A chunk of nothing but bad lines must not take the memory either. */
    private static final int MAX_BYTES = 8 << 20;

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private long count;

    void add(long offset, long length, String reason) {
        count++;
        if (lines.size() < MAX_BYTES) {
            String line = Json.write(
                    Json.object().put("offset", offset).put("length", length).put("reason", reason));
            lines.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    long count() {
        return count;
    }

    /** Stores them, if there are any. */
    void store(Bucket bucket, String batch, String pass, int chunk) {
        if (count > 0) {
            bucket.put(Layout.rejectedLines(batch, pass, chunk), "application/x-ndjson", lines.toByteArray());
        }
    }
}
