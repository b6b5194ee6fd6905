package dev.labelmill.emulators.memory.queues;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Standard queues in memory: delays, visibility, at most ten messages a request. A receiver never waits. No redrive, no limit of
 * a message's size; operations that no function needs are not there. Safe for use by several threads.
 */
public final class MemoryQueues implements SqsClient {
    private static final String ADDRESS = "http://in-memory/";
    private static final int MOST = 10;

    private final Clock clock;
    private final Map<String, MemoryQueue> queues = new ConcurrentHashMap<>();

    /**
     * No queues yet.
     *
     * @param clock by which delays and visibility pass
     */
    public MemoryQueues(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        String url = ADDRESS + request.queueName();
        queues.computeIfAbsent(url, unknown -> new MemoryQueue(clock));
        return CreateQueueResponse.builder().queueUrl(url).build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        return SendMessageResponse.builder()
                .messageId(queue(request.queueUrl()).send(request.messageBody(), seconds(request.delaySeconds())))
                .build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        MemoryQueue queue = queue(request.queueUrl());
        if (request.entries().isEmpty()) {
            throw refused("AWS.SimpleQueueService.EmptyBatchRequest", "There should be at least one entry.");
        }
        if (request.entries().size() > MOST) {
            throw refused("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", "There are more than 10 entries.");
        }
        List<SendMessageBatchResultEntry> sent = request.entries().stream()
                .map(entry -> SendMessageBatchResultEntry.builder()
                        .id(entry.id())
                        .messageId(queue.send(entry.messageBody(), seconds(entry.delaySeconds())))
                        .build())
                .toList();
        return SendMessageBatchResponse.builder()
                .successful(sent)
                .failed(List.of())
                .build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        int most = request.maxNumberOfMessages() == null ? 1 : request.maxNumberOfMessages();
        if (most < 1 || most > MOST) {
            throw refused("InvalidParameterValue", "MaxNumberOfMessages must be between 1 and 10.");
        }
        Duration invisible =
                request.visibilityTimeout() == null ? null : Duration.ofSeconds(request.visibilityTimeout());
        List<Message> received = queue(request.queueUrl()).receive(most, invisible).stream()
                .map(message -> Message.builder()
                        .messageId(message.id())
                        .body(message.body())
                        .receiptHandle(message.receipt())
                        .build())
                .toList();
        return ReceiveMessageResponse.builder().messages(received).build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        queue(request.queueUrl()).delete(request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    /** How many messages there are, whatever was asked for. */
    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        MemoryQueue queue = queue(request.queueUrl());
        return GetQueueAttributesResponse.builder()
                .attributes(Map.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        Long.toString(queue.waiting()),
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        Long.toString(queue.inFlight()),
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                        Long.toString(queue.delayed())))
                .build();
    }

    private static int seconds(Integer delay) {
        return delay == null ? 0 : delay;
    }

    private MemoryQueue queue(String url) {
        MemoryQueue queue = queues.get(url);
        if (queue == null) {
            throw QueueDoesNotExistException.builder()
                    .message("The specified queue does not exist: " + url)
                    .build();
        }
        return queue;
    }

    private static SqsException refused(String code, String message) {
        return (SqsException) SqsException.builder()
                .message(message)
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sqs")
                        .errorCode(code)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}
}
