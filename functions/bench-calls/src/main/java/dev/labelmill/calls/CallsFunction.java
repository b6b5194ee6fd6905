package dev.labelmill.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes one call each of DynamoDB, S3 and SQS and gives the event back, for the functions that use all three. */
@Singleton
public final class CallsFunction {

    private final DynamoDbClient dynamo;
    private final S3Client s3;
    private final SqsClient sqs;

    CallsFunction(DynamoDbClient dynamo, S3Client s3, SqsClient sqs) {
        this.dynamo = dynamo;
        this.s3 = s3;
        this.sqs = sqs;
    }

    /** @return the event itself */
    @Funq
    public JsonNode calls(JsonNode event) {
        Surroundings.read(dynamo);
        s3.listObjectsV2(list -> list.bucket(Surroundings.bucket()).prefix(Surroundings.NOTHING));
        sqs.getQueueAttributes(get ->
                get.queueUrl(Surroundings.queue()).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
        return event;
    }
}
