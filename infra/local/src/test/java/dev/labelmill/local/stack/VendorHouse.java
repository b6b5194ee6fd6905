package dev.labelmill.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.labelmill.core.task.Label;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.local.cloud.wire.LoopbackServer;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.QueueMapping;
import dev.labelmill.local.template.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The pipeline with batches that were really given to vendors of every scheme, and a small stand-in of the vendors' APIs, for
 * whatever those vendors may send back.
 */
final class VendorHouse implements AutoCloseable {

    /** The repository's samples of what wakes functions. */
    static final Path EVENTS = Path.of(System.getProperty("labelmill.root"), "events");

    private static final String KEY = "whsec_bGFiZWxtaWxsIHNhbXBsZSBzaWduaW5nIGtleSwgcHVibGlj";
    /** Each has a vendor of its name. */
    private static final List<String> SCHEMES =
            List.of("scale", "label-studio", "cvat", "toloka", "labelbox", "argilla", "standard-webhooks");

    private static final int LONGEST_WAIT = 1800;
    private static final List<QueueAttributeName> WAITING = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final House house;
    private final LoopbackServer vendors = new LoopbackServer("vendors", 0, this::answer);
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, VendorBatch> batches = new HashMap<>();
    private final Map<String, Given> given = new HashMap<>();
    private final Map<String, JsonNode> told = new HashMap<>();
    private final String collect;

    /** A task as its vendor was given it, on a line, from 0, of its dispatch's file. */
    record Given(String batch, String item, String dispatch, int line) {

        /** Its key, for vendors that keep one string. */
        String key() {
            return batch + "~" + dispatch + "~" + item;
        }

        /** Writes its ids into what a vendor keeps with a task. */
        void write(ObjectNode into) {
            into.put("labelmill_batch", batch).put("labelmill_task", item).put("labelmill_dispatch", dispatch);
        }
    }

    VendorHouse(Path folder, List<VendorBatch> given) throws IOException, InterruptedException {
        house = new House(folder, Faults.none(), Pace.quick());
        ObjectNode secrets = Json.object();
        SCHEMES.forEach(scheme -> secrets.putObject(scheme)
                .put("scheme", scheme)
                .put("current", KEY)
                .putObject("api")
                .put("url", vendors.address().toString())
                .put("key", "the API's key"));
        Files.write(folder.resolve("secrets.json"), Json.write(secrets).getBytes(UTF_8));
        for (VendorBatch batch : given) {
            batches.put(batch.name(), batch);
            put(batch.name(), "manifest.jsonl", batch.manifest());
            put(batch.name(), "batch.json", batch.settings());
        }
        Deployment deployment = Deployment.of(Template.deployed());
        collect = deployment.queueMappings().stream()
                .filter(mapping -> mapping.function().equals("collect"))
                .map(QueueMapping::queue)
                .findFirst()
                .map(house.resources()::address)
                .orElseThrow();
        awaitTasks();
    }

    private void put(String batch, String name, String content) {
        house.bucket().put("batches/" + batch + "/" + name, "application/json", content.getBytes(UTF_8));
    }

    private void awaitTasks() throws InterruptedException {
        int items = batches.values().stream()
                .mapToInt(batch -> batch.items().size())
                .sum();
        for (int waited = 0; given.size() < items; waited++) {
            if (waited > LONGEST_WAIT) {
                throw new AssertionError("only these were given to vendors: " + given.keySet());
            }
            Thread.sleep(100);
            batches.values().forEach(this::readOutbox);
        }
    }

    private void readOutbox(VendorBatch batch) {
        house.bucket()
                .list("outbox/" + batch.vendor() + "/" + batch.name() + "/")
                .flatMap(file -> house.bucket().read(file.key()).stream())
                .forEach(
                        file -> readTasks(batch, new String(file, UTF_8).lines().toList()));
    }

    private void readTasks(VendorBatch batch, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = Json.parse(lines.get(i).getBytes(UTF_8));
            String item = line.path("task").asText(line.path("labelmill-task").asText());
            String dispatch =
                    line.path("dispatch").asText(line.path("labelmill-dispatch").asText());
            told.put(batch.name() + "/" + item, line);
            given.put(batch.name() + "/" + item, new Given(batch.name(), item, dispatch, i));
        }
    }

    House house() {
        return house;
    }

    /** A task's ids, as the vendor was told them. */
    Given given(String batch, String item) {
        Given task = given.get(batch + "/" + item);
        if (task == null) {
            throw new IllegalArgumentException("no item " + item + " of batch " + batch + " was given to anybody");
        }
        return task;
    }

    /** What a task's vendor was told of it. */
    JsonNode told(String batch, String item) {
        return told.get(batch + "/" + item);
    }

    /** Sends a body to the webhook, proven as the vendor's scheme has it. */
    HttpResponse<String> post(String vendor, String scheme, byte[] body) throws IOException, InterruptedException {
        return post(house.webhook(), vendor, SignedAs.of(scheme).headers(KEY, body), body);
    }

    /** Sends a body to some webhook. */
    HttpResponse<String> post(URI webhook, String vendor, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.resolve("/webhooks/" + vendor))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Puts a file where its vendor returns files, and waits until it has been read. */
    void returned(String batch, String name, byte[] content) throws InterruptedException {
        house.bucket()
                .put(
                        "returns/" + batches.get(batch).vendor() + "/" + batch + "/" + name,
                        "application/octet-stream",
                        content);
        awaitCollected();
    }

    /** Gives {@code collect} an event that EventBridge has put on its queue, and waits until it has been heeded. */
    void told(JsonNode event) throws InterruptedException {
        house.resources().sqs().sendMessage(send -> send.queueUrl(collect).messageBody(Json.write(event)));
        awaitCollected();
    }

    /** Why what a returned file holds could not be used, place by place. */
    List<String> faults(String batch, String name) {
        String file = batch + "/" + name + ", ";
        return rejections("returns/" + batches.get(batch).vendor()).stream()
                .filter(reason -> reason.startsWith(file))
                .map(reason -> reason.substring(file.length()))
                .sorted()
                .toList();
    }

    /** Waits until nothing is left to be fetched or read. */
    void awaitCollected() throws InterruptedException {
        for (int waited = 0; isWaiting(); waited++) {
            if (waited > LONGEST_WAIT) {
                throw new AssertionError("collect does not get done");
            }
            Thread.sleep(20);
        }
    }

    private boolean isWaiting() {
        return house
                .resources()
                .sqs()
                .getQueueAttributes(get -> get.queueUrl(collect).attributeNames(WAITING))
                .attributes()
                .values()
                .stream()
                .anyMatch(count -> !count.equals("0"));
    }

    /** The labels of a task as they are in the table: whose, and what they say. */
    List<String> labels(String batch, String item) {
        return new LabelStore(house.table())
                .of(batch, item).stream()
                        .map(label -> label.annotator() + ": " + said(batches.get(batch), label))
                        .toList();
    }

    private static String said(VendorBatch batch, Label label) {
        return label.value()
                .map(value -> Json.write(ValueForm.write(
                        BatchSettingsReader.read(batch.name(), batch.settings().getBytes(UTF_8))
                                .labelType(),
                        value)))
                .orElse("taken back");
    }

    /** Why content of a source could not be used, of all of a day. */
    List<String> rejections(String source, LocalDate day) {
        return new RejectedStore(house.table())
                .of(source, day).stream().map(RejectedStore.Rejection::reason).toList();
    }

    /** The same of today. */
    List<String> rejections(String source) {
        return rejections(source, LocalDate.now(ZoneOffset.UTC));
    }

    /** What vendors' APIs answer, of the very things that the published examples name. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/api/v1/assignments/assignment-1")) {
            ObjectNode assignment = (ObjectNode) sample("toloka/assignment.json");
            assignment.put("id", "assignment-1").withArray("solutions").remove(1);
            assignment.withArray("tasks").remove(1);
            given("toloka-choices", "assignment").write((ObjectNode) assignment.at("/tasks/0/input_values"));
            reply(exchange, assignment);
        } else {
            LoopbackServer.answer(exchange, 404, new byte[0]);
        }
    }

    private static void reply(HttpExchange exchange, JsonNode answer) throws IOException {
        LoopbackServer.answer(exchange, 200, Json.write(answer).getBytes(UTF_8));
    }

    private static JsonNode sample(String name) throws IOException {
        return Json.parse(Files.readAllBytes(EVENTS.resolve(name)));
    }

    @Override
    public void close() {
        house.close();
        vendors.close();
    }
}
