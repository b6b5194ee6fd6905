package dev.labelmill.lambda.vendor.toloka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.ApiPath;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.JsonApi;
import dev.labelmill.lambda.vendor.NotYet;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Creates a dispatch's tasks in a pool, as one operation whose id is derived from the dispatch: Toloka does an operation of one
 * id once, and answers 409 to another (toloka-kit, IdempotentOperationParameters). Tasks that it finds invalid are in the
 * operation's log and leave the others alone.
 */
public final class TolokaPush implements PushForm {

    private static final int CONFLICT = 409;
    private static final Duration SOON = Duration.ofSeconds(2);

    private final TolokaTask form = new TolokaTask();

    @Override
    public List<Refused> push(VendorApi api, Job job) {
        JsonApi toloka = api(api, job.access());
        String operation = UUID.nameUUIDFromBytes(("labelmill\n" + job.dispatch()).getBytes(StandardCharsets.UTF_8))
                .toString();
        ArrayNode tasks = Json.MAPPER.createArrayNode();
        job.lines().forEach(line -> tasks.add(form.write(line)));
        HttpAnswer answer = toloka.post(
                ApiPath.of(job.access())
                        .fixed("api/v1/tasks")
                        .query("operation_id", operation)
                        .query("async_mode", "true")
                        .query("allow_defaults", "false")
                        .query("skip_invalid_items", "true")
                        .uri(),
                tasks);
        if (answer.status() == CONFLICT) {
            answer = toloka.get(ApiPath.of(job.access())
                    .fixed("api/v1/operations")
                    .part(operation)
                    .uri());
        }
        if (!answer.isSuccess()) {
            throw new VendorRefusal("Toloka takes none of the tasks: it answered with status " + answer.status());
        }
        return switch (text(answer, "status")) {
            case "SUCCESS" -> refused(toloka, job, operation);
            case "FAIL" -> failed(refused(toloka, job, operation));
            case "PENDING", "RUNNING" -> throw new NotYet("Toloka is still creating the tasks", SOON);
            default -> throw new VendorRefusal("Toloka does not say how creating the tasks went");
        };
    }

    /** With the key, as Toloka's accounts have it; those of its successor write {@code OAuth} before it themselves. */
    static JsonApi api(VendorApi api, ApiAccess access) {
        String key = access.key();
        return new JsonApi(api, "Authorization", key.indexOf(' ') < 0 ? "ApiKey " + key : key);
    }

    private static List<Refused> failed(List<Refused> refused) {
        if (refused.isEmpty()) {
            throw new VendorRefusal("Toloka could not create the tasks");
        }
        return refused;
    }

    /** The tasks of ours that the operation's log tells as not created. */
    private static List<Refused> refused(JsonApi toloka, Job job, String operation) {
        HttpAnswer answer = toloka.get(ApiPath.of(job.access())
                .fixed("api/v1/operations")
                .part(operation)
                .fixed("log")
                .uri());
        if (!answer.isSuccess()) {
            throw new VendorUnavailable("Toloka does not yet tell how creating the tasks went", Optional.of(SOON));
        }
        return log(answer)
                .valueStream()
                .filter(item -> item.has("success") && !item.path("success").asBoolean())
                .map(item -> item.at("/input/input_values/labelmill_task").asText())
                .filter(id ->
                        job.lines().stream().anyMatch(line -> line.task().item().equals(id)))
                .distinct()
                .map(id -> new Refused(id, "Toloka finds the task invalid: the project's input must have its fields"))
                .toList();
    }

    private static JsonNode log(HttpAnswer answer) {
        try {
            return Json.parse(answer.body());
        } catch (IllegalArgumentException unreadable) {
            throw new VendorRefusal("Toloka's log of an operation is no JSON");
        }
    }

    private static String text(HttpAnswer answer, String name) {
        try {
            Field body = JsonApi.read(answer);
            return body.member(name).text();
        } catch (UnusableContent unreadable) {
            throw new VendorRefusal("Toloka's answer cannot be read: " + unreadable.getMessage());
        }
    }
}
