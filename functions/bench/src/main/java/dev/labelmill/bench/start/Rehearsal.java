package dev.labelmill.bench.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.secret.FileSecrets;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.wiring.Clients;
import dev.labelmill.lambda.wiring.Configuration;
import dev.labelmill.lambda.wiring.Handlers;
import dev.labelmill.lambda.wiring.Services;
import dev.labelmill.local.cloud.runtime.FunctionSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Carries a batch of two items from its upload to its results by the functions' own handlers in this process, and keeps what
 * each function met when it was first called with work to do.
 */
final class Rehearsal {

    private static final String BATCH = "starts";
    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["no","yes"]},"slices":2,
             "overlap":{"min":2,"max":2,"targetConfidence":0.9},
             "vendors":[{"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":100,"deadlineSeconds":864000}]}""";
    private static final String MANIFEST = """
            {"id":"i1","source":"The parcel never came, and nobody answers."}
            {"id":"i2","source":"It works as described; thank you."}
            """;
    private static final int ROUNDS = 40;

    /** Between two rounds, so that what waits for a while goes on. */
    private static final Duration STEP = Duration.ofMinutes(6);

    private final Clients clients;
    private final String name;
    private final Map<String, String> environment;
    private final Samples samples;
    private final Handlers handlers;
    private final Map<String, Still> stills = new LinkedHashMap<>();
    private final Changes changes;
    private final Set<String> answered = new HashSet<>();
    /** Such that it ends before now. */
    private Instant now = Instant.now().minus(STEP.multipliedBy(2L * ROUNDS));

    /**
     * @param functions as they are deployed on a table and a bucket that are empty, both called {@code name}
     * @param secrets   the sample secrets' file
     */
    Rehearsal(Clients clients, String name, List<FunctionSettings> functions, Path secrets, Samples samples) {
        this.clients = clients;
        this.name = name;
        this.samples = samples;
        environment = new HashMap<>(functions.get(0).environment());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        changes = new Changes(clients.dynamo(), name);
        Services services = new Services(
                Configuration.of(environment),
                clients,
                FileSecrets.at(secrets.toUri().toString()),
                List::of,
                new Meter(PriceFile.shipped("us-east-1-arm64"), 512, (nanos, failure) -> {}),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                () -> now);
        handlers = new Handlers(services);
    }

    /**
     * Runs it.
     *
     * @return by function
     * @throws IllegalStateException if the batch does not come to its end
     */
    Map<String, Still> run() {
        bucket().put("batches/" + BATCH + "/batch.json", "application/json", SETTINGS.getBytes(StandardCharsets.UTF_8));
        bucket().put(
                        "batches/" + BATCH + "/manifest.jsonl",
                        "application/jsonl",
                        MANIFEST.getBytes(StandardCharsets.UTF_8));
        call("intake", samples.created("batches/" + BATCH + "/batch.json"));
        for (int round = 0; round < ROUNDS && phase() != Phase.DONE; round++) {
            queue("INTAKE", "intake");
            queue("PRELABEL", "prelabel");
            tick("dispatch");
            answer();
            told();
            tick("publish");
            tick("advance");
            queue("FINISH", "finish");
            now = now.plus(STEP);
        }
        if (phase() != Phase.DONE) {
            throw new IllegalStateException("the batch is stuck in " + batch());
        }
        groundTruth();
        return Map.copyOf(stills);
    }

    /** What other services ask of the functions, on an empty table. */
    private void groundTruth() {
        keep("pretask", samples.event("ground-truth/pretask.json"), List.of(), Map.of());
        keep(
                "consolidate",
                samples.event("ground-truth/consolidate.json"),
                List.of(),
                Map.of(
                        "jobs/birds/annotations/consolidation-request/iteration-1/0.json",
                        samples.bytes("ground-truth/payload-classes.json")));
        keep("notify", samples.event("sqs/notice-message.json"), List.of(), Map.of());
    }

    private void keep(
            String function, JsonNode event, List<Map<String, AttributeValue>> rows, Map<String, byte[]> objects) {
        stills.put(function, new Still(function, event, rows, objects));
    }

    /** A vendor returns a file of labels for what it was given, and a message to train comes that is no longer due. */
    private void returned(JsonNode task) {
        String key = "returns/crowd/" + BATCH + "/answers.jsonl";
        ObjectNode line = Json.object()
                .put("task", task.get("task").textValue())
                .put("annotator", "w9")
                .put("choice", "yes")
                .put("dispatch", task.get("dispatch").textValue());
        Map<String, byte[]> objects = new HashMap<>(objects());
        objects.put(key, Json.write(line).getBytes(StandardCharsets.UTF_8));
        keep("collect", samples.queued(Json.write(samples.created(key))), rows(), objects);
        keep(
                "train",
                samples.queued("{\"batch\":\"" + BATCH + "\",\"chunk\":0,\"round\":0,\"step\":\"TRAIN\"}"),
                rows(),
                objects);
    }

    /** A tick is worth keeping when people are at work. */
    private void tick(String function) {
        if (phase() == Phase.LABELLING) {
            call(function, samples.event("schedule/minute.json"));
        } else {
            handlers.named(function).orElseThrow().handle(samples.event("schedule/minute.json"));
        }
    }

    private void told() {
        List<JsonNode> records = changes.next();
        if (records.isEmpty()) {
            return;
        }
        List<JsonNode> labels = records.stream()
                .filter(record -> record.at("/dynamodb/Keys/sk/S").asText().startsWith("LABEL#"))
                .toList();
        if (!labels.isEmpty()) {
            call("score", Samples.changed(labels));
        }
        call("tally", Samples.windowed(records));
    }

    /** Two annotators answer what is in the outbox, each delivery with one label. */
    private void answer() {
        List<String> lines = new ArrayList<>();
        bucket().list("outbox/crowd/" + BATCH + "/")
                .forEach(object -> bucket().read(object.key())
                        .ifPresent(content -> new String(content, StandardCharsets.UTF_8)
                                .lines()
                                .forEach(lines::add)));
        for (String line : lines) {
            JsonNode task = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            if (!stills.containsKey("collect")) {
                returned(task);
            }
            for (String annotator : List.of("w1", "w2")) {
                if (answered.add(task.get("task").textValue() + " " + annotator)) {
                    call("webhook", Still.signed(samples.delivery(BATCH, task, annotator), now));
                }
            }
        }
    }

    private void queue(String queue, String function) {
        String url = environment.get("LABELMILL_" + queue + "_QUEUE");
        List<Message> messages = clients.sqs()
                .receiveMessage(receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                .messages();
        for (Message message : messages) {
            call(function, samples.queued(message.body()));
            clients.sqs().deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
        }
    }

    private void call(String function, JsonNode event) {
        if (!stills.containsKey(function)) {
            keep(function, event, rows(), objects());
        }
        JsonNode answer = handlers.named(function).orElseThrow().handle(event);
        if (answer.path("batchItemFailures").size() > 0
                || answer.path("statusCode").asInt(200) != 200) {
            throw new IllegalStateException(function + " answered " + answer);
        }
    }

    private List<Map<String, AttributeValue>> rows() {
        return changes.rows();
    }

    private Map<String, byte[]> objects() {
        Map<String, byte[]> objects = new TreeMap<>();
        bucket().list("")
                .forEach(object ->
                        objects.put(object.key(), bucket().read(object.key()).orElseThrow()));
        return objects;
    }

    private Phase phase() {
        return batch().phase();
    }

    private Batch batch() {
        return new BatchStore(new Table(clients.dynamo(), name)).get(BATCH).orElseThrow();
    }

    private Bucket bucket() {
        return new Bucket(clients.s3(), name);
    }
}
