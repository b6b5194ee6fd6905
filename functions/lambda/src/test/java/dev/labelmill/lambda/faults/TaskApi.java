package dev.labelmill.lambda.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.ApiAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A vendor's API over real HTTP that creates tasks as Scale's does: each once under its {@code unique_id}, 409 when that is
 * taken. Now and then it is busy, keeps its answer to itself, or refuses a task for good.
 */
final class TaskApi implements AutoCloseable {

    private final FaultPlan plan;
    private final Map<String, JsonNode> taken = new LinkedHashMap<>();
    private final Set<String> refused = new HashSet<>();
    private final VendorStandIn server = new VendorStandIn(this::answer);
    private BooleanSupplier down = () -> false;

    TaskApi(FaultPlan plan) {
        this.plan = plan;
    }

    /** Has it answer nothing of use while something is so. */
    synchronized void downWhile(BooleanSupplier what) {
        down = what;
    }

    /** Where it is. */
    ApiAccess access() {
        return server.access();
    }

    private synchronized Said answer(Asked asked) {
        if (down.getAsBoolean()) {
            return Said.status(503, "{}");
        }
        if (plan.strikes(FaultKind.API_BUSY)) {
            return busy();
        }
        JsonNode task = Json.parse(asked.body().getBytes(StandardCharsets.UTF_8));
        String key = task.path("unique_id").asText();
        if (taken.containsKey(key)) {
            return Said.status(409, "{}");
        }
        if (refused.contains(key) || plan.strikes(FaultKind.TASK_REFUSED)) {
            refused.add(key);
            return Said.status(400, "{}");
        }
        taken.put(key, task);
        if (plan.strikes(FaultKind.API_ANSWER_LOST)) {
            return unheard();
        }
        return Said.ok("{}");
    }

    private Said busy() {
        return switch (plan.below(3)) {
            case 0 -> Said.later(429, "45");
            case 1 -> Said.status(500, "{}");
            default -> Said.status(503, "{}");
        };
    }

    /** By a gateway that has waited too long, or because the connection is gone. */
    private Said unheard() {
        if (plan.below(2) == 0) {
            return Said.status(504, "{}");
        }
        throw new IllegalStateException("the connection is closed without an answer");
    }

    /** The tasks that it has taken, in order, each by its key. */
    synchronized List<Map.Entry<String, JsonNode>> taken() {
        return new ArrayList<>(taken.entrySet());
    }

    @Override
    public void close() {
        server.close();
    }
}
