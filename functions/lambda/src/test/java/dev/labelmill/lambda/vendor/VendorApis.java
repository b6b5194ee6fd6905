package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What five vendors' APIs answer to a push: each keeps its own rules of what is there already, and refuses the text of bad. */
final class VendorApis {

    /** Whose API. */
    enum VendorApi {
        SCALE,
        TOLOKA,
        ARGILLA,
        LABEL_STUDIO,
        LABELBOX;

        /** What it wants in the header that shows the key. */
        String header(String key) {
            return switch (this) {
                case SCALE ->
                    "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
                case TOLOKA -> "ApiKey " + key;
                case ARGILLA -> key;
                case LABEL_STUDIO -> "Token " + key;
                case LABELBOX -> "Bearer " + key;
            };
        }
    }

    /** What the vendor has, by the key that it tells tasks apart by. */
    private final Map<String, JsonNode> taken = new TreeMap<>();

    private final Map<String, ArrayNode> operations = new TreeMap<>();
    private final Map<String, JsonNode> batches = new TreeMap<>();

    Map<String, JsonNode> taken() {
        return taken;
    }

    /** Labelbox's batches by their names. */
    Map<String, JsonNode> batches() {
        return batches;
    }

    synchronized Said answer(VendorApi kind, Asked asked) {
        return switch (kind) {
            case SCALE -> scale(json(asked));
            case TOLOKA -> toloka(asked);
            case ARGILLA -> argilla(asked);
            case LABEL_STUDIO -> studio(asked);
            case LABELBOX -> labelbox(asked);
        };
    }

    private static JsonNode json(Asked asked) {
        return Json.parse(asked.body().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isBad(JsonNode task) {
        return task.toString().contains("text of bad");
    }

    private Said scale(JsonNode task) {
        if (isBad(task)) {
            return Said.status(400, "{}");
        }
        boolean there = taken.putIfAbsent(task.path("unique_id").asText(), task) != null;
        return Said.status(there ? 409 : 200, "{}");
    }

    private Said toloka(Asked asked) {
        if (asked.method().equals("POST")) {
            String operation = asked.path().replaceAll(".*operation_id=([^&]*).*", "$1");
            if (operations.containsKey(operation)) {
                return Said.status(409, "{\"code\":\"OPERATION_ALREADY_EXISTS\"}");
            }
            ArrayNode log = Json.MAPPER.createArrayNode();
            json(asked).forEach(task -> {
                log.addObject().put("success", !isBad(task)).set("input", task);
                if (!isBad(task)) {
                    taken.put(taken.size() + "", task);
                }
            });
            operations.put(operation, log);
            return Said.status(202, "{\"id\":\"" + operation + "\",\"status\":\"SUCCESS\"}");
        }
        String id = asked.path().split("/")[4];
        return Said.ok(asked.path().endsWith("/log") ? operations.get(id).toString() : "{\"status\":\"SUCCESS\"}");
    }

    private Said argilla(Asked asked) {
        assertThat(asked).hasToString("PUT /api/v1/datasets/p%201/records/bulk");
        JsonNode items = json(asked).path("items");
        if (isBad(items)) {
            return Said.status(422, "{}");
        }
        items.forEach(item -> taken.put(item.path("external_id").asText(), item));
        return Said.ok("{}");
    }

    private Said studio(Asked asked) {
        if (asked.method().equals("GET")) {
            ObjectNode page = Json.object();
            taken.values().forEach(page.putArray("tasks")::add);
            return Said.ok(page.toString());
        }
        assertThat(asked).hasToString("POST /api/projects/p%201/import");
        JsonNode tasks = json(asked);
        if (isBad(tasks)) {
            return Said.status(400, "{}");
        }
        tasks.forEach(task -> taken.put(taken.size() + "", task));
        return Said.status(201, "{}");
    }

    private Said labelbox(Asked asked) {
        JsonNode variables = json(asked).path("variables");
        String query = json(asked).path("query").asText();
        if (query.contains("createDataRow")) {
            assertThat(asked).hasToString("POST /graphql");
            assertThat(variables.path("dataset").asText()).isEqualTo("set 1");
            if (isBad(variables)) {
                return Said.ok(failure("Bad row", "MALFORMED_REQUEST"));
            }
            String key = variables.path("key").asText();
            return taken.putIfAbsent(key, variables) == null
                    ? Said.ok("{\"data\":{\"createDataRow\":{\"id\":\"row\"}}}")
                    : Said.ok(failure("Duplicate global key: '" + key + "'", "INTERNAL_SERVER_ERROR"));
        }
        if (query.contains("queryAllDataRowsHaveBeenProcessed")) {
            return Said.ok(processed(true));
        }
        assertThat(asked).hasToString("POST /_gql");
        assertThat(variables.path("project").asText()).isEqualTo("p 1");
        if (query.contains("createBatchV2")) {
            JsonNode batch = variables.path("batch");
            return batches.putIfAbsent(batch.path("name").asText(), batch) == null
                    ? Said.ok("{\"data\":{\"project\":{\"createBatchV2\":{\"batch\":{\"id\":\"b\"},"
                            + "\"failedDataRowIds\":[]}}}}")
                    : Said.ok(failure("The name is taken", "INTERNAL_SERVER_ERROR"));
        }
        ObjectNode page = Json.object();
        ObjectNode list = page.putObject("data").putObject("project").putObject("batches");
        batches.keySet().forEach(name -> list.withArray("nodes").addObject().put("name", name));
        list.putObject("pageInfo").putNull("endCursor");
        return Said.ok(page.toString());
    }

    static String processed(boolean all) {
        return "{\"data\":{\"queryAllDataRowsHaveBeenProcessed\":{\"allDataRowsHaveBeenProcessed\":" + all + "}}}";
    }

    static String failure(String message, String code) {
        ObjectNode answer = Json.object();
        answer.putArray("errors")
                .addObject()
                .put("message", message)
                .putObject("extensions")
                .put("code", code);
        return answer.toString();
    }
}
