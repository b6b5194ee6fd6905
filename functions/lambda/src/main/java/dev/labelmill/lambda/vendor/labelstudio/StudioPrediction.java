package dev.labelmill.lambda.vendor.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import java.util.List;
import java.util.Optional;

/**
 * A pre-label as the regions of a Label Studio prediction (its guide/predictions.md). Boxes are in percent there, so
 * that they can be shown only where the item's line tells the size of its image.
 *
 * @param toName name of the object tag, {@code text} or {@code image}
 */
record StudioPrediction(List<String> classes, String toName, Optional<ImageSize> size) {

    private static final double PERCENT = 100;

    /** The regions; empty where they cannot be told. */
    Optional<ArrayNode> regions(LabelValue value) {
        ArrayNode regions = Json.MAPPER.createArrayNode();
        if (value instanceof Selection selection) {
            ArrayNode names = region(regions, "choices", "choice").putArray("choices");
            selection.categories().forEach(index -> names.add(classes.get(index)));
        } else if (value instanceof Grade grade) {
            region(regions, "rating", "rating").put("rating", grade.step());
        } else if (value instanceof Quantity quantity) {
            region(regions, "number", "number").set("number", ValueForm.number(quantity.amount()));
        } else if (value instanceof Markup markup) {
            markup.spans()
                    .forEach(span -> region(regions, "labels", "label")
                            .put("start", span.start())
                            .put("end", span.end())
                            .putArray("labels")
                            .add(classes.get(span.category())));
        } else if (value instanceof Drawing drawing) {
            if (size.isEmpty()) {
                return Optional.empty();
            }
            drawing.boxes().forEach(box -> box(regions, box, size.get()));
        }
        return Optional.of(regions);
    }

    private void box(ArrayNode regions, Box box, ImageSize image) {
        ObjectNode value = region(regions, "rectanglelabels", "label");
        ((ObjectNode) regions.get(regions.size() - 1))
                .put("original_width", image.width())
                .put("original_height", image.height())
                .put("image_rotation", 0);
        value.set("x", percent(box.left(), image.width()));
        value.set("y", percent(box.top(), image.height()));
        value.set("width", percent(box.width(), image.width()));
        value.set("height", percent(box.height(), image.height()));
        value.put("rotation", 0).putArray("rectanglelabels").add(classes.get(box.category()));
    }

    private static JsonNode percent(double pixels, int of) {
        return ValueForm.number(pixels * PERCENT / of);
    }

    /** A new region's value, to be filled in. */
    private ObjectNode region(ArrayNode regions, String type, String fromName) {
        return regions.addObject()
                .put("id", "prelabel-" + regions.size())
                .put("type", type)
                .put("from_name", fromName)
                .put("to_name", toName)
                .putObject("value");
    }
}
