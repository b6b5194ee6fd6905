package dev.labelmill.emulators.memory;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What the service answers to a request that makes no sense. */
final class Invalid {
    private static final int BAD_REQUEST = 400;

    private Invalid() {}

    static DynamoDbException because(String message) {
        return (DynamoDbException) DynamoDbException.builder()
                .message(message)
                .statusCode(BAD_REQUEST)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage(message)
                        .build())
                .build();
    }
}
