package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.UnusableContent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Brings an item's content to where a labeler can see it. */
public final class ItemContent {

    /** A larger object is no text or small image, and would not fit a small function. */
    private static final long MAX_BYTES = 8 << 20;

    private static final Pattern S3 = Pattern.compile("s3://([^/]+)/(.+)");
    private static final Pattern TEXT = Pattern.compile("text/.*|application/(json|xml)");

    private final S3Client s3;

    public ItemContent(S3Client s3) {
        this.s3 = s3;
    }

    /** @throws UnusableContent saying in one sentence why a labeler cannot see it */
    public Content of(Item item) throws UnusableContent {
        return item.source() != null ? Content.ofSource(item.source()) : fetch(item.sourceRef());
    }

    private Content fetch(String address) throws UnusableContent {
        Matcher matcher = S3.matcher(address);
        if (!matcher.matches()) {
            throw new UnusableContent("source-ref must be an s3:// address");
        }
        Optional<HeadObjectResponse> head = head(matcher.group(1), matcher.group(2));
        if (head.isEmpty()) {
            throw new UnusableContent("source-ref names an object that is not there or may not be read");
        }
        if (head.get().contentLength() > MAX_BYTES) {
            throw new UnusableContent("source-ref names an object of more than 8 MiB");
        }
        ResponseBytes<GetObjectResponse> object =
                s3.getObjectAsBytes(b -> b.bucket(matcher.group(1)).key(matcher.group(2)));
        String type = Optional.ofNullable(object.response().contentType()).orElse("");
        return TEXT.matcher(type).matches()
                ? new Content.Text(new String(object.asByteArrayUnsafe(), StandardCharsets.UTF_8))
                : new Content.Bytes(type, object.asByteArrayUnsafe());
    }

    private Optional<HeadObjectResponse> head(String bucket, String key) {
        try {
            return Optional.of(s3.headObject(b -> b.bucket(bucket).key(key)));
        } catch (S3Exception e) {
            if (e.statusCode() == 404 || e.statusCode() == 403) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
