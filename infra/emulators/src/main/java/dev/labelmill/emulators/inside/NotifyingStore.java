package dev.labelmill.emulators.inside;

import dev.labelmill.emulators.ObjectListener;
import java.io.InputStream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Passes every call on, then tells what it changed. */
final class NotifyingStore extends ForwardingBlobStore {

    /** S3Proxy keeps a multipart upload's metadata in an object of this name until it is complete. */
    private static final String UPLOAD_STUB = ".s3proxy-mpu-stub-";

    private final ObjectListener listener;

    NotifyingStore(BlobStore store, ObjectListener listener) {
        super(store);
        this.listener = listener;
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
        PutObjectResponse response = super.putBlob(request, content);
        created("Put", request.bucket(), request.key());
        return response;
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
        created("CompleteMultipartUpload", request.bucket(), request.key());
        return response;
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        CopyObjectResponse response = super.copyBlob(request);
        created("Copy", request.destinationBucket(), request.destinationKey());
        return response;
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        DeleteObjectResponse response = super.removeBlob(request);
        tell("ObjectRemoved:Delete", request.bucket(), request.key(), 0, "");
        return response;
    }

    /** Size and ETag are read back, since a copy's or a multipart upload's request does not know them. */
    private void created(String how, String bucket, String key) {
        HeadObjectResponse head = delegate()
                .blobMetadata(
                        HeadObjectRequest.builder().bucket(bucket).key(key).build());
        if (head != null) {
            tell("ObjectCreated:" + how, bucket, key, head.contentLength(), unquoted(head.eTag()));
        }
    }

    private void tell(String eventName, String bucket, String key, long size, String etag) {
        if (!key.startsWith(UPLOAD_STUB)) {
            listener.changed(eventName, bucket, key, size, etag);
        }
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }
}
