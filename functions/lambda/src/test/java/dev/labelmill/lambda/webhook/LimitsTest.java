package dev.labelmill.lambda.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.core.signature.StandardWebhooks;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.secret.Rate;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.webhook.GateOutcome.Answered;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many requests, and how large ones, the gate looks at. */
class LimitsTest {
    private static final Secret KEY =
            Secret.ofKey("a key of at least twenty-four bytes".getBytes(StandardCharsets.UTF_8));

    private static final VendorSecrets SECRETS = new VendorSecrets(Map.of(
            "crowd", entry(new Rate(2, 3)),
            "other", entry(Rate.DEFAULT)));

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final WebhookGate gate = new WebhookGate(() -> SECRETS, new ForgeryCounter(() -> now), () -> now);

    @Test
    void a_vendor_above_its_rate_is_asked_to_come_again_and_no_other_is() {
        for (int i = 0; i < 3; i++) {
            assertThat(status(signed("crowd", "{}"))).isEqualTo(422);
        }

        FunctionUrlResponse held = ((Answered) gate.admit(signed("crowd", "{}"))).response();

        assertThat(held.statusCode()).isEqualTo(429);
        assertThat(held.headers()).containsEntry("retry-after", "1");
        assertThat(status(signed("other", "{}"))).isEqualTo(422);
        now = now.plusMillis(500);
        assertThat(status(signed("crowd", "{}"))).isEqualTo(422);
    }

    @Test
    void forgeries_use_up_nothing_of_a_vendors_rate() {
        for (int i = 0; i < 100; i++) {
            assertThat(status(forged("crowd", "{}"))).isEqualTo(401);
        }
        assertThat(status(signed("crowd", "{}"))).isEqualTo(422);
    }

    @Test
    void a_flood_of_large_forgeries_is_not_hashed_for_long_whatever_name_it_uses() {
        String large = "x".repeat(RawBody.MAX_BYTES);
        for (int i = 0; i < 8; i++) {
            assertThat(status(forged(i % 2 == 0 ? "crowd" : "nobody", large))).isEqualTo(401);
        }

        for (String name : new String[] {"crowd", "other", "nobody"}) {
            FunctionUrlResponse held = ((Answered) gate.admit(forged(name, large))).response();
            assertThat(held).isEqualTo(FunctionUrlResponse.tooMany(2));
        }
        assertThat(status(forged("nobody", "x".repeat(64 * 1024)))).isEqualTo(401);
        assertThat(status(signed("other", "{}"))).isEqualTo(422);

        now = now.plusSeconds(2);
        assertThat(status(signed("other", large))).isEqualTo(400);
    }

    /** A tree of its JSON would be several times the body; hashing it allocates the same for any bytes. */
    @Test
    void a_forged_body_is_hashed_and_not_parsed() {
        String json = "{\"a\":[" + "1,".repeat(25_000) + "1]}";
        String spaces = " ".repeat(json.length());
        for (int i = 0; i < 200; i++) {
            gate.admit(forged("crowd", json));
            gate.admit(forged("crowd", spaces));
        }

        long ofJson = allocated(forged("crowd", json));

        assertThat(ofJson).isLessThan(allocated(forged("crowd", spaces)) + json.length() / 2);
    }

    private long allocated(FunctionUrlEvent event) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        gate.admit(event);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private int status(FunctionUrlEvent event) {
        GateOutcome outcome = gate.admit(event);
        return outcome instanceof GateOutcome.Unusable unusable
                ? unusable.response().statusCode()
                : ((Answered) outcome).response().statusCode();
    }

    private FunctionUrlEvent signed(String vendor, String body) {
        return request(
                vendor, new StandardWebhooks().headers(KEY, "m-1", now, body.getBytes(StandardCharsets.UTF_8)), body);
    }

    private FunctionUrlEvent forged(String vendor, String body) {
        return request(vendor, signed(vendor, "another body").headers(), body);
    }

    private static FunctionUrlEvent request(String vendor, Map<String, String> headers, String body) {
        ObjectNode event = Json.object().put("rawPath", "/webhooks/" + vendor).put("body", body);
        event.putObject("requestContext").putObject("http").put("method", "POST");
        headers.forEach(event.putObject("headers")::put);
        return FunctionUrlEvent.read(event);
    }

    private static VendorSecrets.Entry entry(Rate rate) {
        return new VendorSecrets.Entry(VendorScheme.STANDARD_WEBHOOKS, SecretRing.of(KEY), Optional.empty(), rate);
    }
}
