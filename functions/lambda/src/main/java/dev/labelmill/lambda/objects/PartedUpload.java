package dev.labelmill.lambda.objects;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * An object being written: one PUT if it fits a part, a multipart upload if it does not. Nothing is
 * visible before {@link #commit()}. Closing means nothing here: whoever wraps this stream closes it
 * before all is known to be well.
 */
final class PartedUpload extends OutputStream {

    /** S3's smallest part is 5 MiB, and 10,000 of them are the most. */
    private static final int PART_BYTES = 8 << 20;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[64 << 10];
    private int filled;
    private String uploadId;
    private boolean committed;

    PartedUpload(S3Client s3, String bucket, String key, String contentType) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == PART_BYTES) {
                sendPart();
            }
            int taken = Math.min(left, PART_BYTES - filled);
            reserve(filled + taken);
            System.arraycopy(bytes, from, buffer, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
        }
    }

    private void reserve(int size) {
        if (size > buffer.length) {
            byte[] larger = new byte[Math.min(PART_BYTES, Math.max(size, buffer.length * 2))];
            System.arraycopy(buffer, 0, larger, 0, filled);
            buffer = larger;
        }
    }

    private RequestBody body() {
        return RequestBody.fromRemainingByteBuffer(ByteBuffer.wrap(buffer, 0, filled));
    }

    private void sendPart() {
        if (uploadId == null) {
            uploadId = s3.createMultipartUpload(b -> b.bucket(bucket).key(key).contentType(contentType))
                    .uploadId();
        }
        int number = parts.size() + 1;
        String etag = s3.uploadPart(
                        b -> b.bucket(bucket).key(key).uploadId(uploadId).partNumber(number), body())
                .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        filled = 0;
    }

    void commit() {
        if (uploadId == null) {
            s3.putObject(b -> b.bucket(bucket).key(key).contentType(contentType), body());
        } else {
            sendPart();
            s3.completeMultipartUpload(
                    b -> b.bucket(bucket).key(key).uploadId(uploadId).multipartUpload(m -> m.parts(parts)));
        }
        committed = true;
    }

    /** Leaves nothing behind of an upload that failed. */
    void abortUnlessCommitted() {
        if (!committed && uploadId != null) {
            s3.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(uploadId));
        }
    }
}
