package dev.labelmill.lambda.wiring;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's clients that the services use. */
public record Clients(DynamoDbClient dynamo, S3Client s3, SqsClient sqs) {}
