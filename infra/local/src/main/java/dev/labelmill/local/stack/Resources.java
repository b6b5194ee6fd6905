package dev.labelmill.local.stack;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.cloud.AwsClients;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.QueueDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The template's table, bucket and queues, made in emulated services, and the clients to reach them by. */
final class Resources implements AutoCloseable {

    /** What the stack is called here; names of queues begin with it. */
    static final String STACK = "labelmill";

    static final String BUCKET = STACK;
    static final String TABLE = STACK;

    private final Deployment deployment;
    private final Pace pace;
    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final S3Client s3;
    private final SqsClient sqs;
    private final String streamArn;
    private final Map<String, String> addresses = new HashMap<>();

    /** Makes them; messages are hidden and tried as {@code pace} has it. */
    Resources(Emulators emulators, Deployment deployment, Pace pace) {
        this.deployment = deployment;
        this.pace = pace;
        dynamo = AwsClients.dynamoDb(emulators.dynamoDb());
        streams = AwsClients.streams(emulators.dynamoDb());
        s3 = AwsClients.s3(emulators.s3());
        sqs = AwsClients.sqs(emulators.sqs());
        MadeOnce.bucket(s3, BUCKET);
        addresses.put(deployment.bucket(), BUCKET);
        streamArn = MadeOnce.table(dynamo, deployment.table(), TABLE);
        addresses.put(deployment.table().id(), TABLE);
        deployment.queues().stream().filter(queue -> queue.redrive().isEmpty()).forEach(this::createQueue);
        deployment.queues().stream()
                .filter(queue -> queue.redrive().isPresent())
                .forEach(this::createQueue);
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

    /**
     * What {@code Ref} of a resource stands for: a queue's address, the table's or the bucket's name.
     *
     * @param id logical id
     * @throws IllegalArgumentException if nothing of that id was made
     */
    String address(String id) {
        String address = addresses.get(id);
        if (address == null) {
            throw new IllegalArgumentException("The local cloud has no " + id);
        }
        return address;
    }

    @Override
    public void close() {
        sqs.close();
        s3.close();
        streams.close();
        dynamo.close();
    }

    private void createQueue(QueueDefinition queue) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(pace.hidden(queue.visibility()).toSeconds()));
        redrive(queue).ifPresent(policy -> attributes.put(QueueAttributeName.REDRIVE_POLICY, policy));
        addresses.put(
                queue.id(),
                sqs.createQueue(create -> create.queueName(deployment.renamed(queue.name(), STACK))
                                .attributes(attributes))
                        .queueUrl());
    }

    private Optional<String> redrive(QueueDefinition queue) {
        return queue.redrive()
                .map(redrive -> "{\"deadLetterTargetArn\":\"" + arn(redrive.deadLetters()) + "\",\"maxReceiveCount\":"
                        + pace.maxReceives().orElse(redrive.maxReceives()) + "}");
    }

    private String arn(String queue) {
        return sqs.getQueueAttributes(get -> get.queueUrl(address(queue)).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }
}
