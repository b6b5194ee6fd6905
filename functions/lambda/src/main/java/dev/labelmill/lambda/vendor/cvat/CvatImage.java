package dev.labelmill.lambda.vendor.cvat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.StrictXml;
import dev.labelmill.lambda.payload.StrictXml.Tag;
import dev.labelmill.lambda.payload.UnusableContent;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an export says of an image. As in jobs that are fetched, tags are classes, boxes are in pixels, nothing at all is an image without
 * boxes, and whatever else is drawn lets the image be no label.
 */
final class CvatImage {

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,9}(\\.\\d{1,20})?");

    private final ArrayNode tags = Json.MAPPER.createArrayNode();
    private final ArrayNode boxes = Json.MAPPER.createArrayNode();
    private String fault = "";

    private CvatImage() {}

    /** Reads on to the end of the element {@code image}, which has just begun. */
    static CvatImage read(StrictXml xml) throws IOException, UnusableContent {
        CvatImage image = new CvatImage();
        Optional<Tag> tag = xml.next();
        while (tag.isPresent() && tag.get().opens()) {
            // What stands in a shape are attributes of classes, which labels do not have.
            xml.skip();
            image.add(tag.get());
            tag = xml.next();
        }
        return image;
    }

    private void add(Tag tag) {
        try {
            if (tags.size() + boxes.size() == Boxes.MAX_BOXES) {
                throw new UnusableContent(422, "it has more than " + Boxes.MAX_BOXES + " tags and boxes");
            } else if (tag.opens("tag")) {
                tags.add(tag.attributes().member("label").name());
            } else if (tag.opens("box")) {
                box(tag.attributes());
            } else {
                throw new UnusableContent(422, "it has another shape than a box at line " + tag.line());
            }
        } catch (UnusableContent bad) {
            fault = fault.isEmpty() ? bad.getMessage() : fault;
        }
    }

    private void box(Field box) throws UnusableContent {
        if (box.optional("rotation").isPresent() && number(box, "rotation") != 0) {
            throw box.member("rotation").fault("is not 0: boxes stand upright");
        }
        double left = number(box, "xtl");
        double top = number(box, "ytl");
        double right = number(box, "xbr");
        double bottom = number(box, "ybr");
        boxes.addObject()
                .put("label", box.member("label").name())
                .put("left", Math.min(left, right))
                .put("top", Math.min(top, bottom))
                .put("width", Math.abs(right - left))
                .put("height", Math.abs(bottom - top));
    }

    private static double number(Field element, String name) throws UnusableContent {
        Field attribute = element.member(name);
        if (!NUMBER.matcher(attribute.text()).matches()) {
            throw attribute.fault("is not a number");
        }
        return Double.parseDouble(attribute.text());
    }

    /** The annotator's answer. */
    LabelChange change() throws UnusableContent {
        if (!fault.isEmpty()) {
            throw new UnusableContent(422, fault);
        }
        if (!tags.isEmpty() && !boxes.isEmpty()) {
            throw new UnusableContent(422, "it has tags and boxes: labels of one type are one or the other");
        }
        if (tags.isEmpty()) {
            return new LabelChange.Valued(boxes);
        }
        return tags.size() == 1 ? new LabelChange.Chosen(tags.get(0).textValue()) : new LabelChange.Valued(tags);
    }
}
