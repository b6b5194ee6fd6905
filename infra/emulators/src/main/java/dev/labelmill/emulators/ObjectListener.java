package dev.labelmill.emulators;

/** Told of each change of an object in the S3 server, on the server's request thread, after the change is readable. */
@FunctionalInterface
public interface ObjectListener {

    /**
     * An object came or went.
     *
     * @param eventName as S3 names it: {@code ObjectCreated:Put}, {@code ObjectCreated:CompleteMultipartUpload},
     *     {@code ObjectCreated:Copy} or {@code ObjectRemoved:Delete}
     * @param bucket the bucket's name
     * @param key the object's key, not encoded
     * @param size in bytes; 0 for a removal
     * @param etag without quotes; empty for a removal
     */
    void changed(String eventName, String bucket, String key, long size, String etag);
}
