package dev.labelmill.lambda.vendor.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.span.Span;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.ArrayList;
import java.util.List;

/**
 * The regions of a Label Studio annotation (its {@code result}) as a label of a batch's type. Regions of other types are
 * somebody's notes and passed over: {@code choices} say a single choice or several, {@code rating} a rating, {@code
 * number} a number, {@code rectanglelabels} boxes, in percent of the image, and {@code labels} spans, in code points.
 */
public final class LabelStudioRegions {

    private static final double PERCENT = 100;

    private final LabelType<?> type;
    private final Field result;

    private LabelStudioRegions(LabelType<?> type, Field result) {
        this.type = type;
        this.result = result;
    }

    /**
     * Reads them.
     *
     * @param change an annotation's regions
     * @throws UnusableContent saying in one sentence why they are no label of the type
     */
    public static LabelValue read(LabelType<?> type, LabelChange.Regions change) throws UnusableContent {
        return new LabelStudioRegions(type, change.result()).read();
    }

    private LabelValue read() throws UnusableContent {
        if (type instanceof SingleChoice) {
            Field choices = only("choices").member("value").member("choices");
            List<Field> chosen = choices.elements();
            if (chosen.size() != 1) {
                throw choices.fault(chosen.isEmpty() ? "is empty" : "holds several classes, and one is wanted");
            }
            return new Choice(category(chosen.get(0)));
        }
        if (type instanceof SeveralChoices) {
            return selection();
        }
        if (type instanceof Rating) {
            return new Grade(only("rating").member("value").member("rating").integer());
        }
        if (type instanceof NumberEntry) {
            return new Quantity(only("number").member("value").member("number").decimal());
        }
        return type instanceof Boxes ? drawing() : markup();
    }

    private List<Field> all(String name) throws UnusableContent {
        return result.elements().stream()
                .filter(region -> isOf(region.node(), name))
                .toList();
    }

    static boolean isOf(JsonNode region, String name) {
        return name.equals(region.path("type").textValue());
    }

    private Field only(String name) throws UnusableContent {
        List<Field> regions = all(name);
        if (regions.size() != 1) {
            throw result.fault(
                    regions.isEmpty() ? "holds no " + name : "holds several " + name + ", and one is wanted");
        }
        return regions.get(0);
    }

    /** Label Studio leaves the region out where nothing is ticked. */
    private Selection selection() throws UnusableContent {
        List<Integer> indices = new ArrayList<>();
        for (Field region : all("choices")) {
            for (Field name : region.member("value").member("choices").elements()) {
                indices.add(category(name));
            }
        }
        return Selection.of(indices);
    }

    private Drawing drawing() throws UnusableContent {
        List<Box> boxes = new ArrayList<>();
        for (Field region : all("rectanglelabels")) {
            boxes.add(box(region));
        }
        return new Drawing(boxes);
    }

    private Box box(Field region) throws UnusableContent {
        Field value = region.member("value");
        if (value.node().path("rotation").asDouble() != 0) {
            throw value.member("rotation").fault("is not 0, and boxes have upright edges");
        }
        double wide = region.member("original_width").decimal() / PERCENT;
        double high = region.member("original_height").decimal() / PERCENT;
        return Box.ofSize(
                value.member("x").decimal() * wide,
                value.member("y").decimal() * high,
                value.member("width").decimal() * wide,
                value.member("height").decimal() * high,
                only(value, "rectanglelabels"));
    }

    private Markup markup() throws UnusableContent {
        List<Span> spans = new ArrayList<>();
        for (Field region : all("labels")) {
            Field value = region.member("value");
            spans.add(new Span(
                    value.member("start").integer(), value.member("end").integer(), only(value, "labels")));
        }
        return new Markup(spans);
    }

    private int only(Field value, String name) throws UnusableContent {
        Field labels = value.member(name);
        List<Field> names = labels.elements();
        if (names.size() != 1) {
            throw labels.fault(names.isEmpty() ? "is empty" : "holds several classes, and one is wanted");
        }
        return category(names.get(0));
    }

    private int category(Field name) throws UnusableContent {
        int index = type.classes().indexOf(name.name());
        if (index < 0) {
            throw name.fault("is not one of the batch's classes");
        }
        return index;
    }
}
