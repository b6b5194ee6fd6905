package dev.labelmill.lambda.reception;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.emulators.memory.KeysIndex;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.secret.Rate;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.webhook.FunctionUrlEvent;
import dev.labelmill.lambda.webhook.RawBody;
import dev.labelmill.lambda.wiring.Clients;
import dev.labelmill.lambda.wiring.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table with a vendor of every scheme, each of which was given tasks, and one of which has annotators who ask for theirs; the
 * webhook that all of them come to, and what they send when nobody has spoilt it.
 */
final class FuzzedVendors {

    /** Who asks for tasks. */
    static final String ASKING = "standard-webhooks";

    static final List<String> SCHEMES = Stream.of(
                    ASKING, "label-studio", "cvat", "labelbox", "scale", "toloka", "argilla")
            .filter(id -> VendorScheme.of(id).isPresent())
            .toList();

    private static final Map<String, List<byte[]>> BODIES = bodies();
    private static final int ASKED_FOR = 30;

    final MemoryTable table;
    final Handler webhook;
    private final Stage stage;
    private final List<byte[]> requests;

    /** @param stage whose clock and bucket they have */
    FuzzedVendors(Stage stage) {
        this.stage = stage;
        table = new MemoryTable(stage.name, new KeysIndex("by-lane", "lane", "rank"));
        Services services = services();
        webhook = services.webhook();
        fillOutboxes();
        fillDesk();
        services.dispatch().handle(Events.tick());
        requests = requests();
    }

    /** What a vendor of a scheme sends to the webhook. */
    static List<byte[]> told(String scheme) {
        return BODIES.get(scheme);
    }

    /** What annotators ask for: tasks, to hold the leases of some, and to give those of others back. */
    List<byte[]> asked() {
        return requests;
    }

    /** Query strings that ask for tasks. */
    static List<byte[]> queries() {
        return Stream.of("annotator=w5&most=3", "most=2&annotator=Zo%C3%AB%2B1", "annotator=w5&most=0&more=1")
                .map(query -> query.getBytes(UTF_8))
                .toList();
    }

    /** Three keys of a scheme: the current one, the previous one, and one that nobody has. */
    static byte[] key(String scheme, int which) {
        return (which + " is the key of vendor " + scheme + " today").getBytes(UTF_8);
    }

    private Services services() {
        Map<String, VendorSecrets.Entry> entries = new HashMap<>();
        for (String scheme : SCHEMES) {
            SecretRing ring = SecretRing.of(Secret.ofKey(key(scheme, 0)), Secret.ofKey(key(scheme, 1)));
            entries.put(
                    scheme,
                    new VendorSecrets.Entry(
                            VendorScheme.of(scheme).orElseThrow(),
                            ring,
                            Optional.empty(),
                            new Rate(Rate.MOST, Rate.MOST)));
        }
        VendorSecrets secrets = new VendorSecrets(entries);
        return stage.services(new Clients(table, stage.s3, new EndlessQueues()), () -> secrets);
    }

    private Table rows() {
        return new Table(table, stage.name);
    }

    /** Tasks that each vendor was given some of. */
    private void fillOutboxes() {
        String vendors = SCHEMES.stream()
                .map(scheme -> "{\"name\":\"" + scheme
                        + "\",\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":10,\"deadlineSeconds\":60}")
                .collect(Collectors.joining(","));
        new BatchStore(rows()).insert(Samples.labelling("digits", """
                {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1","7"]},"slices":2,
                 "overlap":{"min":3,"max":3,"targetConfidence":0.9},"vendors":[%s]}""".formatted(vendors)));
        TaskStore tasks = new TaskStore(rows());
        for (int i = 1; i <= 40; i++) {
            String vendor = SCHEMES.get(i % SCHEMES.size());
            tasks.insert(Task.forPeople("digits", "i" + i, new ItemPlace(0, 0, 10), 0, 0.5, null, 3), 2);
            tasks.update("digits", "i" + i, 2, task -> task.claim(ClaimedTasks.DISPATCH, vendor, false));
        }
    }

    /** Tasks that wait for whoever asks. */
    private void fillDesk() {
        new BatchStore(rows()).insert(Samples.labelling("asked", """
                {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1","7"]},"slices":2,
                 "overlap":{"min":3,"max":3,"targetConfidence":0.9},"vendors":[{"name":"%s","tier":"crowd",
                 "delivery":"pull","pricePerLabel":0.01,"capacity":900,"deadlineSeconds":86400}]}""".formatted(ASKING)));
        TaskStore tasks = new TaskStore(rows());
        StringBuilder manifest = new StringBuilder();
        for (int i = 1; i <= ASKED_FOR; i++) {
            String line = "{\"id\":\"i" + i + "\",\"source\":\"text\"}";
            ItemPlace place = new ItemPlace(0, manifest.length(), line.length());
            manifest.append(line).append('\n');
            tasks.insert(Task.forPeople("asked", "i" + i, place, 0, i / 100.0, null, 3), 2);
        }
        stage.upload(Layout.manifest("asked"), manifest.toString());
        new ChunkStore(rows())
                .cut(List.of(Chunk.cut("asked", 0, Layout.manifest("asked"), 0, manifest.length(), "etag")));
    }

    private List<byte[]> requests() {
        List<byte[]> bodies = new ArrayList<>(List.of(wanted("w3")));
        for (String type : List.of("tasks.held", "tasks.released")) {
            for (String annotator : List.of("w3", "w4")) {
                ObjectNode body = request(type, annotator);
                ask(wanted(annotator))
                        .path("tasks")
                        .forEach(task -> body.withArray("/data/leases").add(task.path("lease")));
                bodies.add(Json.write(body).getBytes(UTF_8));
            }
        }
        return bodies;
    }

    private byte[] wanted(String annotator) {
        ObjectNode body = request("tasks.requested", annotator);
        ((ObjectNode) body.get("data")).put("most", 3);
        return Json.write(body).getBytes(UTF_8);
    }

    private ObjectNode request(String type, String annotator) {
        ObjectNode body = Json.object().put("type", type).put("timestamp", stage.now.toString());
        body.putObject("data").put("annotator", annotator);
        return body;
    }

    private JsonNode ask(byte[] body) {
        Knock knock = Knock.to(ASKING, body).withPath("/tasks/" + ASKING);
        JsonNode answer = webhook.handle(knock.withHeaders(
                        Proof.of(ASKING).sign(key(ASKING, 0), body, stage.now, "ask-" + System.identityHashCode(body)))
                .event(0));
        return Json.parse(answer.path("body").asText().getBytes(UTF_8));
    }

    /** The bodies of all samples that come to a Function URL, by the scheme of the vendor that they come from. */
    private static Map<String, List<byte[]>> bodies() {
        JsonNode vendors = Events.sample("webhook/sample-secrets.json");
        Map<String, List<byte[]>> bodies = new TreeMap<>();
        SCHEMES.forEach(scheme -> bodies.put(scheme, new ArrayList<>(List.of("{}".getBytes(UTF_8)))));
        try (Stream<Path> files = Files.walk(Events.FOLDER)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                JsonNode event = Json.parse(Files.readAllBytes(file));
                String vendor = event.path("rawPath").asText().replace("/webhooks/", "");
                if (event.path("body").isTextual() && vendors.has(vendor)) {
                    bodies.get(vendors.path(vendor).path("scheme").asText())
                            .add(RawBody.read(FunctionUrlEvent.read(event)));
                }
            }
            return bodies;
        } catch (IOException | UnusableContent unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
