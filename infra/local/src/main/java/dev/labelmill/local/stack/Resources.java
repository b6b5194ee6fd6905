package dev.labelmill.local.stack;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.local.cloud.AwsClients;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Labelmill's table, bucket and queues, made in emulated services, and the clients to reach them by. */
final class Resources implements AutoCloseable {

    static final String BUCKET = "labelmill";
    static final String TABLE = "labelmill";

    /** How often a message is tried before it goes to the dead-letter queue, where nothing else is asked for. */
    static final int MAX_RECEIVES = 5;

    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final S3Client s3;
    private final SqsClient sqs;
    private final String streamArn;
    private final String intakeQueue;
    private final String prelabelQueue;
    private final String finishQueue;

    /**
     * Makes them.
     *
     * @param visibility  for which a received message is hidden from other receivers
     * @param maxReceives after which it goes to the dead-letter queue
     */
    Resources(Emulators emulators, Duration visibility, int maxReceives) {
        dynamo = AwsClients.dynamoDb(emulators.dynamoDb());
        streams = AwsClients.streams(emulators.dynamoDb());
        s3 = AwsClients.s3(emulators.s3());
        sqs = AwsClients.sqs(emulators.sqs());
        s3.createBucket(create -> create.bucket(BUCKET));
        streamArn = createTable();
        intakeQueue = createQueue("labelmill-intake", visibility, maxReceives);
        prelabelQueue = createQueue("labelmill-prelabel", visibility, maxReceives);
        finishQueue = createQueue("labelmill-finish", visibility, maxReceives);
    }

    DynamoDbClient dynamo() {
        return dynamo;
    }

    DynamoDbStreamsClient streams() {
        return streams;
    }

    S3Client s3() {
        return s3;
    }

    SqsClient sqs() {
        return sqs;
    }

    String streamArn() {
        return streamArn;
    }

    String intakeQueue() {
        return intakeQueue;
    }

    String prelabelQueue() {
        return prelabelQueue;
    }

    String finishQueue() {
        return finishQueue;
    }

    @Override
    public void close() {
        sqs.close();
        s3.close();
        streams.close();
        dynamo.close();
    }

    private String createTable() {
        String arn = dynamo.createTable(create -> create.tableName(TABLE)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(string(Keys.PK), string(Keys.SK), string(Keys.LANE), string(Keys.RANK))
                        .keySchema(key(Keys.PK, KeyType.HASH), key(Keys.SK, KeyType.RANGE))
                        .globalSecondaryIndexes(byLane())
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                .tableDescription()
                .latestStreamArn();
        dynamo.updateTimeToLive(update -> update.tableName(TABLE)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(Keys.TTL)));
        return arn;
    }

    private static GlobalSecondaryIndex byLane() {
        return GlobalSecondaryIndex.builder()
                .indexName(Keys.BY_LANE)
                .keySchema(key(Keys.LANE, KeyType.HASH), key(Keys.RANK, KeyType.RANGE))
                .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private String createQueue(String name, Duration visibility, int maxReceives) {
        String dead = sqs.createQueue(create -> create.queueName(name + "-dlq")).queueUrl();
        String deadArn = sqs.getQueueAttributes(get -> get.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive = "{\"deadLetterTargetArn\":\"" + deadArn + "\",\"maxReceiveCount\":" + maxReceives + "}";
        return sqs.createQueue(create -> create.queueName(name)
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                Long.toString(visibility.toSeconds()),
                                QueueAttributeName.REDRIVE_POLICY,
                                redrive)))
                .queueUrl();
    }
}
