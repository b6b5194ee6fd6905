package dev.labelmill.bench.load;

import dev.labelmill.bench.load.FileObjects.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** One function's client of the bucket, as far as the functions use one. */
final class WatchedObjects implements S3Client {
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    private static final int MOST_KEYS = 1000;

    private final FileObjects objects;
    private final Watch watch;
    private final Map<String, List<Path>> uploads = new ConcurrentHashMap<>();

    WatchedObjects(FileObjects objects, Watch watch) {
        this.objects = objects;
        this.watch = watch;
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        return watch.object("HeadObject", Latency.OBJECT_READ, request, () -> {
            Stored object = found(request.key(), null);
            return HeadObjectResponse.builder()
                    .eTag(quoted(object))
                    .contentLength(object.size())
                    .lastModified(object.modified())
                    .build();
        });
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> reader) {
        return watch.object("GetObject", Latency.OBJECT_READ, request, () -> {
            Stored object = found(request.key(), request.ifMatch());
            long from = request.range() == null ? 0 : Long.parseLong(part(request.range(), 0));
            long to = request.range() == null
                    ? object.size()
                    : Math.min(object.size(), Long.parseLong(part(request.range(), 1)) + 1);
            GetObjectResponse answer = GetObjectResponse.builder()
                    .eTag(quoted(object))
                    .contentLength(to - from)
                    .build();
            InputStream content = new FirstBytes(FileObjects.open(object, from), to - from);
            try {
                return reader.transform(answer, AbortableInputStream.create(content));
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String part(String range, int which) {
        return range.substring("bytes=".length()).split("-")[which];
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        return watch.object("PutObject", Latency.OBJECT_WRITE, request, () -> {
            if (request.ifNoneMatch() != null && objects.find(request.key()).isPresent()) {
                throw refused(PRECONDITION_FAILED, "there is one already: " + request.key());
            }
            if (request.ifMatch() != null) {
                found(request.key(), request.ifMatch());
            }
            return PutObjectResponse.builder()
                    .eTag(quoted(objects.put(
                            request.key(),
                            out -> FileObjects.copy(body.contentStreamProvider().newStream(), out))))
                    .build();
        });
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        return watch.object("CreateMultipartUpload", Latency.OBJECT_WRITE, request, () -> {
            String id = objects.fresh().getFileName().toString();
            uploads.put(id, new ArrayList<>());
            return CreateMultipartUploadResponse.builder().uploadId(id).build();
        });
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        return watch.object("UploadPart", Latency.OBJECT_WRITE, request, () -> {
            Path part = objects.fresh();
            try (var out = Files.newOutputStream(part)) {
                FileObjects.copy(body.contentStreamProvider().newStream(), out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            uploads.get(request.uploadId()).add(part);
            return UploadPartResponse.builder().eTag("part").build();
        });
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        return watch.object("CompleteMultipartUpload", Latency.OBJECT_WRITE, request, () -> {
            Stored object = objects.join(request.key(), uploads.remove(request.uploadId()));
            return CompleteMultipartUploadResponse.builder()
                    .eTag(quoted(object))
                    .build();
        });
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        return watch.object("CopyObject", Latency.OBJECT_WRITE, request, () -> {
            Stored from = found(request.sourceKey(), request.copySourceIfMatch());
            Stored copy = objects.copy(from, request.destinationKey());
            return CopyObjectResponse.builder()
                    .copyObjectResult(result -> result.eTag(quoted(copy)))
                    .build();
        });
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        return watch.object("ListObjectsV2", Latency.OBJECT_READ, request, () -> {
            String behind = request.continuationToken() == null ? request.prefix() : request.continuationToken();
            List<S3Object> page = objects.behind(behind).entrySet().stream()
                    .takeWhile(entry -> entry.getKey().startsWith(request.prefix()))
                    .limit(MOST_KEYS)
                    .map(entry -> S3Object.builder()
                            .key(entry.getKey())
                            .eTag(quoted(entry.getValue()))
                            .size(entry.getValue().size())
                            .build())
                    .toList();
            boolean more = page.size() == MOST_KEYS;
            return ListObjectsV2Response.builder()
                    .contents(page)
                    .isTruncated(more)
                    .nextContinuationToken(more ? page.get(MOST_KEYS - 1).key() : null)
                    .build();
        });
    }

    private Stored found(String key, String etag) {
        Stored object = objects.find(key)
                .orElseThrow(() -> NoSuchKeyException.builder()
                        .message("there is no " + key)
                        .statusCode(NOT_FOUND)
                        .build());
        if (etag != null && !etag.replace("\"", "").equals(object.etag())) {
            throw refused(PRECONDITION_FAILED, key + " has another version");
        }
        return object;
    }

    private static S3Exception refused(int status, String message) {
        return (S3Exception)
                S3Exception.builder().message(message).statusCode(status).build();
    }

    private static String quoted(Stored object) {
        return '"' + object.etag() + '"';
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}
}
