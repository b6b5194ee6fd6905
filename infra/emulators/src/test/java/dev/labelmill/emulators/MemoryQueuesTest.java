package dev.labelmill.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.emulators.memory.queues.MemoryQueues;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The queues in memory beside ElasticMQ: the same calls, the same answers. */
class MemoryQueuesTest {
    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Emulators.Service.SQS));
    private static final SqsClient SERVER = Clients.sqs(EMULATORS.sqs());

    private final SqsClient memory = new MemoryQueues(Clock.systemUTC());

    @AfterAll
    static void stop() {
        SERVER.close();
        EMULATORS.close();
    }

    @Test
    void what_is_received_is_nobody_elses_until_it_is_deleted() {
        both(client -> {
            String url = client.createQueue(create -> create.queueName("taken")).queueUrl();
            IntStream.range(0, 12)
                    .forEach(i -> client.sendMessage(send -> send.queueUrl(url).messageBody("m" + i)));
            List<Message> first = receive(client, url, 10);
            String counts = counts(client, url);
            first.forEach(message ->
                    client.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle())));
            return bodies(first)
                    + counts
                    + bodies(receive(client, url, 10))
                    + bodies(receive(client, url, 10))
                    + counts(client, url);
        });
    }

    @Test
    void a_batch_of_messages_arrives_with_its_ids_and_what_is_delayed_does_not_yet() {
        both(client -> {
            String url =
                    client.createQueue(create -> create.queueName("batched")).queueUrl();
            var sent = client.sendMessageBatch(
                    send -> send.queueUrl(url).entries(entry("a", 0), entry("b", 900), entry("c", 0)));
            return sent.successful().stream().map(entry -> entry.id()).sorted().toList()
                    + ""
                    + sent.failed()
                    + bodies(receive(client, url, 10))
                    + counts(client, url);
        });
    }

    @Test
    void what_no_queue_takes_is_refused() {
        both(client -> {
            String url =
                    client.createQueue(create -> create.queueName("strict")).queueUrl();
            return told(() -> receive(client, url, 11))
                    + told(() -> client.sendMessageBatch(send -> send.queueUrl(url)
                            .entries(IntStream.range(0, 11)
                                    .mapToObj(i -> entry("e" + i, 0))
                                    .toList())))
                    + counts(client, url);
        });
    }

    @Test
    void a_message_that_is_not_deleted_comes_again_and_a_delayed_one_when_it_is_due() {
        Hands clock = new Hands();
        SqsClient timed = new MemoryQueues(clock);
        String url = timed.createQueue(create -> create.queueName("timed")).queueUrl();
        timed.sendMessage(send -> send.queueUrl(url).messageBody("now"));
        timed.sendMessage(send -> send.queueUrl(url).messageBody("later").delaySeconds(40));

        Message first = receive(timed, url, 10).get(0);
        clock.now = clock.now.plusSeconds(29);
        assertThat(receive(timed, url, 10)).isEmpty();
        clock.now = clock.now.plusSeconds(1);
        assertThat(bodies(receive(timed, url, 10))).isEqualTo("[now]");
        timed.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(first.receiptHandle()));
        clock.now = clock.now.plusSeconds(10);
        assertThat(bodies(receive(timed, url, 10))).isEqualTo("[later]");
    }

    private void both(Function<SqsClient, String> call) {
        assertThat(call.apply(memory)).isEqualTo(call.apply(SERVER));
    }

    private static List<Message> receive(SqsClient client, String url, int most) {
        return client.receiveMessage(receive ->
                        receive.queueUrl(url).maxNumberOfMessages(most).waitTimeSeconds(0))
                .messages();
    }

    private static String bodies(List<Message> messages) {
        return messages.stream().map(Message::body).toList().toString();
    }

    private static SendMessageBatchRequestEntry entry(String id, int delay) {
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody("body of " + id)
                .delaySeconds(delay)
                .build();
    }

    private static String counts(SqsClient client, String url) {
        var counts = client.getQueueAttributes(get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return List.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
                .stream()
                .map(counts::get)
                .toList()
                .toString();
    }

    private static String told(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (SqsException refused) {
            return "refused " + refused.statusCode();
        }
    }

    /** A clock that is put forward. */
    private static final class Hands extends Clock {
        private Instant now = Instant.parse("2026-11-30T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
