package dev.labelmill.lambda.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;

/** Payloads of labeling jobs in a bucket of S3, and the function that they are given to. */
final class LabelingJobs {

    final Stage stage;

    LabelingJobs(Stage stage) {
        this.stage = stage;
    }

    /** The labels of a payload. */
    JsonNode consolidated(JsonNode payload, String... categories) {
        stage.upload("jobs/payload.json", Json.write(payload));
        ObjectNode event = (ObjectNode) Events.sample("ground-truth/consolidate.json");
        ((ObjectNode) event.path("payload")).put("s3Uri", "s3://" + stage.name + "/jobs/payload.json");
        event.remove("labelCategories");
        if (categories.length > 0) {
            ArrayNode names = event.putArray("labelCategories");
            List.of(categories).forEach(names::add);
        }
        return stage.services().consolidate().handle(event);
    }

    /** An object without answers yet, added to a payload. */
    static ObjectNode object(ArrayNode payload, String id) {
        ObjectNode object = payload.addObject().put("datasetObjectId", id);
        object.putObject("dataObject").put("s3Uri", "s3://images/" + id + ".jpg");
        object.putArray("annotations");
        return object;
    }

    /** Adds an answer to an object. */
    static void answer(ObjectNode object, String worker, JsonNode content) {
        ((ArrayNode) object.path("annotations"))
                .addObject()
                .put("workerId", worker)
                .putObject("annotationData")
                .put("content", Json.write(content));
    }

    /** What a classifier submits. */
    static ObjectNode chosen(String name) {
        ObjectNode content = Json.object();
        content.putObject("crowd-image-classifier").put("label", name);
        return content;
    }

    /** What an answer holds for one of its objects. */
    static JsonNode content(JsonNode answer, int object) {
        return answer.path(object).path("consolidatedAnnotation").path("content");
    }
}
