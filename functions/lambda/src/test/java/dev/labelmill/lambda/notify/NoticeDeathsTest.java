package dev.labelmill.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.http.EndpointHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.EndpointStore;
import dev.labelmill.lambda.store.NoticeDelivery.State;
import dev.labelmill.lambda.store.NoticeStore;
import dev.labelmill.lambda.store.Table;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Environments that die at each of their writes, while a notice is brought to two endpoints that refuse at first. */
class NoticeDeathsTest {

    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Stage stage = new Stage();
    private final MemoryTable table = new MemoryTable(stage.name);
    private final Hasty queue = new Hasty();
    private final EndpointHttp http = EndpointHttp.ofAny(() -> Stage.START);
    private final VendorStandIn receiver = new VendorStandIn(this::answer);
    private final List<Endpoint> endpoints = List.of(endpoint("one"), endpoint("other"));

    @AfterEach
    void close() {
        receiver.close();
    }

    private Endpoint endpoint(String name) {
        return new Endpoint(
                name, receiver.root().resolve("/" + name), SecretRing.of(Secret.ofWebhookKey(KEY)), Set.of(), Set.of());
    }

    private Said answer(Asked asked) {
        return attempts(asked.path(), asked.headers().get("webhook-id")) > 1 ? Said.ok("{}") : Said.status(500, "{}");
    }

    private long attempts(String path, String id) {
        return receiver.asked().stream()
                .filter(asked -> asked.path().equals(path)
                        && asked.headers().get("webhook-id").equals(id))
                .count();
    }

    private Notifying notifying(DynamoDbClient dynamo, SqsClient sqs) {
        return new Notifying(
                () -> endpoints,
                new Certified(stage.bucket()),
                new Courier(
                        http,
                        new NoticeStore(new Table(dynamo, stage.name)),
                        new EndpointStore(new Table(dynamo, stage.name)),
                        new Queue(sqs, "notify"),
                        () -> stage.now));
    }

    /** A queue without delays, so that a message that was sent is seen at once. */
    private static final class Hasty implements SqsClient {

        private final Deque<JsonNode> messages = new ArrayDeque<>();

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            add(request.messageBody());
            return SendMessageResponse.builder().build();
        }

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            request.entries().forEach(entry -> add(entry.messageBody()));
            return SendMessageBatchResponse.builder().build();
        }

        private void add(String body) {
            messages.add(Json.parse(body.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // It holds nothing open.
        }
    }

    private static ObjectNode event(JsonNode message) {
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", Json.write(message));
        return event;
    }

    @Test
    void a_notice_comes_to_every_endpoint_whichever_write_an_environment_dies_at() {
        Crash none = Crash.never();
        bring("undisturbed", none);
        assertThat(none.writes()).isGreaterThan(8);

        for (int n = 1; n <= none.writes(); n++) {
            bring("before " + n, Crash.before(n));
            bring("after " + n, Crash.after(n));
        }
    }

    private void bring(String name, Crash crash) {
        Notice notice = Notice.of(
                Notice.BATCH_PHASE,
                name,
                stage.now,
                "demo",
                Json.object().put("batch", "digits").put("project", "demo").put("phase", "LABELLING"));
        queue.messages.add(notice.toMessage());
        while (!queue.messages.isEmpty()) {
            stage.now = stage.now.plusSeconds(10);
            JsonNode message = queue.messages.remove();
            JsonNode answer = living(crash).handle(event(message));
            if (!answer.path("batchItemFailures").isEmpty()) {
                queue.messages.add(message);
            }
        }
        LocalDate day = notice.at().atZone(ZoneOffset.UTC).toLocalDate();
        for (Endpoint endpoint : endpoints) {
            assertThat(new NoticeStore(new Table(table, stage.name)).get(endpoint.name(), day, notice.id()))
                    .as(name)
                    .hasValueSatisfying(delivery -> assertThat(delivery.state()).isEqualTo(State.DELIVERED));
            assertThat(attempts(endpoint.url().getPath(), notice.id())).as(name).isBetween(2L, 3L);
        }
    }

    private Notifying living(Crash crash) {
        return crash.happened()
                ? notifying(table, queue)
                : notifying(crash.around(DynamoDbClient.class, table), crash.around(SqsClient.class, queue));
    }
}
