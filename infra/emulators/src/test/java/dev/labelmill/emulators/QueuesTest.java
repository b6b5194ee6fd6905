package dev.labelmill.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class QueuesTest {

    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Emulators.Service.SQS));
    private static final SqsClient SQS = Clients.sqs(EMULATORS.sqs());

    @AfterAll
    static void stop() {
        SQS.close();
        EMULATORS.close();
    }

    @Test
    void a_queues_url_lies_at_the_servers_address() {
        String url = create("addressed", Map.of());

        assertThat(url).startsWith(EMULATORS.sqs().toString() + "/").endsWith("/addressed");
    }

    @Test
    void a_message_received_too_often_moves_to_the_dead_letter_queue() {
        String dead = create("work-dlq", Map.of());
        String queue = create(
                "work",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "1",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":2}"));
        SQS.sendMessage(send -> send.queueUrl(queue).messageBody("poison"));

        List<Message> first = receive(queue, 2);
        List<Message> second = receive(queue, 2);
        List<Message> third = receive(queue, 2);

        assertThat(first).extracting(Message::body).containsExactly("poison");
        assertThat(second.get(0).attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
        assertThat(third).isEmpty();
        assertThat(receive(dead, 1)).extracting(Message::body).containsExactly("poison");
    }

    @Test
    void a_batch_is_received_hidden_counted_and_deleted() {
        String queue = create("batched", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
        SQS.sendMessageBatch(send -> send.queueUrl(queue).entries(entry("a"), entry("b"), entry("c")));
        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .isEqualTo(3);

        List<Message> received = receive(queue, 1);
        assertThat(received).extracting(Message::body).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(receive(queue, 0)).isEmpty();
        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo(3);

        SQS.changeMessageVisibility(change -> change.queueUrl(queue)
                .receiptHandle(received.get(0).receiptHandle())
                .visibilityTimeout(0));
        List<Message> again = receive(queue, 1);
        assertThat(again)
                .extracting(Message::messageId)
                .containsExactly(received.get(0).messageId());

        SQS.deleteMessageBatch(delete -> delete.queueUrl(queue)
                .entries(List.of(deletion(again.get(0)), deletion(received.get(1)), deletion(received.get(2)))));
        assertThat(count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isZero();
    }

    private static String create(String name, Map<QueueAttributeName, String> attributes) {
        return SQS.createQueue(create -> create.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static List<Message> receive(String queue, int seconds) {
        return SQS.receiveMessage(receive -> receive.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(seconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static String arn(String queue) {
        return attribute(queue, QueueAttributeName.QUEUE_ARN);
    }

    private static int count(String queue, QueueAttributeName name) {
        return Integer.parseInt(attribute(queue, name));
    }

    private static String attribute(String queue, QueueAttributeName name) {
        return SQS.getQueueAttributes(get -> get.queueUrl(queue).attributeNames(name))
                .attributes()
                .get(name);
    }

    private static SendMessageBatchRequestEntry entry(String body) {
        return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
    }

    private static DeleteMessageBatchRequestEntry deletion(Message message) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .build();
    }
}
