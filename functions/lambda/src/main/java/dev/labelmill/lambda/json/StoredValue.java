package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Quantity;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.core.span.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A label's value as rows and gathered parts keep it: short, classes by index, and telling its type by itself, so that
 * a row is read without its batch's settings. Boxes are {@code [left, top, right, bottom, class]}, spans {@code [start,
 * end, class]}.
 */
public final class StoredValue {

    private static final String CHOICE = "choice";
    private static final String SET = "set";
    private static final String STEP = "step";
    private static final String NUMBER = "number";
    private static final String BOXES = "boxes";
    private static final String SPANS = "spans";

    private StoredValue() {}

    /** The value as JSON. */
    public static ObjectNode write(LabelValue value) {
        ObjectNode node = Json.object();
        if (value instanceof Choice choice) {
            node.put(CHOICE, choice.answer());
        } else if (value instanceof Selection selection) {
            selection.categories().forEach(node.putArray(SET)::add);
        } else if (value instanceof Grade grade) {
            node.put(STEP, grade.step());
        } else if (value instanceof Quantity quantity) {
            node.set(NUMBER, ValueForm.number(quantity.amount()));
        } else if (value instanceof Drawing drawing) {
            ArrayNode boxes = node.putArray(BOXES);
            drawing.boxes()
                    .forEach(box -> boxes.addArray()
                            .add(ValueForm.number(box.left()))
                            .add(ValueForm.number(box.top()))
                            .add(ValueForm.number(box.right()))
                            .add(ValueForm.number(box.bottom()))
                            .add(box.category()));
        } else if (value instanceof Markup markup) {
            ArrayNode spans = node.putArray(SPANS);
            markup.spans()
                    .forEach(span ->
                            spans.addArray().add(span.start()).add(span.end()).add(span.category()));
        }
        return node;
    }

    /** The value in JSON that {@link #write} wrote. */
    public static LabelValue read(JsonNode node) {
        if (node.has(CHOICE)) {
            return new Choice(node.get(CHOICE).intValue());
        }
        if (node.has(SET)) {
            List<Integer> indices = new ArrayList<>();
            node.get(SET).forEach(index -> indices.add(index.intValue()));
            return Selection.of(indices);
        }
        if (node.has(STEP)) {
            return new Grade(node.get(STEP).intValue());
        }
        if (node.has(NUMBER)) {
            return new Quantity(node.get(NUMBER).doubleValue());
        }
        if (node.has(BOXES)) {
            List<Box> boxes = new ArrayList<>();
            node.get(BOXES)
                    .forEach(b -> boxes.add(new Box(
                            b.get(0).doubleValue(),
                            b.get(1).doubleValue(),
                            b.get(2).doubleValue(),
                            b.get(3).doubleValue(),
                            b.get(4).intValue())));
            return new Drawing(boxes);
        }
        List<Span> spans = new ArrayList<>();
        node.get(SPANS)
                .forEach(s -> spans.add(new Span(
                        s.get(0).intValue(), s.get(1).intValue(), s.get(2).intValue())));
        return new Markup(spans);
    }
}
