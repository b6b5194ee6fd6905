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
 * @param more      further settings, each with a comma behind it
 * @param items     lines of the manifest
 */
record VendorBatch(String name, String scheme, String labelType, String more, List<ObjectNode> items) {

    private static final String UNANSWERED = "unanswered";

    /** A batch whose items are texts of no importance. */
    static VendorBatch of(String name, String scheme, String labelType, String... ids) {
        return of(name, scheme, labelType, items(ids));
    }

    /** A batch of such items. */
    static VendorBatch of(String name, String scheme, String labelType, List<ObjectNode> items) {
        return new VendorBatch(name, scheme, labelType, "", items);
    }

    VendorBatch {
        items = Stream.concat(items.stream(), Stream.of(item(UNANSWERED, "Nobody answers this.")))
                .toList();
    }

    private static List<ObjectNode> items(String... ids) {
        return Stream.of(ids).map(id -> item(id, "The text of " + id)).toList();
    }

    /** An item that is an image somewhere. */
    static ObjectNode image(String id, String address) {
        return Json.object().put("id", id).put("source-ref", address);
    }

    /** An item that is a text. */
    static ObjectNode item(String id, String text) {
        return Json.object().put("id", id).put("source", text);
    }

    /** The vendor's name: that of its scheme. */
    String vendor() {
        return scheme;
    }

    /** Whether its task files are manifests of Ground Truth's, to which lines of its answers refer. */
    private boolean isLabelingJob() {
        return scheme.equals("ground-truth");
    }

    String manifest() {
        return items.stream().map(Json::write).collect(Collectors.joining("\n", "", "\n"));
    }

    String settings() {
        return """
                {"project": "vendors", "labelType": %s, "seed": 5, "overlap": {"min": 5, "max": 5, "targetConfidence": 0.99},
                 %s "vendors": [{"name": "%s", "format": "%s", "tier": "crowd", "pricePerLabel": 0.02, "capacity": 1000,
                   "seesPrelabel": true, "deadlineSeconds": 864000}]}
                """.formatted(labelType, more, vendor(), isLabelingJob() ? "ground-truth" : "labelmill");
    }
}
