package dev.labelmill.lambda.reception;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.stage.SpoiltBodies;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.webhook.RawBody;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.commons.codec.digest.MurmurHash3;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Spoilt requests by the thousand through the webhook's own handler, over every scheme and every sample event, and over requests
 * for tasks: some spoilt before they were signed, some after, some never signed. The table is in memory, with the service's
 * conditions.
 */
class FuzzTest {
    private static final int RUNS = 15;
    /** In all, of those that are no sample any more: few in every build, 200,000 by {@code -Dlabelmill.fuzz.spoilt=200000}. */
    private static final int SPOILT = Integer.getInteger("labelmill.fuzz.spoilt", 6_000);

    private static final int SPOILT_IN_A_RUN = (SPOILT + RUNS - 1) / RUNS;
    /** What an hour's forgeries may leave. */
    private static final int SAMPLES = 5;
    /** No run may last longer than the hour that the samples are counted by. */
    private static final int MILLIS_APART = Math.min(20, 3_000_000 / (2 * SPOILT_IN_A_RUN));

    private static final List<String> SCHEMES = FuzzedVendors.SCHEMES;
    private static final Stage STAGE = new Stage();
    private static final Map<String, Integer> SEEN = new TreeMap<>();

    private FuzzedVendors vendors;
    private int forged;
    private int spoilt;
    private long number;

    @Property(tries = RUNS, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void no_spoilt_request_breaks_the_door_and_no_forged_one_comes_through_it(@ForAll long seed) {
        STAGE.now = Stage.START;
        vendors = new FuzzedVendors(STAGE);
        forged = 0;
        spoilt = 0;
        Random random = new Random(seed);
        while (spoilt < SPOILT_IN_A_RUN) {
            STAGE.now = STAGE.now.plusMillis(MILLIS_APART);
            knock(random);
        }
        assertThat(vendors.table.all().stream()
                        .filter(item -> item.get("pk").s().startsWith("REJECTED#webhook-refused#")))
                .hasSizeLessThanOrEqualTo(SAMPLES);
    }

    @AfterContainer
    static void every_scheme_was_asked_for_everything() {
        System.out.println("fuzzed requests: " + SEEN);
        assertThat(VendorScheme.values()).hasSameSizeAs(SCHEMES);
        assertThat(SEEN.get("spoilt")).isGreaterThanOrEqualTo(SPOILT);
        assertThat(SEEN.keySet())
                .contains("200", "400", "401", "422", "stored", "tasks by POST", "tasks by GET", "held", "released");
        for (String scheme : SCHEMES) {
            assertThat(SEEN.get(scheme + " genuine")).isGreaterThan(SPOILT / 200);
            assertThat(SEEN.get(scheme + " forged")).isGreaterThan(SPOILT / 200);
        }
    }

    private void knock(Random random) {
        String scheme = SCHEMES.get(random.nextInt(SCHEMES.size()));
        boolean asks = scheme.equals(FuzzedVendors.ASKING) ? random.nextBoolean() : random.nextInt(20) == 0;
        boolean byQuery = asks && random.nextInt(3) == 0;
        List<byte[]> bodies = byQuery
                ? FuzzedVendors.queries()
                : asks
                        ? vendors.asked()
                        : FuzzedVendors.told(
                                random.nextInt(4) == 0 ? SCHEMES.get(random.nextInt(SCHEMES.size())) : scheme);
        byte[] body = new SpoiltBodies(random).of(bodies);
        if (random.nextInt(2_000) == 0) {
            body = new byte[RawBody.MAX_BYTES + 1];
        }
        boolean changed = !isOneOf(bodies, body);
        Knock knock = Knock.to(scheme, body)
                .withPath((asks ? "/tasks/" : "/webhooks/") + scheme)
                .withMethod(byQuery ? "GET" : "POST")
                .withBase64(random.nextBoolean());
        int key = random.nextInt(3);
        String id = "msg-" + random.nextInt(500);
        knock = knock.withHeaders(
                Proof.of(scheme).sign(FuzzedVendors.key(scheme, key), knock.received(), STAGE.now, id));
        boolean touched = random.nextInt(3) == 0;
        if (touched) {
            Knock signed = knock;
            knock = new Spoiling(random).afterSigning(SCHEMES).apply(signed);
            changed |= !knock.isAs(signed);
        }
        if (changed) {
            spoilt++;
            count("spoilt");
        }
        judge(knock, touched);
    }

    private static boolean isOneOf(List<byte[]> bodies, byte[] body) {
        return bodies.stream().anyMatch(known -> Arrays.equals(known, body));
    }

    private void judge(Knock knock, boolean touched) {
        Optional<String> vendor = genuine(knock);
        long calls = vendors.table.units().calls();
        long writes = vendors.table.units().write();

        JsonNode answer = vendors.webhook.handle(knock.event(++number));

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
        assertThat(vendors.table.units().calls() - calls)
                .as("calls for %s", knock)
                .isEqualTo(sampled ? 1 : 0);
        assertThat(vendors.table.units().write() - writes)
                .as("units for %s", knock)
                .isLessThanOrEqualTo(sampled ? 2 : 0);
    }

    /** What a proven vendor sent and nobody can use is in the table, with its reason. */
    private void requireKept(String vendor, Knock knock, int status, JsonNode answer) {
        JsonNode told = Json.parse(answer.path("body").asText().getBytes(UTF_8));
        if (told.path("stored").asInt() > 0) {
            count("stored");
        }
        for (String answered : List.of("tasks", "held", "released")) {
            if (!told.path(answered).isEmpty()) {
                count(answered, answered + " by " + knock.method());
            }
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
        assertThat(vendors.table
                        .getItem(get -> get.tableName(STAGE.name).key(key))
                        .item())
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
                .filter(scheme -> knock.path().equals("/tasks/" + scheme)
                                && List.of("GET", "POST").contains(knock.method())
                        || knock.path().equals("/webhooks/" + scheme)
                                && knock.method().equals("POST"))
                .filter(scheme -> knock.received().length <= RawBody.MAX_BYTES)
                .filter(scheme -> Stream.of(FuzzedVendors.key(scheme, 0), FuzzedVendors.key(scheme, 1))
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
}
