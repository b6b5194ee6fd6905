package dev.labelmill.emulators.memory.objects;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 answers where it does not do what it is asked (S3 API reference, "Error responses"). */
final class Refused {
    private static final int NOT_FOUND = 404;

    private Refused() {}

    static S3Exception noBucket(String bucket) {
        return (S3Exception) NoSuchBucketException.builder()
                .message("The specified bucket does not exist: " + bucket)
                .statusCode(NOT_FOUND)
                .awsErrorDetails(details("NoSuchBucket"))
                .build();
    }

    static S3Exception noKey(String key) {
        return (S3Exception) NoSuchKeyException.builder()
                .message("The specified key does not exist: " + key)
                .statusCode(NOT_FOUND)
                .awsErrorDetails(details("NoSuchKey"))
                .build();
    }

    static S3Exception noUpload(String upload) {
        return (S3Exception) NoSuchUploadException.builder()
                .message("The specified upload does not exist: " + upload)
                .statusCode(NOT_FOUND)
                .awsErrorDetails(details("NoSuchUpload"))
                .build();
    }

    static S3Exception precondition() {
        return other(412, "PreconditionFailed", "At least one of the preconditions you specified did not hold.");
    }

    static S3Exception range() {
        return other(416, "InvalidRange", "The requested range is not satisfiable.");
    }

    static S3Exception bucketNotEmpty() {
        return other(409, "BucketNotEmpty", "The bucket you tried to delete is not empty.");
    }

    static S3Exception part() {
        return other(400, "InvalidPart", "One or more of the specified parts could not be found.");
    }

    static S3Exception copyOntoItself() {
        return other(400, "InvalidRequest", "This copy request is illegal: it changes nothing.");
    }

    private static S3Exception other(int status, String code, String message) {
        return (S3Exception) S3Exception.builder()
                .message(message)
                .statusCode(status)
                .awsErrorDetails(details(code))
                .build();
    }

    private static AwsErrorDetails details(String code) {
        return AwsErrorDetails.builder().serviceName("S3").errorCode(code).build();
    }
}
