package dev.labelmill.lambda.reception;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.secret.Rate;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.webhook.FunctionUrlEvent;
import dev.labelmill.lambda.webhook.RawBody;
import dev.labelmill.lambda.wiring.Clients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.commons.codec.digest.MurmurHash3;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Spoilt requests by the thousand through the webhook's own handler, over every scheme and every sample event: some
 * spoilt before they were signed, some after, some never signed. The table is in memory, with the service's conditions.
 */
class FuzzTest {
    private static final int RUNS = 15;
    /** In a run: few in every build, 210,000 in all by {@code -Dlabelmill.fuzz.requests=14000}. */
    private static final int REQUESTS = Integer.getInteger("labelmill.fuzz.requests", 1_000);
    /** What an hour's forgeries may leave. */
    private static final int SAMPLES = 5;

    private static final List<String> SCHEMES = Stream.of(
                    "standard-webhooks", "label-studio", "cvat", "labelbox", "scale", "toloka", "argilla")
            .filter(id -> VendorScheme.of(id).isPresent())
            .toList();

    private static final Map<String, List<byte[]>> BODIES = bodies();
    private static final Stage STAGE = new Stage();
    private static final Map<String, Integer> SEEN = new TreeMap<>();

    private final MemoryTable table = new MemoryTable(STAGE.name);
    private final Handler webhook = handler();
    private int forged;
    private long number;

    @Property(tries = RUNS, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void no_spoilt_request_breaks_the_door_and_no_forged_one_comes_through_it(@ForAll long seed) {
        STAGE.now = Stage.START;
        Random random = new Random(seed);
        for (int i = 0; i < REQUESTS; i++) {
            STAGE.now = STAGE.now.plusMillis(1);
            knock(random);
        }
        assertThat(table.all().stream().filter(item -> item.get("pk").s().startsWith("REJECTED#webhook-refused#")))
                .hasSizeLessThanOrEqualTo(SAMPLES);
    }

    @AfterContainer
    static void every_scheme_was_asked_for_everything() {
        System.out.println("fuzzed requests: " + SEEN);
        assertThat(VendorScheme.values()).hasSameSizeAs(SCHEMES);
        assertThat(SEEN.get("requests")).isEqualTo(RUNS * REQUESTS);
        assertThat(SEEN.keySet()).contains("200", "400", "401", "422");
        for (String scheme : SCHEMES) {
            assertThat(SEEN.get(scheme + " genuine")).isGreaterThan(RUNS * REQUESTS / 200);
            assertThat(SEEN.get(scheme + " forged")).isGreaterThan(RUNS * REQUESTS / 200);
        }
    }

    private void knock(Random random) {
        Spoiling spoiling = new Spoiling(random);
        String scheme = SCHEMES.get(random.nextInt(SCHEMES.size()));
        byte[] body =
                spoiling.of(BODIES.get(random.nextInt(4) == 0 ? SCHEMES.get(random.nextInt(SCHEMES.size())) : scheme));
        if (random.nextInt(2_000) == 0) {
            body = new byte[RawBody.MAX_BYTES + 1];
        }
        Knock knock = Knock.to(scheme, body).withBase64(random.nextBoolean());
        int key = random.nextInt(3);
        String id = "msg-" + random.nextInt(500);
        knock = knock.withHeaders(Proof.of(scheme).sign(key(scheme, key), knock.received(), STAGE.now, id));
        boolean touched = random.nextInt(3) == 0;
        if (touched) {
            UnaryOperator<Knock> spoilt = spoiling.afterSigning(SCHEMES);
            knock = spoilt.apply(knock);
        }
        judge(knock, touched);
    }

    private void judge(Knock knock, boolean touched) {
        Optional<String> vendor = genuine(knock);
        long calls = table.units().calls();
        long writes = table.units().write();

        JsonNode answer = webhook.handle(knock.event(++number));

        int status = answer.path("statusCode").asInt();
        count("requests", Integer.toString(status));
        assertThat(status).as("%s", knock).isIn(200, 400, 401, 404, 405, 413, 422, 429);
        if (vendor.isPresent()) {
            count(vendor.get() + " genuine");
            assertThat(touched || status != 401)
                    .as("refused though genuine: %s", knock)
                    .isTrue();
            if (status != 401 && status != 429) {
                requireKept(vendor.get(), knock, status, answer);
            }
            return;
        }
        count(knock.vendor() + " forged");
        assertThat(status).as("a forgery was let in: %s", knock).isGreaterThanOrEqualTo(400);
        boolean sampled = status == 401 && forged++ < SAMPLES;
        assertThat(table.units().calls() - calls).as("calls for %s", knock).isEqualTo(sampled ? 1 : 0);
        assertThat(table.units().write() - writes).as("units for %s", knock).isLessThanOrEqualTo(sampled ? 2 : 0);
    }

    /** What a proven vendor sent and nobody can use is in the table, with its reason. */
    private void requireKept(String vendor, Knock knock, int status, JsonNode answer) {
        JsonNode told = Json.parse(answer.path("body").asText().getBytes(UTF_8));
        if (told.path("stored").asInt() > 0) {
            count("stored");
        }
        String delivery = Proof.of(vendor).delivery(lowerCased(knock)).orElseGet(() -> named(knock.received()));
        if (told.path("rejected").isEmpty()) {
            if (status != 200) {
                requireRow(vendor, delivery, knock);
            }
        } else {
            told.path("rejected")
                    .forEach(label -> requireRow(
                            vendor, delivery + "/" + label.path("index").asInt(), knock));
        }
    }

    private void requireRow(String vendor, String id, Knock knock) {
        Map<String, AttributeValue> key = Map.of(
                "pk",
                AttributeValue.fromS("REJECTED#webhook/" + vendor + "#2026-11-24"),
                "sk",
                AttributeValue.fromS(id));
        assertThat(table.getItem(get -> get.tableName(STAGE.name).key(key)).item())
                .as("%s of %s", id, knock)
                .containsKey("reason");
    }

    private static String named(byte[] body) {
        long[] hash = MurmurHash3.hash128x64(body);
        return String.format("%016x%016x", hash[0], hash[1]);
    }

    /** The vendor that a request is proven to be of, by the test's own reading of the schemes. */
    private static Optional<String> genuine(Knock knock) {
        return SCHEMES.stream()
                .filter(scheme -> knock.path().equals("/webhooks/" + scheme))
                .filter(scheme -> knock.method().equals("POST") && knock.received().length <= RawBody.MAX_BYTES)
                .filter(scheme -> Stream.of(key(scheme, 0), key(scheme, 1))
                        .anyMatch(
                                key -> Proof.of(scheme).isGenuine(key, lowerCased(knock), knock.received(), STAGE.now)))
                .findFirst();
    }

    private static Map<String, String> lowerCased(Knock knock) {
        return knock.headers().entrySet().stream()
                .collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }

    private static void count(String... whats) {
        for (String what : whats) {
            SEEN.merge(what, 1, Integer::sum);
        }
    }

    /** Three keys of a scheme: the current one, the previous one, and one that nobody has. */
    private static byte[] key(String scheme, int which) {
        return (which + " is the key of vendor " + scheme + " today").getBytes(UTF_8);
    }

    private Handler handler() {
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
        fill();
        VendorSecrets secrets = new VendorSecrets(entries);
        return STAGE.services(new Clients(table, STAGE.s3, new Queues()), () -> secrets)
                .webhook();
    }

    /** Tasks that each vendor was given some of. */
    private void fill() {
        String vendors = SCHEMES.stream()
                .map(scheme -> "{\"name\":\"" + scheme
                        + "\",\"tier\":\"crowd\",\"pricePerLabel\":0.01,\"capacity\":10,\"deadlineSeconds\":60}")
                .collect(Collectors.joining(","));
        Table rows = new Table(table, STAGE.name);
        new BatchStore(rows).insert(Samples.labelling("digits", """
                {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1","7"]},"slices":2,
                 "overlap":{"min":3,"max":3,"targetConfidence":0.9},"vendors":[%s]}""".formatted(vendors)));
        TaskStore tasks = new TaskStore(rows);
        for (int i = 1; i <= 40; i++) {
            String vendor = SCHEMES.get(i % SCHEMES.size());
            tasks.insert(Task.forPeople("digits", "i" + i, new ItemPlace(0, 0, 10), 0, 0.5, null, 3), 2);
            tasks.update("digits", "i" + i, 2, task -> task.claim(ClaimedTasks.DISPATCH, vendor, false));
        }
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

    /** Takes every message. */
    private static final class Queues implements SqsClient {
        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            return SendMessageResponse.builder().messageId("m").build();
        }

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            return SendMessageBatchResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
