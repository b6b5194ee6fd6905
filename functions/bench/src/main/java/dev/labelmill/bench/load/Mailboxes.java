package dev.labelmill.bench.load;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The queues, by their addresses: messages with the time from which they may be taken, each of which is taken once. */
final class Mailboxes implements SqsClient {
    private static final long SECOND = 1_000_000;

    private final VirtualTime time;
    private final Map<String, Queue<Message>> queues = new ConcurrentHashMap<>();

    Mailboxes(VirtualTime time) {
        this.time = time;
    }

    private record Message(long due, String body) implements Comparable<Message> {
        @Override
        public int compareTo(Message other) {
            return Long.compare(due, other.due);
        }
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        put(request.queueUrl(), request.messageBody(), request.delaySeconds());
        return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            put(request.queueUrl(), entry.messageBody(), entry.delaySeconds());
        }
        return SendMessageBatchResponse.builder().build();
    }

    private void put(String queue, String body, Integer delaySeconds) {
        queue(queue).add(new Message(time.micros() + (delaySeconds == null ? 0 : delaySeconds * SECOND), body));
    }

    /** Takes a message out of a queue whose time has come. */
    Optional<String> take(String queue) {
        Message first = queue(queue).peek();
        if (first == null || first.due() > time.micros()) {
            return Optional.empty();
        }
        queue(queue).remove();
        return Optional.of(first.body());
    }

    private Queue<Message> queue(String name) {
        return queues.computeIfAbsent(name, unknown -> new PriorityBlockingQueue<>());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing to close. */
    @Override
    public void close() {}
}
