package dev.labelmill.lambda.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** One queue to send to. Messages may arrive twice and in any order; receivers take that into account. */
public final class Queue {

    /** The longest that SQS holds a message back. */
    public static final Duration MAX_DELAY = Duration.ofMinutes(15);

    private static final int BATCH_LIMIT = 10;

    private final SqsClient sqs;
    private final String url;

    public Queue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /** Sends messages, ten a request. @throws IllegalStateException if the queue refused one */
    public void send(List<? extends JsonNode> messages) {
        for (int from = 0; from < messages.size(); from += BATCH_LIMIT) {
            sendPage(messages.subList(from, Math.min(from + BATCH_LIMIT, messages.size())));
        }
    }

    /**
     * Sends one message that receivers get after a while.
     *
     * @param delay not negative; beyond {@link #MAX_DELAY} it is cut
     */
    public void sendLater(JsonNode message, Duration delay) {
        Duration hidden = delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
        // Rounded up, so that it does not come before its time.
        int seconds = (int) hidden.plusNanos(999_999_999).toSeconds();
        sqs.sendMessage(b -> b.queueUrl(url).messageBody(Json.write(message)).delaySeconds(Math.min(seconds, (int)
                MAX_DELAY.toSeconds())));
    }

    private void sendPage(List<? extends JsonNode> page) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (JsonNode message : page) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(Json.write(message))
                    .build());
        }
        SendMessageBatchResponse answer =
                sqs.sendMessageBatch(b -> b.queueUrl(url).entries(entries));
        if (answer.hasFailed() && !answer.failed().isEmpty()) {
            throw new IllegalStateException(
                    "the queue refused " + answer.failed().size() + " messages: "
                            + answer.failed().get(0).code());
        }
    }
}
