package dev.labelmill.local.stack;

import static dev.labelmill.local.stack.VendorFixtures.choices;
import static dev.labelmill.local.stack.VendorFixtures.type;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.stack.Passage.Returned;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Labelbox's annotations, one a line, which are returned as files. */
final class LabelboxFixtures {

    static final List<VendorBatch> BATCHES = List.of(
            VendorBatch.of(
                    "labelbox-boxes",
                    "labelbox",
                    type("boxes", "bbox", "ckrazcueb16og0z6609jj7y3y", "box a", "box b", "box c"),
                    "rectangle",
                    "image-0",
                    "image-1",
                    "image-2",
                    "image-3",
                    "nested",
                    "exported-1",
                    "exported-2"),
            VendorBatch.of("labelbox-spans", "labelbox", type("spans", "some-text-entity"), "entity"),
            VendorBatch.of(
                    "labelbox-choices",
                    "labelbox",
                    choices("ckrb1sfl8099g0y91cxbd5ftb", "ckrb1sfl8099e0y919v260awv", "choice 1", "choice 2"),
                    "schema-0",
                    "schema-1",
                    "schema-2",
                    "name-0",
                    "name-1",
                    "name-2"));

    private static final String NO_SHAPE =
            ": the body is neither a bbox nor an entity of a text, which are all that Labelmill reads";
    private static final String NO_KEY =
            ": dataRow has no globalKey, and Labelbox's own id of it tells no task: have the global keys written";
    private static final String NO_NUMBER = "line 3: answer is free text and no number";

    private final Map<String, List<Passage>> expected = new HashMap<>();

    private LabelboxFixtures() {
        objects();
        answers();
    }

    static Map<String, List<Passage>> expected() {
        return new LabelboxFixtures().expected;
    }

    private void objects() {
        expect(
                "rectangle_import",
                "line 1",
                "labelbox-boxes",
                List.of("rectangle"),
                Map.of("rectangle", List.of("ann: [" + box("bbox", 38, 28, 43, 41) + "]")),
                List.of());
        expect(
                "text_entity_import",
                "line 1",
                "labelbox-spans",
                List.of("entity"),
                Map.of("entity", List.of("ann: [{\"label\":\"some-text-entity\",\"start\":67,\"end\":129}]")),
                List.of());
        expect(
                "image_import_name_only",
                "lines 1 to 4",
                "labelbox-boxes",
                List.of("image-0", "image-1", "image-2", "image-3"),
                Map.of(
                        "image-0",
                        List.of("ann: [" + box("ckrazcueb16og0z6609jj7y3y", 2275, 1352, 139, 350) + "]"),
                        "image-1",
                        List.of()),
                List.of("line 2" + NO_SHAPE, "line 3" + NO_SHAPE, "line 4" + NO_SHAPE));
        expect(
                "nested_import_name_only",
                "lines 1 to 4",
                "labelbox-boxes",
                List.of("nested"),
                Map.of(
                        "nested",
                        List.of("ann: ["
                                + String.join(
                                        ",",
                                        box("box a", 2275, 1352, 139, 350),
                                        box("box b", 2089, 1251, 158, 428),
                                        box("box c", 2089, 1251, 158, 428),
                                        box("box c", 2089, 1251, 158, 428))
                                + "]")),
                List.of());
    }

    /** Each is given a row of its own: a batch asks one question. */
    private void answers() {
        expect(
                "classification_import",
                "lines 1 to 3",
                "labelbox-choices",
                List.of("schema-0", "schema-1", "schema-2"),
                Map.of(
                        "schema-0", List.of("ann: \"ckrb1sfl8099g0y91cxbd5ftb\""),
                        "schema-1", List.of("ann: \"ckrb1sfl8099e0y919v260awv\""),
                        "schema-2", List.of()),
                List.of(NO_NUMBER));
        expect(
                "classification_import_name_only",
                "lines 1 to 3",
                "labelbox-choices",
                List.of("name-0", "name-1", "name-2"),
                Map.of(
                        "name-0", List.of("ann: \"choice 1\""),
                        "name-1", List.of("ann: \"choice 2\""),
                        "name-2", List.of()),
                List.of(NO_NUMBER));
    }

    /** A file's annotations as they are, of rows with Labelbox's ids alone; and again, of such items in turn. */
    private void expect(
            String name,
            String place,
            String batch,
            List<String> items,
            Map<String, List<String>> labels,
            List<String> faults) {
        expected.put(
                "labelbox/" + name + ".json",
                List.of(
                        new Returned(
                                batch,
                                "by/ann/published-" + name + ".ndjson",
                                (array, house) -> lines(Json.parse(array)),
                                Map.of(),
                                List.of(place + NO_KEY)),
                        new Returned(
                                batch,
                                "by/ann/" + name + ".ndjson",
                                (array, house) -> lines(adopted(Json.parse(array), batch, items, house)),
                                labels,
                                faults)));
    }

    private static JsonNode adopted(JsonNode annotations, String batch, List<String> items, VendorHouse house) {
        for (int i = 0; i < annotations.size(); i++) {
            String key = house.given(batch, items.get(i % items.size())).key();
            ((ObjectNode) annotations.get(i)).putObject("dataRow").put("globalKey", key);
        }
        return annotations;
    }

    private static byte[] lines(JsonNode annotations) {
        return annotations
                .valueStream()
                .map(Json::write)
                .collect(Collectors.joining("\n"))
                .getBytes(UTF_8);
    }

    private static String box(String label, int left, int top, int width, int height) {
        return "{\"label\":\"%s\",\"left\":%d,\"top\":%d,\"width\":%d,\"height\":%d}"
                .formatted(label, left, top, width, height);
    }
}
