package dev.labelmill.lambda.collect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.secret.FileSecrets;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.wiring.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Two tasks at a vendor whose API is reached over HTTP, and the function that runs errands to it. */
final class ErrandDesk {

    static final String ASSIGNMENT = Json.write(Events.sample("toloka/assignment.json"));
    static final String ID = "00022cfa46--637cf4098ccdeb4a260737de";

    private static final String SETTINGS = """
        {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1"]},"slices":2,
         "overlap":{"min":3,"max":3,"targetConfidence":0.9},"vendors":[{"name":"crowd","tier":"crowd",
         "format":"toloka","pricePerLabel":0.012,"capacity":10,"deadlineSeconds":60}]}\
        """;

    final Stage stage = Stage.onServers();
    final VendorStandIn vendor = new VendorStandIn(asked -> Said.ok(ASSIGNMENT));

    /** For how many seconds each message was to be held back. */
    final List<Integer> delays = new ArrayList<>();

    private final Path folder;

    /** @param folder for the vendor's secrets */
    ErrandDesk(Path folder) throws IOException {
        this.folder = folder;
        speaks("toloka");
        stage.batches().insert(Samples.labelling("digits", SETTINGS));
        for (String item : List.of("i1", "i2")) {
            stage.claimed(
                    Task.forPeople("digits", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 3), "d-5f1c0a9e4b7d2386");
        }
    }

    /** Has the vendor's API be one of that scheme. */
    void speaks(String scheme) throws IOException {
        ObjectNode secrets = Json.object();
        secrets.putObject("crowd")
                .put("scheme", scheme)
                .put("current", "a-secret-of-some-length")
                .putObject("api")
                .put("url", vendor.root().toString())
                .put("key", VendorStandIn.KEY);
        stage.secrets = Files.writeString(folder.resolve(scheme + ".json"), Json.write(secrets))
                .toUri()
                .toString();
    }

    void close() {
        vendor.close();
    }

    static ErrandMessage errand(String id) {
        return new ErrandMessage("crowd", new Errand("assignment", id, "uuid-1"));
    }

    /** Runs them, and says how many failed. */
    static int run(Handler collect, ErrandMessage... errands) {
        return Events.failures(collect.handle(Events.queued(
                List.of(errands).stream().map(ErrandMessage::toJson).toList())));
    }

    List<Label> labels() {
        List<Label> labels = new ArrayList<>(stage.labels().of("digits", "i1"));
        labels.addAll(stage.labels().of("digits", "i2"));
        return labels;
    }

    void pass(Duration time) {
        stage.now = stage.now.plus(time);
    }

    /** The function with a queue that notes for how long messages were to be held back, and gives them at once. */
    Handler undelayed() {
        SqsClient sqs = new SqsClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                delays.add(request.delaySeconds());
                return stage.sqs.sendMessage(request.toBuilder().delaySeconds(0).build());
            }

            @Override
            public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
                return stage.sqs.sendMessageBatch(request);
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {}
        };
        return stage.services(new Clients(stage.dynamo, stage.s3, sqs), FileSecrets.at(stage.secrets))
                .collect();
    }
}
