package dev.labelmill.lambda.vendor.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.groundtruth.WorkerAnswer.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a worker submitted, by crowd element (SageMaker developer guide, "Crowd HTML elements reference"): {@code label} of a
 * classifier, {@code labels} of one for several classes, {@code boundingBoxes} in pixels, {@code entities} with offsets. The
 * element's own name is the template's business.
 */
final class AnswerContent {

    private AnswerContent() {}

    /** @throws UnusableContent if not exactly one element says a label */
    static WorkerAnswer read(Field content) throws UnusableContent {
        if (!content.node().isObject()) {
            throw content.fault("is not an object");
        }
        List<WorkerAnswer> said = new ArrayList<>();
        for (JsonNode element : content.node()) {
            if (element.isObject()) {
                of(new Field(content.path(), element)).ifPresent(said::add);
            }
        }
        if (said.size() != 1) {
            throw content.fault(
                    said.isEmpty()
                            ? "has no element with a label, labels, boundingBoxes or entities"
                            : "has several elements that say a label, and one is wanted");
        }
        return said.get(0);
    }

    private static Optional<WorkerAnswer> of(Field element) throws UnusableContent {
        Optional<Field> boxes = element.optional("boundingBoxes");
        Optional<Field> entities = element.optional("entities");
        Optional<Field> label = element.optional("label");
        Optional<Field> labels = element.optional("labels");
        if (boxes.isPresent()) {
            Optional<Field> image = element.optional("inputImageProperties");
            return Optional.of(new WorkerAnswer(
                    Kind.BOXES, boxes(boxes.get()), image.flatMap(size -> ImageSize.ofField(size.node()))));
        }
        if (entities.isPresent()) {
            return Optional.of(new WorkerAnswer(Kind.SPANS, spans(entities.get())));
        }
        if (label.isPresent()) {
            return Optional.of(
                    new WorkerAnswer(Kind.CLASS, TextNode.valueOf(label.get().name())));
        }
        return labels.isPresent() ? Optional.of(new WorkerAnswer(Kind.CLASSES, names(labels.get()))) : Optional.empty();
    }

    private static ArrayNode names(Field labels) throws UnusableContent {
        ArrayNode names = Json.MAPPER.createArrayNode();
        for (Field name : labels.elements()) {
            names.add(name.name());
        }
        return names;
    }

    private static ArrayNode boxes(Field boxes) throws UnusableContent {
        ArrayNode parts = Json.MAPPER.createArrayNode();
        for (Field box : boxes.elements()) {
            box(parts, box, box.member("label").name());
        }
        return parts;
    }

    /** Adds a box of an answer or of an output manifest. */
    static void box(ArrayNode parts, Field box, String label) throws UnusableContent {
        ObjectNode part = parts.addObject().put("label", label);
        for (String edge : List.of("left", "top", "width", "height")) {
            part.put(edge, box.member(edge).decimal());
        }
    }

    /** Entities of answers and of output manifests. */
    static ArrayNode spans(Field entities) throws UnusableContent {
        ArrayNode parts = Json.MAPPER.createArrayNode();
        for (Field entity : entities.elements()) {
            parts.addObject()
                    .put("label", entity.member("label").name())
                    .put("start", entity.member("startOffset").integer())
                    .put("end", entity.member("endOffset").integer());
        }
        return parts;
    }
}
