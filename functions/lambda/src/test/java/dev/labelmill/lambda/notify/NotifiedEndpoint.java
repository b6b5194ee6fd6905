package dev.labelmill.lambda.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.lambda.http.EndpointHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.secret.SecretsUnreadable;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.EndpointStore;
import dev.labelmill.lambda.store.NoticeDelivery;
import dev.labelmill.lambda.store.NoticeStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** An endpoint over real HTTP, and notices for it. */
abstract class NotifiedEndpoint {

    static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OLD_KEY = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    final Stage stage = new Stage();
    final VendorStandIn receiver = new VendorStandIn(asked -> Said.ok("{}"));
    final List<Endpoint> endpoints = new ArrayList<>(List.of(endpoint("ops", Set.of(), Set.of())));
    boolean readable = true;
    Post post = EndpointHttp.ofAny(() -> stage.now);
    final NoticeStore log = new NoticeStore(stage.table());
    final Notice notice = Notice.of(
            Notice.BATCH_PHASE,
            "digits\n3",
            stage.now,
            "demo",
            Json.object().put("batch", "digits").put("project", "demo").put("phase", "LABELLING"));

    @AfterEach
    void close() {
        receiver.close();
    }

    Endpoint endpoint(String name, Set<String> types, Set<String> projects) {
        return new Endpoint(
                name,
                receiver.root().resolve("/hook"),
                SecretRing.of(Secret.ofWebhookKey(KEY), Secret.ofWebhookKey(OLD_KEY)),
                types,
                projects);
    }

    Endpoint elsewhere(String name) {
        return new Endpoint(
                name, receiver.root().resolve("/down"), SecretRing.of(Secret.ofWebhookKey(KEY)), Set.of(), Set.of());
    }

    Notice notice(String occurrence) {
        return Notice.of(Notice.BATCH_PHASE, occurrence, notice.at(), "demo", notice.data());
    }

    ObjectNode redelivery() {
        ObjectNode command = Json.object();
        command.putObject("redeliver")
                .put("endpoint", "ops")
                .put("day", day().toString())
                .put("notice", notice.id());
        return command;
    }

    Notifying notifying() {
        return new Notifying(
                this::endpoints,
                new Certified(stage.bucket()),
                new Courier(
                        post,
                        log,
                        new EndpointStore(stage.table()),
                        new Queue(stage.sqs, stage.notifyQueue),
                        () -> stage.now));
    }

    List<Endpoint> endpoints() {
        if (!readable) {
            throw new SecretsUnreadable("the parameter with the endpoints cannot be read", null);
        }
        return List.copyOf(endpoints);
    }

    static ObjectNode event(JsonNode message) {
        ObjectNode event = Json.object();
        event.putArray("Records")
                .addObject()
                .put("messageId", "m-1")
                .put("eventSource", "aws:sqs")
                .put("body", Json.write(message));
        return event;
    }

    void tell() {
        tell(notice);
    }

    void tell(Notice what) {
        assertThat(notifying().handle(event(what.toMessage())).path("batchItemFailures"))
                .isEmpty();
        work();
    }

    /** Each of the queue's messages that is due as an event of its own, until there are no more. */
    void work() {
        for (List<JsonNode> due = stage.drain(stage.notifyQueue);
                !due.isEmpty();
                due = stage.drain(stage.notifyQueue)) {
            due.forEach(message -> notifying().handle(event(message)));
        }
    }

    NoticeDelivery delivery() {
        return log.get("ops", day(), notice.id()).orElseThrow();
    }

    LocalDate day() {
        return notice.at().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Goes on with what waits, as its messages come when their time has come. */
    void goOn() {
        stage.now = delivery().next();
        notifying().handle(event(Continuation.of(delivery()).toMessage()));
    }
}
