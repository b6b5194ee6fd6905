package dev.labelmill.local.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.emulators.Emulators.Service;
import dev.labelmill.local.cloud.AwsClients;
import dev.labelmill.local.cloud.QueueDepth;
import dev.labelmill.local.views.Premises.Lane;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class DeadLettersViewTest {

    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Service.SQS));
    private static final SqsClient SQS = AwsClients.sqs(EMULATORS.sqs());
    private static final Lane QUEUE = new Lane("finish", Optional.of(queue("finish")), queue("finish-dlq"));
    private static final Lane STREAM = new Lane("score", Optional.empty(), queue("score-dlq"));

    private final DeadLettersView view =
            new DeadLettersView(new Premises(null, null, "labelmill", null, SQS, List.of(QUEUE, STREAM)));

    @AfterAll
    static void stop() {
        SQS.close();
        EMULATORS.close();
    }

    @Test
    void looking_at_dead_letters_does_not_keep_them_from_going_back() {
        Set<String> bodies = new TreeSet<>();
        for (int i = 0; i < 12; i++) {
            String body = "{\"chunk\":" + i + "}";
            bodies.add(body);
            SQS.sendMessage(send -> send.queueUrl(QUEUE.deadUrl()).messageBody(body));
        }

        JsonNode shown = view.json().path("queues").path(0);
        assertThat(shown.path("dead").asInt()).isEqualTo(12);
        assertThat(shown.path("messages")).isNotEmpty().allSatisfy(message -> {
            assertThat(message.path("body").asText()).isIn(bodies);
            assertThat(message.path("sentAt").asLong()).isPositive();
        });

        assertThat(view.redrive("finish").orElseThrow().path("sent").asInt()).isEqualTo(12);

        assertThat(received()).isEqualTo(bodies);
        assertThat(QueueDepth.of(SQS, QUEUE.deadUrl()).total()).isZero();
        assertThat(view.redrive("finish").orElseThrow().path("sent").asInt()).isZero();
    }

    @Test
    void dead_letters_of_a_stream_are_shown_and_stay() {
        SQS.sendMessage(send -> send.queueUrl(STREAM.deadUrl()).messageBody("{\"DDBStreamBatchInfo\":{}}"));

        JsonNode shown = view.json().path("queues").path(1);

        assertThat(shown.path("dead").asInt()).isEqualTo(1);
        assertThat(shown.path("hasWayBack").asBoolean()).isFalse();
        assertThat(view.redrive("score")).isEmpty();
        assertThat(view.redrive("nowhere")).isEmpty();
        assertThat(QueueDepth.of(SQS, STREAM.deadUrl()).total()).isEqualTo(1);
    }

    private static Set<String> received() {
        Set<String> bodies = new TreeSet<>();
        List<Message> messages;
        do {
            messages = SQS.receiveMessage(receive ->
                            receive.queueUrl(QUEUE.source().orElseThrow()).maxNumberOfMessages(10))
                    .messages();
            messages.forEach(message -> bodies.add(message.body()));
        } while (!messages.isEmpty());
        return bodies;
    }

    private static String queue(String name) {
        return SQS.createQueue(create -> create.queueName(name)).queueUrl();
    }
}
