package dev.labelmill.lambda.objects;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket and the few ways it is used. Writes replace whole objects, so repeating one is safe. */
public final class Bucket {

    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    /** What S3 answers a conditional write that came too late (user guide, "Preventing object overwrites"). */
    private static final Set<Integer> LOST_RACE = Set.of(PRECONDITION_FAILED, NOT_FOUND, CONFLICT);

    private final S3Client s3;
    private final String name;

    public Bucket(S3Client s3, String name) {
        this.s3 = s3;
        this.name = name;
    }

    /** Something that writes an object's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Something that writes an object's binary data. */
    @FunctionalInterface
    public interface Data {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** The bucket's name. */
    public String name() {
        return name;
    }

    /** What is known of an object; empty if there is none. */
    public Optional<ObjectInfo> head(String key) {
        try {
            HeadObjectResponse head = s3.headObject(b -> b.bucket(name).key(key));
            return Optional.of(new ObjectInfo(key, unquoted(head.eTag()), head.contentLength()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /**
     * An object's version and when it came.
     *
     * @param modified S3 tells it to the second
     */
    public record Dated(ObjectInfo object, Instant modified) {}

    /** The same as {@link #head}, with the time. */
    public Optional<Dated> dated(String key) {
        try {
            HeadObjectResponse head = s3.headObject(b -> b.bucket(name).key(key));
            return Optional.of(
                    new Dated(new ObjectInfo(key, unquoted(head.eTag()), head.contentLength()), head.lastModified()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens an object at a version; nothing is in it if it is empty.
     *
     * @throws ContentChanged if it is gone or has another content
     */
    public InputStream open(ObjectInfo object) {
        return open(GetObjectRequest.builder()
                .bucket(name)
                .key(object.key())
                .ifMatch('"' + object.etag() + '"')
                .build());
    }

    /** A whole object; empty if there is none. For objects known to be small. */
    public Optional<byte[]> read(String key) {
        try {
            return Optional.of(s3.getObjectAsBytes(b -> b.bucket(name).key(key)).asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens an object.
     *
     * @throws ContentChanged if it is gone
     */
    public InputStream open(String key) {
        return open(GetObjectRequest.builder().bucket(name).key(key).build());
    }

    /**
     * Opens a part of an object, at the version that was accepted.
     *
     * @param to first byte that is not needed; beyond the object's end is fine
     * @throws ContentChanged if it is gone or has another content
     */
    public InputStream open(String key, long from, long to, String etag) {
        return open(GetObjectRequest.builder()
                .bucket(name)
                .key(key)
                .range("bytes=" + from + "-" + (to - 1))
                .ifMatch('"' + etag + '"')
                .build());
    }

    /**
     * Reads a range of an object.
     *
     * @throws ContentChanged if it is gone
     */
    public byte[] readRange(String key, long from, int length) {
        try {
            return s3.getObjectAsBytes(b -> b.bucket(name).key(key).range("bytes=" + from + "-" + (from + length - 1)))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException e) {
            throw new ContentChanged(key);
        }
    }

    private InputStream open(GetObjectRequest request) {
        try {
            return s3.getObject(request);
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
                throw new ContentChanged(request.key());
            }
            throw e;
        }
    }

    /** Writes a small object. */
    public void put(String key, String contentType, byte[] content) {
        s3.putObject(b -> b.bucket(name).key(key).contentType(contentType), RequestBody.fromBytes(content));
    }

    /**
     * A small object as it was read.
     *
     * @param etag its version
     */
    public record Seen(byte[] content, String etag) {}

    /** The same as {@link #read}, with its version. */
    public Optional<Seen> see(String key) {
        try {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(b -> b.bucket(name).key(key));
            return Optional.of(new Seen(
                    object.asByteArrayUnsafe(), unquoted(object.response().eTag())));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a small object unless somebody else has since it was seen.
     *
     * @param etag the version that was seen; null if there was none
     * @return whether it was written; not either where S3 cannot tell, since others write at the same moment
     */
    public boolean put(String key, String contentType, byte[] content, String etag) {
        try {
            s3.putObject(
                    b -> {
                        b.bucket(name).key(key).contentType(contentType);
                        if (etag == null) {
                            b.ifNoneMatch("*");
                        } else {
                            b.ifMatch('"' + etag + '"');
                        }
                    },
                    RequestBody.fromBytes(content));
            return true;
        } catch (S3Exception e) {
            if (LOST_RACE.contains(e.statusCode())) {
                return false;
            }
            throw e;
        }
    }

    /** Writes an object of any size with flat memory; it appears whole or, if writing fails, not at all. */
    public void write(String key, String contentType, Content content) {
        PartedUpload upload = new PartedUpload(s3, name, key, contentType);
        try {
            content.writeTo(upload);
            upload.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            upload.abortUnlessCommitted();
        }
    }

    /** Writes an object of binary data likewise. */
    public void writeData(String key, Data content) {
        write(key, "application/octet-stream", out -> {
            DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
            content.writeTo(data);
            data.flush();
        });
    }

    /**
     * Copies an object inside the bucket, at the version that was seen.
     *
     * @return the copy's own etag
     * @throws ContentChanged if the object has another content by now
     */
    public String copy(ObjectInfo from, String to) {
        try {
            return unquoted(s3.copyObject(b -> b.sourceBucket(name)
                            .sourceKey(from.key())
                            .copySourceIfMatch('"' + from.etag() + '"')
                            .destinationBucket(name)
                            .destinationKey(to))
                    .copyObjectResult()
                    .eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == NOT_FOUND) {
                throw new ContentChanged(from.key());
            }
            throw e;
        }
    }

    /** The objects under a prefix, in key order, page by page. */
    public Stream<ObjectInfo> list(String prefix) {
        return s3.listObjectsV2Paginator(b -> b.bucket(name).prefix(prefix)).contents().stream()
                .map(o -> new ObjectInfo(o.key(), unquoted(o.eTag()), o.size()));
    }

    private static String unquoted(String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }
}
