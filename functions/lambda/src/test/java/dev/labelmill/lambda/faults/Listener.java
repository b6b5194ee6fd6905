package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.notify.Endpoint;
import dev.labelmill.lambda.notify.EndpointSource;
import dev.labelmill.lambda.stage.Signed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A user's endpoint for notices, over real HTTP: it fails now and then, and remembers what it has taken by its id. */
final class Listener implements EndpointSource, AutoCloseable {

    private final FaultPlan plan;
    private final SortedMap<String, String> told = new TreeMap<>();
    private final VendorStandIn server = new VendorStandIn(this::answer);
    private final Endpoint endpoint = new Endpoint(
            "ops", server.root().resolve("/hook"), SecretRing.of(Secret.ofWebhookKey(Signed.KEY)), Set.of(), Set.of());

    Listener(FaultPlan plan) {
        this.plan = plan;
    }

    private synchronized Said answer(Asked asked) {
        if (plan.strikes(FaultKind.ENDPOINT_DOWN)) {
            return Said.status(503, "{}");
        }
        JsonNode notice = Json.parse(asked.body().getBytes(StandardCharsets.UTF_8));
        told.put(
                asked.headers().get("webhook-id"),
                notice.path("type").asText() + " " + notice.at("/data/phase").asText());
        return Said.ok("{}");
    }

    @Override
    public List<Endpoint> current() {
        return List.of(endpoint);
    }

    /** What it has taken, by type and phase, and under how many ids. */
    synchronized SortedMap<String, Integer> told() {
        SortedMap<String, Integer> ids = new TreeMap<>();
        told.values().forEach(notice -> ids.merge(notice, 1, Integer::sum));
        return ids;
    }

    @Override
    public void close() {
        server.close();
    }
}
