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
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The regions of a Label Studio annotation (its {@code result}) as a label of a batch's type. Regions of other types are
 * somebody's notes and passed over: {@code choices} say a single choice or several, {@code rating} a rating, {@code
 * number} a number, {@code rectanglelabels} boxes, in percent of the image, and {@code labels} spans, in code points.
 * How large the image is says each box, as editors write it, or else the item's line: the guide's own export has neither.
 */
public final class LabelStudioRegions {

    private static final double PERCENT = 100;
    private static final String WIDTH = "original_width";
    private static final String HEIGHT = "original_height";

    private final LabelType<?> type;
    private final Field result;
    private final Supplier<Optional<ImageSize>> image;

    private LabelStudioRegions(LabelType<?> type, Field result, Supplier<Optional<ImageSize>> image) {
        this.type = type;
        this.result = result;
        this.image = image;
    }

    /**
     * Reads them.
     *
     * @param change an annotation's regions
     * @param image  the size of the item's image where its line tells it; asked for boxes that do not say it
     * @throws UnusableContent saying in one sentence why they are no label of the type
     */
    public static LabelValue read(LabelType<?> type, LabelChange.Regions change, Supplier<Optional<ImageSize>> image)
            throws UnusableContent {
        return new LabelStudioRegions(type, change.result(), image).read();
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
        List<Field> regions = all("rectanglelabels");
        Optional<ImageSize> ofItem =
                regions.stream().allMatch(LabelStudioRegions::isSized) ? Optional.empty() : image.get();
        List<Box> boxes = new ArrayList<>();
        for (Field region : regions) {
            boxes.add(box(region, ofItem));
        }
        return new Drawing(boxes);
    }

    private static boolean isSized(Field region) {
        return region.node().hasNonNull(WIDTH) && region.node().hasNonNull(HEIGHT);
    }

    private Box box(Field region, Optional<ImageSize> ofItem) throws UnusableContent {
        Field value = region.member("value");
        if (value.node().path("rotation").asDouble() != 0) {
            throw value.member("rotation").fault("is not 0, and boxes have upright edges");
        }
        double wide = side(region, WIDTH, ofItem.map(ImageSize::width)) / PERCENT;
        double high = side(region, HEIGHT, ofItem.map(ImageSize::height)) / PERCENT;
        return Box.ofSize(
                value.member("x").decimal() * wide,
                value.member("y").decimal() * high,
                value.member("width").decimal() * wide,
                value.member("height").decimal() * high,
                only(value, "rectanglelabels"));
    }

    private static double side(Field region, String name, Optional<Integer> ofItem) throws UnusableContent {
        Optional<Field> own = region.optional(name);
        if (own.isPresent()) {
            return own.get().decimal();
        }
        return ofItem.orElseThrow(
                () -> region.fault("has no " + name + ", and the item's line no image_size: percent are of nothing"));
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
