package dev.labelmill.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.cloud.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class BucketNotificationsTest {

    private static final Emulators EMULATORS =
            Emulators.start(Emulators.Options.only(Emulators.Service.S3, Emulators.Service.SQS));
    private static final S3Client S3 = AwsClients.s3(EMULATORS.s3());
    private static final SqsClient SQS = AwsClients.sqs(EMULATORS.sqs());
    private static final String QUEUE =
            SQS.createQueue(create -> create.queueName("intake")).queueUrl();

    @BeforeAll
    static void notify_of_batches() {
        S3.createBucket(create -> create.bucket("labelmill"));
        S3.createBucket(create -> create.bucket("other"));
        BucketNotifications notifications = new BucketNotifications(
                SQS, "labelmill", List.of(new BucketNotifications.Rule("ObjectCreated:", "batches/", QUEUE)));
        EMULATORS.onObject(notifications);
        notifications.announce();
    }

    @AfterAll
    static void stop() {
        S3.close();
        SQS.close();
        EMULATORS.close();
    }

    @Test
    void an_object_under_a_wanted_prefix_is_told_as_s3_tells_it() {
        assertThat(receive().path("Event").asText()).isEqualTo("s3:TestEvent");

        put("labelmill", "work/a", "no");
        put("other", "batches/a", "no");
        put("labelmill", "batches/my birds/items/ü+1.txt", "yes");
        S3.deleteObject(delete -> delete.bucket("labelmill").key("batches/my birds/items/ü+1.txt"));

        JsonNode event = receive();
        JsonNode record = event.path("Records").path(0);
        assertThat(event.path("Records")).hasSize(1);
        assertThat(record.path("eventName").asText()).isEqualTo("ObjectCreated:Put");
        assertThat(record.path("s3").path("bucket").path("name").asText()).isEqualTo("labelmill");
        JsonNode object = record.path("s3").path("object");
        assertThat(object.path("key").asText()).isEqualTo("batches/my+birds/items/%C3%BC%2B1.txt");
        assertThat(object.path("size").asLong()).isEqualTo(3);
        assertThat(object.path("eTag").asText()).hasSize(32);
        assertThat(object.has("versionId")).isFalse();
        put("labelmill", "batches/later", "x");
        assertThat(receive().at("/Records/0/s3/object/sequencer").asText())
                .isGreaterThan(object.path("sequencer").asText());
        assertThat(QueueDepth.of(SQS, QUEUE).visible()).isZero();
    }

    private static void put(String bucket, String key, String content) {
        S3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(content));
    }

    private static JsonNode receive() {
        String body = SQS.receiveMessage(receive ->
                        receive.queueUrl(QUEUE).maxNumberOfMessages(1).waitTimeSeconds(2))
                .messages()
                .get(0)
                .body();
        return Json.parse(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
}
