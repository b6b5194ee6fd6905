package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.cloud.QueueDepth;
import dev.labelmill.local.views.Premises.Lane;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Messages that failed too often, and their way back. */
final class DeadLettersView {

    private static final int RECEIVE_LIMIT = 10;
    private static final int MOST_REDRIVEN = 200;
    private static final int MAX_CHARACTERS = 2_000;

    /** Of a message under way back: longer than sending it takes. */
    private static final int HIDDEN_SECONDS = 30;

    private final SqsClient sqs;
    private final List<Lane> queues;

    DeadLettersView(Premises premises) {
        sqs = premises.sqs();
        queues = premises.queues();
    }

    JsonNode json() {
        ObjectNode view = Json.object();
        ArrayNode rows = view.putArray("queues");
        queues.forEach(queue -> rows.add(row(queue)));
        return view;
    }

    private ObjectNode row(Lane queue) {
        QueueDepth dead = QueueDepth.of(sqs, queue.deadUrl());
        ObjectNode row = Json.object()
                .put("name", queue.name())
                .put("dead", dead.total())
                .put("hasWayBack", queue.source().isPresent());
        queue.source()
                .map(url -> QueueDepth.of(sqs, url))
                .ifPresent(waiting -> row.put("waiting", waiting.visible() + waiting.delayed())
                        .put("inFlight", waiting.inFlight()));
        ArrayNode messages = row.putArray("messages");
        if (dead.visible() > 0) {
            peek(queue).forEach(message -> messages.add(message(message)));
        }
        return row;
    }

    /** Received and at once visible again, since looking must not keep a message from going back. */
    private List<Message> peek(Lane queue) {
        return sqs.receiveMessage(receive -> receive.queueUrl(queue.deadUrl())
                        .maxNumberOfMessages(RECEIVE_LIMIT)
                        .visibilityTimeout(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
    }

    private static ObjectNode message(Message message) {
        String body = message.body();
        ObjectNode shown = Json.object()
                .put("id", message.messageId())
                .put("body", body.length() > MAX_CHARACTERS ? body.substring(0, MAX_CHARACTERS) + "…" : body);
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        if (sent != null) {
            shown.put("sentAt", Long.parseLong(sent));
        }
        return shown;
    }

    /**
     * Sends up to {@value #MOST_REDRIVEN} dead letters to their queue again. Each is sent before it is deleted: if this
     * stops in between it comes twice, and what is woken by it takes that into account, as with every message. Empty if there
     * is no such queue, or no way back.
     */
    Optional<JsonNode> redrive(String name) {
        return queues.stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .flatMap(queue -> queue.source().map(url -> Json.object().put("sent", redrive(queue, url))));
    }

    private int redrive(Lane queue, String source) {
        int sent = 0;
        while (sent < MOST_REDRIVEN) {
            List<Message> messages = sqs.receiveMessage(receive -> receive.queueUrl(queue.deadUrl())
                            .maxNumberOfMessages(RECEIVE_LIMIT)
                            .visibilityTimeout(HIDDEN_SECONDS))
                    .messages();
            if (messages.isEmpty()) {
                return sent;
            }
            messages.forEach(message -> returned(queue, source, message));
            sent += messages.size();
        }
        return sent;
    }

    private void returned(Lane queue, String source, Message message) {
        sqs.sendMessage(send -> send.queueUrl(source).messageBody(message.body()));
        sqs.deleteMessage(delete -> delete.queueUrl(queue.deadUrl()).receiptHandle(message.receiptHandle()));
    }
}
