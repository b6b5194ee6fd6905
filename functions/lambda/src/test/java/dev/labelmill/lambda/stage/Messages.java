package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Messages of a stage's queues. */
final class Messages {

    private Messages() {}

    /** Takes all of them out of a queue. */
    static List<JsonNode> drain(SqsClient sqs, String queue) {
        List<JsonNode> messages = new ArrayList<>();
        while (true) {
            var page = sqs.receiveMessage(
                            b -> b.queueUrl(queue).maxNumberOfMessages(10).waitTimeSeconds(0))
                    .messages();
            if (page.isEmpty()) {
                return messages;
            }
            page.forEach(message -> {
                messages.add(Json.parse(message.body().getBytes(StandardCharsets.UTF_8)));
                sqs.deleteMessage(b -> b.queueUrl(queue).receiptHandle(message.receiptHandle()));
            });
        }
    }
}
