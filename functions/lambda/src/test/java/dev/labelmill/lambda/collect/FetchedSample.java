package dev.labelmill.lambda.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.queue.ErrandMessage;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.vendor.HttpCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An errand, and what its vendor's API answers on the way, about the tasks of a batch.
 *
 * @param vendor    and the name of its scheme
 * @param batch     whose tasks they are
 * @param labelType of the batch, as batch.json has it
 * @param answers   by what the address of the call holds; the first that fits
 */
record FetchedSample(String vendor, String batch, String labelType, Errand errand, Map<String, byte[]> answers) {

    private static final String CHOICE = "{\"kind\":\"single-choice\",\"classes\":[\"0\",\"1\",\"7\"]}";
    private static final String BOXES = "{\"kind\":\"boxes\",\"classes\":[\"car\",\"person\"]}";
    private static final String SPANS = "{\"kind\":\"spans\",\"classes\":[\"who\",\"what\"]}";

    /** One of each vendor whose webhook only tells that there are labels, and of each kind of label. */
    static List<FetchedSample> all() {
        return List.of(
                toloka(),
                labelbox("label-radio.json", "radio", CHOICE),
                labelbox("label-boxes.json", "boxes", BOXES),
                labelbox("label-entities.json", "entities", SPANS),
                cvat());
    }

    private static FetchedSample toloka() {
        String id = Events.sample("toloka/assignment.json").path("id").asText();
        return new FetchedSample(
                "toloka",
                "pool",
                CHOICE,
                new Errand("assignment", id, "uuid-1"),
                Map.of("", sample("toloka/assignment.json", "pool")));
    }

    private static FetchedSample labelbox(String file, String batch, String type) {
        String id = Events.sample("labelbox/" + file).at("/data/label/id").asText();
        return new FetchedSample(
                "labelbox",
                batch,
                type,
                new Errand("label", "project/" + id, "delivery-1"),
                Map.of("", sample("labelbox/" + file, batch)));
    }

    private static FetchedSample cvat() {
        Map<String, byte[]> answers = new LinkedHashMap<>();
        answers.put("/annotations", sample("cvat/annotations.json", "jobs"));
        answers.put("/data/meta", sample("cvat/job-data.json", "jobs"));
        answers.put("/labels", sample("cvat/labels.json", "jobs"));
        answers.put("/tasks/", sample("cvat/task.json", "jobs"));
        answers.put("/jobs/", sample("cvat/job.json", "jobs"));
        return new FetchedSample(
                "cvat", "jobs", BOXES, new Errand("job", "19/2026-11-24T09:09:08.602114Z/11", "delivery-2"), answers);
    }

    /** With the tasks of a batch. */
    private static byte[] sample(String file, String batch) {
        return Json.write(Events.sample(file))
                .replace("\"digits~", "\"" + batch + "~")
                .replace("\"digits\"", "\"" + batch + "\"")
                .getBytes(UTF_8);
    }

    /** The message to {@code collect}. */
    ErrandMessage message() {
        return new ErrandMessage(vendor, errand);
    }

    /** Which of the answers a call gets. */
    String part(HttpCall call) {
        return answers.keySet().stream()
                .filter(call.uri().getPath()::contains)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample of what " + call.uri() + " answers"));
    }
}
