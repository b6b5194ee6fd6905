package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.results.FinalValue;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * Labels that are no single class: sets as Ground Truth's multi-label classification writes them, boxes as its object
 * detection, spans as its named entity recognition; ratings and numbers, for which it has no form, as plain numbers. A
 * label that was taken back by everybody is null.
 */
final class ValueAttribute<V extends LabelValue> extends AugmentedLine<FinalValue<V>> {

    private static final double PIXEL_STEPS = 1e3;

    private final LabelType<V> type;
    private final List<String> classes;

    ValueAttribute(String name, String job, LabelType<V> type, Instant created) {
        super(name, job, created);
        this.type = type;
        this.classes = type.classes();
    }

    @Override
    JsonNode label(Content content, FinalValue<V> label) {
        return label.value().map(value -> node(content, value)).orElse(NullNode.getInstance());
    }

    private JsonNode node(Content content, LabelValue value) {
        if (value instanceof Selection selection) {
            ArrayNode indices = Json.MAPPER.createArrayNode();
            selection.categories().forEach(indices::add);
            return indices;
        }
        if (value instanceof Drawing drawing) {
            return boxes(content, drawing);
        }
        return value instanceof Markup markup ? entities(markup) : ValueForm.write(type, value);
    }

    private static ObjectNode boxes(Content content, Drawing drawing) {
        ObjectNode node = Json.object();
        ArrayNode sizes = node.putArray("image_size");
        content.size()
                .ifPresent(size -> sizes.addObject()
                        .put("width", size.width())
                        .put("height", size.height())
                        .put("depth", size.depth()));
        ArrayNode annotations = node.putArray("annotations");
        for (Box box : drawing.boxes()) {
            ObjectNode annotation = annotations.addObject().put("class_id", box.category());
            annotation.set("left", pixels(box.left()));
            annotation.set("top", pixels(box.top()));
            annotation.set("width", pixels(box.width()));
            annotation.set("height", pixels(box.height()));
        }
        return node;
    }

    private static JsonNode pixels(double value) {
        return ValueForm.number(Math.rint(value * PIXEL_STEPS) / PIXEL_STEPS);
    }

    private ObjectNode entities(Markup markup) {
        ObjectNode annotations = Json.object();
        ArrayNode labels = annotations.putArray("labels");
        classes.forEach(name -> labels.addObject().put("label", name).put("shortDisplayName", name));
        ArrayNode entities = annotations.putArray("entities");
        markup.spans()
                .forEach(span -> entities.addObject()
                        .put("label", classes.get(span.category()))
                        .put("startOffset", span.start())
                        .put("endOffset", span.end()));
        ObjectNode node = Json.object();
        node.set("annotations", annotations);
        return node;
    }

    @Override
    ObjectNode describe(Content content, FinalValue<V> label, ObjectNode metadata) {
        List<Integer> categories = label.value().map(LabelValue::categories).orElse(List.of());
        if (type instanceof SeveralChoices) {
            classMap(metadata, categories);
            ObjectNode confidences = metadata.putObject("confidence-map");
            for (int i = 0; i < categories.size(); i++) {
                confidences.put(
                        Integer.toString(categories.get(i)),
                        rounded(label.support().get(i)));
            }
        } else if (type instanceof Boxes) {
            classMap(metadata, categories);
            supports(metadata.putArray("objects"), label.support());
        } else if (type instanceof Spans) {
            supports(metadata.putArray("entities"), label.support());
        }
        return close(metadata, label.isHuman(), jobType(content), label.by(), label.labels())
                .put("confidence", rounded(label.confidence()));
    }

    private void classMap(ObjectNode metadata, List<Integer> categories) {
        ObjectNode names = metadata.putObject("class-map");
        new TreeSet<>(categories).forEach(index -> names.put(Integer.toString(index), classes.get(index)));
    }

    private static void supports(ArrayNode parts, List<Double> supports) {
        supports.forEach(support -> parts.addObject().put("confidence", rounded(support)));
    }

    private String jobType(Content content) {
        if (type instanceof SeveralChoices) {
            return content.kind() == Kind.IMAGE
                    ? "groundtruth/image-classification-multilabel"
                    : "groundtruth/text-classification-multilabel";
        }
        if (type instanceof Boxes) {
            return "groundtruth/object-detection";
        }
        return type instanceof Spans ? "groundtruth/text-span" : "labelmill/" + type.kind();
    }
}
