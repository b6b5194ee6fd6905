package dev.labelmill.lambda.wiring;

import dev.labelmill.lambda.prelabel.hosted.ModelClients;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK's clients that the services use.
 *
 * @param models makes those of hosted models, when a batch first asks for one
 */
public record Clients(DynamoDbClient dynamo, S3Client s3, SqsClient sqs, ModelClients models) {

    /** With hosted models where the functions run. */
    public Clients(DynamoDbClient dynamo, S3Client s3, SqsClient sqs) {
        this(dynamo, s3, sqs, ModelClients.deployed());
    }
}
