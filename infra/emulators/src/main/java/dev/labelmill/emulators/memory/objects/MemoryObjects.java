package dev.labelmill.emulators.memory.objects;

import dev.labelmill.emulators.memory.Utf8Order;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Buckets in memory, with S3's conditions, ranges, pages and uploads in parts. Each call takes effect at one instant. Neither
 * versions, delimiters nor checksums; operations that no function needs are not there. Safe for use by several threads.
 */
public final class MemoryObjects implements S3Client {
    private static final int MOST_KEYS = 1000;

    private final Clock clock;
    private final Map<String, StoredBucket> buckets = new HashMap<>();

    /**
     * No buckets yet.
     *
     * @param clock what it shows, to the second, is when objects came
     */
    public MemoryObjects(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized CreateBucketResponse createBucket(CreateBucketRequest request) {
        buckets.computeIfAbsent(request.bucket(), name -> new StoredBucket());
        return CreateBucketResponse.builder().build();
    }

    @Override
    public synchronized DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
        if (!bucket(request.bucket()).objects.isEmpty()) {
            throw Refused.bucketNotEmpty();
        }
        buckets.remove(request.bucket());
        return DeleteBucketResponse.builder().build();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        byte[] content = bytes(body);
        // As the SDK does, which sends what the body says of itself.
        String type = request.contentType() == null ? body.contentType() : request.contentType();
        StoredObject object = StoredObject.of(content, Hashes.etag(content), type, request.metadata(), now());
        synchronized (this) {
            StoredBucket bucket = bucket(request.bucket());
            if (request.ifNoneMatch() != null && bucket.objects.containsKey(request.key())) {
                throw Refused.precondition();
            }
            if (request.ifMatch() != null) {
                bucket.object(request.key(), request.ifMatch());
            }
            bucket.objects.put(request.key(), object);
        }
        return PutObjectResponse.builder().eTag(object.etag()).build();
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> reader) {
        StoredObject object = found(request.bucket(), request.key(), request.ifMatch());
        Range range = Range.of(request.range(), object.content().length);
        byte[] content = range.in(object.content());
        GetObjectResponse answer = GetObjectResponse.builder()
                .eTag(object.etag())
                .contentLength((long) content.length)
                .contentRange(request.range() == null ? null : range.told())
                .contentType(object.contentType())
                .metadata(object.metadata())
                .lastModified(object.modified())
                .build();
        try {
            return reader.transform(answer, AbortableInputStream.create(new ByteArrayInputStream(content)));
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        StoredObject object = found(request.bucket(), request.key(), request.ifMatch());
        return HeadObjectResponse.builder()
                .eTag(object.etag())
                .contentLength((long) object.content().length)
                .contentType(object.contentType())
                .metadata(object.metadata())
                .lastModified(object.modified())
                .build();
    }

    @Override
    public synchronized CopyObjectResponse copyObject(CopyObjectRequest request) {
        if (request.sourceBucket().equals(request.destinationBucket())
                && request.sourceKey().equals(request.destinationKey())) {
            throw Refused.copyOntoItself();
        }
        StoredObject copy = bucket(request.sourceBucket())
                .object(request.sourceKey(), request.copySourceIfMatch())
                .at(now());
        bucket(request.destinationBucket()).objects.put(request.destinationKey(), copy);
        return CopyObjectResponse.builder()
                .copyObjectResult(result -> result.eTag(copy.etag()).lastModified(copy.modified()))
                .build();
    }

    @Override
    public synchronized DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        bucket(request.bucket()).objects.remove(request.key());
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public synchronized ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        if (request.delimiter() != null) {
            throw new UnsupportedOperationException("no folders in memory");
        }
        String prefix = request.prefix() == null ? "" : request.prefix();
        String behind = request.continuationToken() == null ? request.startAfter() : request.continuationToken();
        int most = request.maxKeys() == null ? MOST_KEYS : Math.min(MOST_KEYS, request.maxKeys());
        var objects = bucket(request.bucket()).objects.tailMap(prefix, true);
        List<S3Object> found = (behind == null || Utf8Order.compare(behind, prefix) < 0
                        ? objects
                        : objects.tailMap(behind, false))
                .entrySet().stream()
                        .takeWhile(entry -> entry.getKey().startsWith(prefix))
                        .limit(most + 1L)
                        .map(entry -> listed(entry.getKey(), entry.getValue()))
                        .toList();
        boolean more = found.size() > most;
        List<S3Object> page = more ? found.subList(0, most) : found;
        return ListObjectsV2Response.builder()
                .name(request.bucket())
                .prefix(request.prefix())
                .contents(page)
                .keyCount(page.size())
                .maxKeys(most)
                .isTruncated(more)
                .nextContinuationToken(more ? page.get(most - 1).key() : null)
                .build();
    }

    private static S3Object listed(String key, StoredObject object) {
        return S3Object.builder()
                .key(key)
                .eTag(object.etag())
                .size((long) object.content().length)
                .lastModified(object.modified())
                .build();
    }

    @Override
    public synchronized CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        return CreateMultipartUploadResponse.builder()
                .bucket(request.bucket())
                .key(request.key())
                .uploadId(bucket(request.bucket()).begin(request.key(), request.contentType(), request.metadata()))
                .build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        byte[] content = bytes(body);
        synchronized (this) {
            bucket(request.bucket()).upload(request.uploadId()).parts().put(request.partNumber(), content);
        }
        return UploadPartResponse.builder().eTag(Hashes.etag(content)).build();
    }

    @Override
    public synchronized CompleteMultipartUploadResponse completeMultipartUpload(
            CompleteMultipartUploadRequest request) {
        StoredBucket bucket = bucket(request.bucket());
        StoredBucket.Upload upload = bucket.upload(request.uploadId());
        List<byte[]> parts = request.multipartUpload().parts().stream()
                .map(part -> part(upload, part))
                .toList();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        StoredObject object = StoredObject.of(
                whole.toByteArray(), Hashes.etag(parts), upload.contentType(), upload.metadata(), now());
        bucket.objects.put(upload.key(), object);
        bucket.uploads.remove(request.uploadId());
        return CompleteMultipartUploadResponse.builder()
                .bucket(request.bucket())
                .key(upload.key())
                .eTag(object.etag())
                .build();
    }

    private static byte[] part(StoredBucket.Upload upload, CompletedPart told) {
        byte[] content = upload.parts().get(told.partNumber());
        if (content == null || !Hashes.etag(content).equals(told.eTag())) {
            throw Refused.part();
        }
        return content;
    }

    @Override
    public synchronized AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        StoredBucket bucket = bucket(request.bucket());
        bucket.upload(request.uploadId());
        bucket.uploads.remove(request.uploadId());
        return AbortMultipartUploadResponse.builder().build();
    }

    private synchronized StoredObject found(String bucket, String key, String ifMatch) {
        return bucket(bucket).object(key, ifMatch);
    }

    private StoredBucket bucket(String name) {
        StoredBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw Refused.noBucket(name);
        }
        return bucket;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static byte[] bytes(RequestBody body) {
        try (InputStream content = body.contentStreamProvider().newStream()) {
            return content.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}
}
