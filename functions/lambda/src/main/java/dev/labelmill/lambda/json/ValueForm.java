package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.span.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A label's value as webhooks, task files and item lines hold it, classes by name:
 *
 * <pre>
 *   several-choices   ["a","b"]
 *   rating            4
 *   number            12.5
 *   boxes             [{"label":"a","left":1,"top":2,"width":30,"height":40}]   pixels
 *   spans             [{"label":"a","start":0,"end":5}]                         code points
 * </pre>
 */
public final class ValueForm {

    private static final double MAX_WHOLE = 1L << 53;

    private final LabelType<?> type;
    private final ValuePlace place;

    private ValueForm(LabelType<?> type, ValuePlace place) {
        this.type = type;
        this.place = place;
    }

    /**
     * Reads a value of a type that is no single choice.
     *
     * @param name of the field that holds the value
     * @throws IllegalArgumentException saying in one sentence why it is no label of the type
     */
    public static LabelValue read(LabelType<?> type, JsonNode value, String name) {
        return read(type, value, ValuePlace.path(name));
    }

    /**
     * The same.
     *
     * @param place how a sentence names the value and its parts
     */
    public static LabelValue read(LabelType<?> type, JsonNode value, ValuePlace place) {
        return requireNoFault(type, new ValueForm(type, place).read(value));
    }

    /**
     * The value if it is a label of the type.
     *
     * @throws IllegalArgumentException saying in one sentence why it is none
     */
    public static LabelValue requireNoFault(LabelType<?> type, LabelValue value) {
        fault(type, value).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        return value;
    }

    private static <V extends LabelValue> Optional<String> fault(LabelType<V> type, LabelValue value) {
        return type.fault(type.valueType().cast(value));
    }

    private LabelValue read(JsonNode value) {
        if (type instanceof SeveralChoices) {
            return selection(value);
        }
        if (type instanceof Rating) {
            return new Grade(whole(value, place::whole));
        }
        if (type instanceof NumberEntry) {
            return new Quantity(number(value, place::whole));
        }
        if (type instanceof Boxes) {
            return drawing(value);
        }
        if (type instanceof Spans) {
            return markup(value);
        }
        throw new IllegalStateException("a " + type.kind() + " has no value but a choice");
    }

    private Selection selection(JsonNode value) {
        List<Integer> indices = new ArrayList<>();
        for (JsonNode name : array(value)) {
            indices.add(category(name, () -> place.part("class", indices.size())));
        }
        return Selection.of(indices);
    }

    private Drawing drawing(JsonNode value) {
        List<Box> boxes = new ArrayList<>();
        for (JsonNode json : array(value)) {
            Part box = new Part(json, place, "box", boxes.size());
            boxes.add(Box.ofSize(
                    box.number("left"), box.number("top"), box.number("width"), box.number("height"), category(box)));
        }
        return new Drawing(boxes);
    }

    private Markup markup(JsonNode value) {
        List<Span> spans = new ArrayList<>();
        for (JsonNode json : array(value)) {
            Part span = new Part(json, place, "span", spans.size());
            spans.add(new Span(span.whole("start"), span.whole("end"), category(span)));
        }
        return new Markup(spans);
    }

    private JsonNode array(JsonNode value) {
        if (!value.isArray()) {
            throw new IllegalArgumentException(place.whole() + " must be a list for labels of type " + type.kind());
        }
        return value;
    }

    private int category(Part part) {
        return category(part.member("label"), () -> part.name("label"));
    }

    private int category(JsonNode name, Supplier<String> at) {
        int index = name.isTextual() ? type.classes().indexOf(name.textValue()) : -1;
        if (index < 0) {
            throw new IllegalArgumentException(at.get() + " is not one of the batch's classes");
        }
        return index;
    }

    private static int whole(JsonNode value, Supplier<String> at) {
        if (!value.isNumber() || number(value, at) != value.intValue()) {
            throw new IllegalArgumentException(at.get() + " must be a whole number");
        }
        return value.intValue();
    }

    private static double number(JsonNode value, Supplier<String> at) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException(at.get() + " must be a number");
        }
        return value.doubleValue();
    }

    /** A box or span, read field by field. */
    private record Part(JsonNode json, ValuePlace place, String kind, int index) {

        private double number(String field) {
            return ValueForm.number(member(field), () -> name(field));
        }

        private int whole(String field) {
            return ValueForm.whole(member(field), () -> name(field));
        }

        private JsonNode member(String field) {
            if (!json.hasNonNull(field)) {
                throw new IllegalArgumentException(name(field) + " is missing");
            }
            return json.get(field);
        }

        private String name(String field) {
            return place.field(kind, index, field);
        }
    }

    /** Writes a value of any type. */
    public static JsonNode write(LabelType<?> type, LabelValue value) {
        List<String> classes = type.classes();
        if (value instanceof Choice choice) {
            return TextNode.valueOf(classes.get(choice.answer()));
        }
        if (value instanceof Grade grade) {
            return IntNode.valueOf(grade.step());
        }
        if (value instanceof Quantity quantity) {
            return number(quantity.amount());
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        if (value instanceof Selection selection) {
            selection.categories().forEach(index -> parts.add(classes.get(index)));
        } else if (value instanceof Drawing drawing) {
            drawing.boxes().forEach(box -> parts.add(write(classes, box)));
        } else if (value instanceof Markup markup) {
            markup.spans()
                    .forEach(span -> parts.addObject()
                            .put("label", classes.get(span.category()))
                            .put("start", span.start())
                            .put("end", span.end()));
        }
        return parts;
    }

    private static JsonNode write(List<String> classes, Box box) {
        ObjectNode part = Json.object().put("label", classes.get(box.category()));
        part.set("left", number(box.left()));
        part.set("top", number(box.top()));
        part.set("width", number(box.width()));
        part.set("height", number(box.height()));
        return part;
    }

    /** A number, without a decimal point where it is whole. */
    public static JsonNode number(double value) {
        return value == Math.rint(value) && Math.abs(value) <= MAX_WHOLE
                ? LongNode.valueOf((long) value)
                : DoubleNode.valueOf(value);
    }
}
