package dev.labelmill.lambda.vendor.cvat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** CVAT by its documented rules, as far as Labelmill uses it: names are not unique, and a task has data once. */
final class CvatStandIn {

    /** Its tasks, whose ids, and those of their only jobs, count from 1. */
    final List<ObjectNode> tasks = new ArrayList<>();
    /** How many images it was told to fetch. */
    int fetched;
    /** What annotators left in every job. */
    JsonNode annotations = Events.sample("cvat/annotations.json");
    /** Stage and state of every job. */
    String stage = "annotation";

    String state = "completed";
    /** Whether it lists tasks of other names and projects too, as one that does not know the filter would. */
    boolean listsAll;

    Said answer(Asked asked) {
        String[] parts =
                asked.path().replaceAll("\\?.*", "").substring("/api/".length()).split("/");
        if (asked.method().equals("POST")) {
            JsonNode body = Json.parse(asked.body().getBytes(StandardCharsets.UTF_8));
            return parts.length == 1 ? create(body) : data(task(parts[1]), body);
        }
        if (parts.length == 1 && parts[0].equals("tasks")) {
            return list(asked.path());
        }
        if (parts[0].equals("tasks")) {
            return Said.ok(task(parts[1]).toString());
        }
        if (parts[0].equals("labels")) {
            return Said.ok(Events.sample("cvat/labels.json").toString());
        }
        return switch (parts[parts.length - 1]) {
            case "annotations" -> Said.ok(annotations.toString());
            case "meta" -> Said.ok(Events.sample("cvat/job-data.json").toString());
            default -> Said.ok(job(Integer.parseInt(parts[1])).toString());
        };
    }

    /** The only job of a task. */
    ObjectNode job(int id) {
        ObjectNode job = (ObjectNode) Events.sample("cvat/job.json");
        return job.put("id", id).put("task_id", id).put("stage", stage).put("state", state);
    }

    private ObjectNode task(String id) {
        return tasks.get(Integer.parseInt(id) - 1);
    }

    private Said create(JsonNode body) {
        if (body.path("project_id").asInt() != 7) {
            return Said.status(404, "{}");
        }
        assertThat(body.path("name").asText()).hasSizeLessThanOrEqualTo(256);
        ObjectNode task = body.deepCopy();
        tasks.add(task.put("id", tasks.size() + 1).put("size", 0));
        return Said.status(201, task.toString());
    }

    private Said data(ObjectNode task, JsonNode body) {
        if (task.path("size").asInt() > 0) {
            return Said.status(400, "\"Adding more data is not supported\"");
        }
        if (body.path("remote_files").get(0).asText().contains("bad")) {
            return Said.status(400, "{}");
        }
        fetched++;
        task.put("size", 1).set("files", body.get("remote_files"));
        return Said.status(202, "{\"rq_id\":\"action=create&target=task&target_id=1\"}");
    }

    private Said list(String path) {
        ObjectNode page = Json.object().putNull("next");
        ArrayNode results = page.putArray("results");
        tasks.stream()
                .filter(task -> listsAll
                        || path.contains("name=" + encoded(task.path("name").asText()) + "&"))
                .forEach(results::add);
        return Said.ok(page.toString());
    }

    private static String encoded(String name) {
        return name.replace("%", "%25").replace("~", "%7E");
    }
}
