package dev.labelmill.lambda.groundtruth;

import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects that a labeling job refers to, in whatever bucket the function may read. */
final class JobFiles {

    private static final int FORBIDDEN = 403;
    private static final Pattern ADDRESS = Pattern.compile("s3://([^/]+)/(.+)");

    private final S3Client s3;

    JobFiles(S3Client s3) {
        this.s3 = s3;
    }

    /**
     * Reads the object that a field names.
     *
     * @throws UnusableContent       if it names none
     * @throws IllegalStateException if the function may not read it, which no other answer than failing brings to light
     */
    byte[] read(Field address) throws UnusableContent {
        Matcher parts = ADDRESS.matcher(address.text());
        if (!parts.matches()) {
            throw address.fault("is not the address of an object in S3");
        }
        try {
            return new Bucket(s3, parts.group(1))
                    .read(parts.group(2))
                    .orElseThrow(() -> address.fault("names an object that is not there"));
        } catch (NoSuchBucketException gone) {
            throw address.fault("names a bucket that is not there");
        } catch (S3Exception refused) {
            if (refused.statusCode() == FORBIDDEN) {
                throw new IllegalStateException(
                        address.path() + " lies in a bucket that the function may not read; name it in the stage's"
                                + " sourceBuckets",
                        refused);
            }
            throw refused;
        }
    }
}
