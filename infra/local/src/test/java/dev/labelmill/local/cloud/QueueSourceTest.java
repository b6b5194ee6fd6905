package dev.labelmill.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.emulators.Emulators;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class QueueSourceTest {

    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Emulators.Service.SQS));
    private static final SqsClient SQS = AwsClients.sqs(EMULATORS.sqs());

    @AfterAll
    static void stop() {
        SQS.close();
        EMULATORS.close();
    }

    @Test
    void messages_arrive_as_lambdas_event_and_are_deleted() throws Exception {
        String queue = queue("shape", Map.of());
        Recorder function = new Recorder("{\"batchItemFailures\":[]}");
        SQS.sendMessage(send -> send.queueUrl(queue)
                .messageBody("{\"a\":1}")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("x")
                                .build())));

        try (QueueSource source = new QueueSource(SQS, queue, function.as("f"), "f", 10, 1)) {
            Recorder.await(source::idle);
            assertThat(QueueDepth.of(SQS, queue).total()).isZero();
        }

        assertThat(function.events()).singleElement().satisfies(event -> {
            JsonNode record = event.path("Records").path(0);
            assertThat(record.path("body").asText()).isEqualTo("{\"a\":1}");
            assertThat(record.path("eventSource").asText()).isEqualTo("aws:sqs");
            assertThat(record.path("eventSourceARN").asText()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:shape");
            assertThat(record.path("attributes").path("ApproximateReceiveCount").asText())
                    .isEqualTo("1");
            assertThat(record.path("messageAttributes")
                            .path("kind")
                            .path("stringValue")
                            .asText())
                    .isEqualTo("x");
            assertThat(record.path("messageId").asText()).isNotEmpty();
            assertThat(record.path("receiptHandle").asText()).isNotEmpty();
        });
    }

    @Test
    void only_the_failed_messages_come_again() throws Exception {
        String queue = queue("partial", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600"));
        Recorder function = new Recorder(event -> failFirstTryOfBad(queue, event));
        List.of("good", "bad", "fine")
                .forEach(body -> SQS.sendMessage(send -> send.queueUrl(queue).messageBody(body)));

        try (QueueSource source = new QueueSource(SQS, queue, function.as("f"), "f", 10, 2)) {
            Recorder.await(source::idle);
        }

        Map<String, Long> tries = function.events().stream()
                .flatMap(event -> records(event).stream())
                .collect(Collectors.groupingBy(record -> record.path("body").asText(), Collectors.counting()));
        assertThat(tries).isEqualTo(Map.of("good", 1L, "bad", 2L, "fine", 1L));
    }

    @Test
    void a_batch_that_always_fails_ends_in_the_dead_letter_queue() throws Exception {
        String dead = queue("failing-dlq", Map.of());
        String queue = queue(
                "failing",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "1",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:failing-dlq\","
                                + "\"maxReceiveCount\":2}"));
        Recorder function = new Recorder(event -> {
            throw new IllegalStateException("told to");
        });
        SQS.sendMessage(send -> send.queueUrl(queue).messageBody("poison"));

        try (QueueSource source = new QueueSource(SQS, queue, function.as("f"), "f", 10, 1)) {
            Recorder.await(() -> QueueDepth.of(SQS, dead).visible() == 1);
            assertThat(source.idle()).isTrue();
        }

        assertThat(QueueDepth.of(SQS, dead)).isEqualTo(new QueueDepth(1, 0, 0));
        assertThat(function.events()).hasSize(2);
    }

    /** Ends the time-out of what failed by hand: one that is short would end for what is still to be deleted too. */
    private static String failFirstTryOfBad(String queue, JsonNode event) {
        return records(event).stream()
                .filter(record -> record.path("body").asText().equals("bad"))
                .filter(record -> record.path("attributes")
                                .path("ApproximateReceiveCount")
                                .asInt()
                        == 1)
                .peek(record -> SQS.changeMessageVisibility(change -> change.queueUrl(queue)
                        .receiptHandle(record.path("receiptHandle").asText())
                        .visibilityTimeout(0)))
                .map(record ->
                        "{\"itemIdentifier\":\"" + record.path("messageId").asText() + "\"}")
                .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}"));
    }

    private static List<JsonNode> records(JsonNode event) {
        return StreamSupport.stream(event.path("Records").spliterator(), false).toList();
    }

    private static String queue(String name, Map<QueueAttributeName, String> attributes) {
        return SQS.createQueue(create -> create.queueName(name).attributes(attributes))
                .queueUrl();
    }
}
