package dev.labelmill.emulators.memory.objects;

import java.time.Instant;
import java.util.Map;

/**
 * An object as it is kept. Nobody changes its content.
 *
 * @param etag with its quotes
 */
record StoredObject(byte[] content, String etag, String contentType, Map<String, String> metadata, Instant modified) {

    /** What S3 calls content of which nobody said what it is. */
    private static final String UNKNOWN = "binary/octet-stream";

    static StoredObject of(
            byte[] content, String etag, String contentType, Map<String, String> metadata, Instant modified) {
        return new StoredObject(
                content, etag, contentType == null ? UNKNOWN : contentType, Map.copyOf(metadata), modified);
    }

    /** The same at another time. */
    StoredObject at(Instant now) {
        return new StoredObject(content, etag, contentType, metadata, now);
    }

    /** Whether this is the version that somebody has seen; quotes do not matter. */
    boolean is(String seen) {
        return etag.replace("\"", "").equals(seen.replace("\"", ""));
    }
}
