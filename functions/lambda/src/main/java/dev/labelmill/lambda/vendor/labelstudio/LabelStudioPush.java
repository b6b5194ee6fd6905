package dev.labelmill.lambda.vendor.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.ApiPath;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.JsonApi;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Imports a dispatch's tasks into a project. Label Studio knows no idempotency key, so that the tasks of the dispatch that are
 * there already are asked for first, by a filter of its data manager, and the others alone are imported; an import is one
 * transaction there. All are refused for one that is unfit, so that those are halved until the unfit stand alone.
 */
public final class LabelStudioPush implements PushForm {

    private static final int PAGE = 500;
    private static final int NOT_FOUND = 404;

    private final LabelStudioTask form = new LabelStudioTask();

    @Override
    public List<Refused> push(VendorApi api, Job job) {
        if (job.target().isEmpty()) {
            throw new VendorRefusal("the vendor in batch.json names no target, which is the project's id");
        }
        JsonApi studio =
                new JsonApi(api, "Authorization", authorization(job.access().key()));
        Set<String> there = there(studio, job);
        List<TaskLine> missing = job.lines().stream()
                .filter(line -> !there.contains(line.task().item()))
                .toList();
        List<Refused> refused = new ArrayList<>();
        if (!missing.isEmpty()) {
            URI uri = ApiPath.of(job.access())
                    .fixed("api/projects")
                    .part(job.target())
                    .fixed("import")
                    .uri();
            send(studio, uri, missing, refused);
        }
        return refused;
    }

    /** A bare key is a legacy token; a personal access token's short-lived one comes as {@code Bearer …}. */
    private static String authorization(String key) {
        return key.indexOf(' ') < 0 ? "Token " + key : key;
    }

    private static Set<String> there(JsonApi studio, Job job) {
        ObjectNode query = Json.object();
        ObjectNode filters = query.putObject("filters").put("conjunction", "and");
        filters.putArray("items")
                .addObject()
                .put("filter", "filter:tasks:data.labelmill_dispatch")
                .put("operator", "equal")
                .put("type", "String")
                .put("value", job.dispatch());
        Set<String> items = new HashSet<>();
        for (int page = 1; ; page++) {
            HttpAnswer answer = studio.get(ApiPath.of(job.access())
                    .fixed("api/tasks")
                    .query("project", job.target())
                    .query("query", Json.write(query))
                    .query("fields", "all")
                    .query("page", Integer.toString(page))
                    .query("page_size", Integer.toString(PAGE))
                    .uri());
            if (answer.status() == NOT_FOUND && page > 1) {
                return items;
            }
            JsonNode tasks = tasks(answer);
            tasks.forEach(task -> add(task.path("data"), job.dispatch(), items));
            if (tasks.size() < PAGE) {
                return items;
            }
        }
    }

    /** A server that knows no such filter gives all tasks: only those of the dispatch count. */
    private static void add(JsonNode data, String dispatch, Set<String> items) {
        if (data.path("labelmill_dispatch").asText().equals(dispatch)) {
            items.add(data.path("labelmill_task").asText());
        }
    }

    private static JsonNode tasks(HttpAnswer answer) {
        if (answer.status() == NOT_FOUND) {
            throw new VendorRefusal("Label Studio has no project of the id that is the vendor's target in batch.json");
        }
        if (!answer.isSuccess()) {
            throw new VendorUnavailable(
                    "Label Studio does not tell which tasks it has: it answered with status " + answer.status(),
                    Optional.empty());
        }
        try {
            JsonNode body = Json.parse(answer.body());
            JsonNode tasks = body.isArray() ? body : body.path("tasks");
            if (tasks.isArray()) {
                return tasks;
            }
        } catch (IllegalArgumentException unreadable) {
            throw new VendorRefusal("Label Studio's list of tasks is no JSON");
        }
        throw new VendorRefusal("Label Studio's list of tasks holds no tasks");
    }

    private void send(JsonApi studio, URI uri, List<TaskLine> lines, List<Refused> refused) {
        ArrayNode tasks = Json.MAPPER.createArrayNode();
        lines.forEach(line -> tasks.add(form.write(line)));
        HttpAnswer answer = studio.post(uri, tasks);
        if (answer.status() == NOT_FOUND) {
            throw new VendorRefusal("Label Studio has no project of the id that is the vendor's target in batch.json");
        }
        if (answer.isSuccess()) {
            return;
        }
        if (lines.size() == 1) {
            refused.add(new Refused(
                    lines.get(0).task().item(), "Label Studio refuses the task with status " + answer.status()));
            return;
        }
        send(studio, uri, lines.subList(0, lines.size() / 2), refused);
        send(studio, uri, lines.subList(lines.size() / 2, lines.size()), refused);
    }
}
