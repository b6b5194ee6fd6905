package dev.labelmill.lambda.vendor.labelbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody said in Labelbox (labelbox-python, tests/data/assets/labelbox_v1 and, as exports are now, tests/data's
 * {@code expected_export_v2}): {@code objects}, boxes in pixels or entities of a text, or else one of {@code classifications}. An
 * entity's {@code end} is its last character.
 */
final class LabelboxAnswer {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

    private LabelboxAnswer() {}

    static LabelChange read(Field answer) throws UnusableContent {
        List<Field> objects = elements(answer, "objects");
        List<Field> classifications = elements(answer, "classifications");
        if (!objects.isEmpty()) {
            if (!classifications.isEmpty()) {
                throw answer.fault("holds objects and classifications, and a batch asks one question");
            }
            return objects(objects);
        }
        if (classifications.size() > 1) {
            throw answer.fault("holds several classifications, and a batch asks one question");
        }
        return classifications.isEmpty()
                ? new LabelChange.Valued(Json.MAPPER.createArrayNode())
                : classification(classifications.get(0));
    }

    /** The same of annotations that stand by themselves: one {@code answer}, or shapes. */
    static LabelChange annotations(List<Field> annotations) throws UnusableContent {
        Field first = annotations.get(0);
        Optional<Field> answer = first.optional("answer");
        if (answer.isEmpty()) {
            return objects(annotations);
        }
        if (annotations.size() > 1) {
            throw answer.get().fault("stands beside other annotations of its data row, and a batch asks one question");
        }
        return choice(answer.get());
    }

    private static List<Field> elements(Field answer, String name) throws UnusableContent {
        Optional<Field> list = answer.optional(name);
        return list.isPresent() ? list.get().elements() : List.of();
    }

    private static LabelChange objects(List<Field> objects) throws UnusableContent {
        ArrayNode parts = Json.MAPPER.createArrayNode();
        for (Field object : objects) {
            Optional<Field> box = first(object, "bbox", "bounding_box");
            parts.add(box.isPresent() ? box(name(object), box.get()) : entity(object));
        }
        return new LabelChange.Valued(parts);
    }

    /** A box; what else there is of its object, such as a mask's address, says the same again. */
    static JsonNode box(String label, Field box) throws UnusableContent {
        ObjectNode part = Json.object().put("label", label);
        for (String edge : List.of("left", "top", "width", "height")) {
            part.set(edge, ValueForm.number(box.member(edge).decimal()));
        }
        return part;
    }

    private static JsonNode entity(Field object) throws UnusableContent {
        Optional<Field> data = object.optional("data");
        Optional<Field> location = (data.isPresent() ? data.get() : object).optional("location");
        if (location.isEmpty()) {
            throw object.fault("is neither a bbox nor an entity of a text, which are all that Labelmill reads");
        }
        return span(name(object), location.get());
    }

    /** A span, whose end lies behind its last character. */
    static JsonNode span(String label, Field location) throws UnusableContent {
        return Json.object()
                .put("label", label)
                .put("start", location.member("start").whole())
                .put("end", location.member("end").whole() + 1);
    }

    private static LabelChange classification(Field classification) throws UnusableContent {
        Optional<Field> text = classification.optional("text_answer");
        if (text.isPresent()) {
            return choice(text.get().member("content"));
        }
        Optional<Field> chosen = first(classification, "answers", "checklist_answers", "radio_answer");
        return choice(chosen.isPresent() ? chosen.get() : classification.member("answer"));
    }

    private static Optional<Field> first(Field of, String... names) throws UnusableContent {
        for (String name : names) {
            Optional<Field> member = of.optional(name);
            if (member.isPresent()) {
                return member;
            }
        }
        return Optional.empty();
    }

    /** One option, a list of options, or text, which can only be a number. */
    static LabelChange choice(Field answer) throws UnusableContent {
        if (answer.node().isTextual()) {
            return new LabelChange.Valued(number(answer));
        }
        if (!answer.node().isArray()) {
            return new LabelChange.Chosen(name(answer));
        }
        List<Field> options = answer.elements();
        if (options.size() == 1) {
            return new LabelChange.Chosen(name(options.get(0)));
        }
        ArrayNode names = Json.MAPPER.createArrayNode();
        for (Field option : options) {
            names.add(name(option));
        }
        return new LabelChange.Valued(names);
    }

    private static JsonNode number(Field text) throws UnusableContent {
        if (!NUMBER.matcher(text.text()).matches()) {
            throw text.fault("is free text and no number");
        }
        return ValueForm.number(Double.parseDouble(text.text()));
    }

    /** What people see it called: exports say {@code name}, older ones {@code title}; else what machines call it. */
    private static String name(Field part) throws UnusableContent {
        Optional<Field> name = first(part, "name", "title", "value", "schemaId");
        return (name.isPresent() ? name.get() : part.member("name")).name();
    }
}
