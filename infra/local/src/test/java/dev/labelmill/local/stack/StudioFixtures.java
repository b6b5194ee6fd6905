package dev.labelmill.local.stack;

import static dev.labelmill.local.stack.VendorFixtures.type;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.stack.Passage.Imported;
import dev.labelmill.local.stack.Passage.Returned;
import java.util.List;
import java.util.Map;

/** Label Studio's files: its export, which is returned, and the tasks with predictions that it imports. */
final class StudioFixtures {

    private static final String EXPORT = "label-studio/export.json";
    private static final String PREDICTION = "label-studio/prediction-import.json";

    static final List<VendorBatch> BATCHES = List.of(
            VendorBatch.of(
                    "studio-boxes",
                    "label-studio",
                    type("boxes", "Moonwalker"),
                    List.of(sized(), image("unsized"), image("alone"))),
            new VendorBatch(
                    "studio-imported",
                    "label-studio",
                    type("boxes", "Airplane", "Car"),
                    "\"prelabel\": {\"labeler\": \"imported\", \"format\": \"label-studio\"},",
                    List.of(predicted())));

    private StudioFixtures() {}

    static Map<String, List<Passage>> expected() {
        return Map.of(EXPORT, List.of(published(), ofOurs(), byItself()), PREDICTION, List.of(prediction()));
    }

    private static Passage published() {
        return new Returned(
                "studio-boxes",
                "published.json",
                (task, house) -> task,
                Map.of(),
                List.of("task [0] at line 1: data.labelmill_batch is missing"));
    }

    /** In the list that the export is, where only one of two items tells how large its image is. */
    private static Passage ofOurs() {
        return new Returned(
                "studio-boxes",
                "ours.json",
                (task, house) ->
                        ("[" + ours(task, house, "sized") + "," + ours(task, house, "unsized") + "]").getBytes(UTF_8),
                Map.of(
                        "sized",
                        List.of("10: [{\"label\":\"Moonwalker\",\"left\":508,\"top\":29.34898612593383,"
                                + "\"width\":124,\"height\":52.29455709711846}]"),
                        "unsized",
                        List.of()),
                List.of("task [1] at line 1: annotations[0].result[0] has no original_width, and the item's line"
                        + " no image_size: percent are of nothing"));
    }

    /** As the editor has written regions for years, with the image's size. */
    private static Passage byItself() {
        return new Returned(
                "studio-boxes",
                "alone.json",
                (task, house) -> {
                    ObjectNode ours = ours(task, house, "alone");
                    ((ObjectNode) ours.at("/annotations/0/result/0"))
                            .put("original_width", 200)
                            .put("original_height", 100);
                    return Json.write(ours).getBytes(UTF_8);
                },
                Map.of(
                        "alone",
                        List.of("10: [{\"label\":\"Moonwalker\",\"left\":101.6,\"top\":5.869797225186766,"
                                + "\"width\":24.799999999999997,\"height\":10.458911419423693}]")),
                List.of());
    }

    private static Passage prediction() {
        return new Imported(
                "studio-imported",
                "prediction",
                "{\"value\":[{\"label\":\"Airplane\",\"left\":29.880000000000003,\"top\":51.66460000000001,"
                        + "\"width\":195.12,\"height\":180.9873},{\"label\":\"Car\",\"left\":452.82,"
                        + "\"top\":331.7899,\"width\":34.44,\"height\":29.822000000000003}]}");
    }

    private static ObjectNode ours(byte[] published, VendorHouse house, String item) {
        JsonNode task = Json.parse(published);
        house.given("studio-boxes", item).write((ObjectNode) task.get("data"));
        ObjectNode annotation = (ObjectNode) task.at("/annotations/0");
        annotation.put("id", annotation.get("id").asText() + item);
        return (ObjectNode) task;
    }

    private static ObjectNode sized() {
        ObjectNode line = image("sized");
        line.putObject("image_size").put("width", 1000).put("height", 500);
        return line;
    }

    private static ObjectNode predicted() {
        return ((ObjectNode) Json.parse(VendorFixtures.content(PREDICTION))).setAll(image("prediction"));
    }

    private static ObjectNode image(String id) {
        return VendorBatch.image(id, "https://example.org/" + id + ".jpg");
    }
}
