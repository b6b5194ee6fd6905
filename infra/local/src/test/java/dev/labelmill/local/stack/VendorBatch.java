package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A batch all of whose items go to one vendor. An item that nobody answers keeps it from ending.
 *
 * @param name      beginning with the vendor's name
 * @param scheme    of the vendor's webhooks
 * @param labelType as batch.json has it
 * @param items     lines of the manifest
 */
record VendorBatch(String name, String scheme, String labelType, List<ObjectNode> items) {

    private static final String UNANSWERED = "unanswered";

    /** A batch of texts. */
    static VendorBatch ofTexts(String name, String scheme, String labelType, String... ids) {
        return new VendorBatch(name, scheme, labelType, items(ids));
    }

    VendorBatch {
        items = Stream.concat(items.stream(), Stream.of(item(UNANSWERED, "Nobody answers this.")))
                .toList();
    }

    private static List<ObjectNode> items(String... ids) {
        return Stream.of(ids).map(id -> item(id, "The text of " + id)).toList();
    }

    static ObjectNode item(String id, String text) {
        return Json.object().put("id", id).put("source", text);
    }

    /** The vendor's name: that of its scheme. */
    String vendor() {
        return scheme;
    }

    String manifest() {
        return items.stream().map(Json::write).collect(Collectors.joining("\n", "", "\n"));
    }

    String settings() {
        return """
                {"project": "vendors", "labelType": %s, "seed": 5, "overlap": {"min": 1, "max": 1, "targetConfidence": 0.5},
                 "vendors": [{"name": "%s", "tier": "crowd", "pricePerLabel": 0.02, "capacity": 1000,
                   "deadlineSeconds": 864000}]}
                """.formatted(labelType, vendor());
    }
}
