package dev.labelmill.local.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
import dev.labelmill.local.cloud.runtime.FunctionRuntime;
import dev.labelmill.local.cloud.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Gives a queue's messages to a function, as Lambda's event source mapping for SQS does with partial batch responses on:
 * what succeeded is deleted, what failed becomes visible again after the queue's time-out, and moves to the dead-letter
 * queue when its receive count is used up. A failed invocation leaves the whole batch.
 */
public final class QueueSource implements Idle, EventSource {

    /** The largest batch SQS hands out at once. */
    public static final int MAX_BATCH = 10;

    private static final System.Logger LOG = System.getLogger(QueueSource.class.getName());
    private static final int WAIT_SECONDS = 1;
    private static final long RETRY_MILLIS = 200;

    private final SqsClient sqs;
    private final String url;
    private final String arn;
    private final String function;
    private final FunctionRuntime runtime;
    private final int batchSize;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> pollers = new ArrayList<>();

    /**
     * Starts polling.
     *
     * @param sqs client, left open
     * @param url of the queue
     * @param runtime that has {@code function}
     * @param batchSize the most messages of an event, 1 to {@value #MAX_BATCH}
     * @param concurrency how many batches are under way at a time, at least 1
     */
    public QueueSource(
            SqsClient sqs, String url, FunctionRuntime runtime, String function, int batchSize, int concurrency) {
        if (batchSize < 1 || batchSize > MAX_BATCH) {
            throw new IllegalArgumentException("A batch has 1 to " + MAX_BATCH + " messages, not " + batchSize);
        }
        this.sqs = sqs;
        this.url = url;
        this.function = function;
        this.runtime = runtime;
        this.batchSize = batchSize;
        arn = sqs.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        for (int number = 0; number < concurrency; number++) {
            pollers.add(Threads.start("queue-" + function + "-" + number, this::poll));
        }
    }

    /** Whether the queue is empty; a message under way counts until it is deleted. */
    @Override
    public boolean idle() {
        return QueueDepth.of(sqs, url).total() == 0;
    }

    @Override
    public void stop() {
        stopping.countDown();
    }

    /** Stops polling and waits for batches under way. */
    @Override
    public void close() {
        stop();
        Threads.joinAll(pollers);
    }

    private void poll() {
        try {
            while (stopping.getCount() > 0) {
                pollOnce();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void pollOnce() throws InterruptedException {
        try {
            List<Message> batch = receive();
            if (!batch.isEmpty()) {
                delete(succeeded(batch));
            }
        } catch (SdkException unavailable) {
            LOG.log(System.Logger.Level.DEBUG, "The queue of {0} is unavailable: {1}", function, unavailable);
            stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private List<Message> receive() {
        return sqs.receiveMessage(receive -> receive.queueUrl(url)
                        .maxNumberOfMessages(batchSize)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private List<Message> succeeded(List<Message> batch) {
        Set<String> ids = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        try {
            Optional<BatchAnswer> answer = BatchAnswer.parse(runtime.invoke(function, event(batch)), ids);
            return answer.map(said -> batch.stream()
                            .filter(message -> !said.failures().contains(message.messageId()))
                            .toList())
                    .orElse(List.of());
        } catch (FunctionFailed failed) {
            LOG.log(System.Logger.Level.DEBUG, "A batch of {0} messages comes again: {1}", batch.size(), failed);
            return List.of();
        }
    }

    private void delete(List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = messages.stream()
                .map(message -> DeleteMessageBatchRequestEntry.builder()
                        .id(message.messageId())
                        .receiptHandle(message.receiptHandle())
                        .build())
                .toList();
        sqs.deleteMessageBatch(delete -> delete.queueUrl(url).entries(entries));
    }

    private byte[] event(List<Message> batch) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        batch.forEach(message -> records.add(record(message)));
        return Json.bytes(event);
    }

    private ObjectNode record(Message message) {
        ObjectNode record = Json.object()
                .put("messageId", message.messageId())
                .put("receiptHandle", message.receiptHandle())
                .put("body", message.body());
        ObjectNode attributes = record.putObject("attributes");
        message.attributesAsStrings().forEach(attributes::put);
        ObjectNode own = record.putObject("messageAttributes");
        message.messageAttributes()
                .forEach((name, value) -> own.putObject(name)
                        .put("stringValue", value.stringValue())
                        .put("dataType", value.dataType()));
        return record.put("md5OfBody", message.md5OfBody())
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", arn)
                .put("awsRegion", Emulators.REGION);
    }
}
