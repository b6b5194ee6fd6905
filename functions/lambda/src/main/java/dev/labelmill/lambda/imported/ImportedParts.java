package dev.labelmill.lambda.imported;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.ImportSource;
import dev.labelmill.core.batch.PrelabelSettings.Imported;
import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.prelabel.PartScores;
import dev.labelmill.core.span.Span;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.ValueForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The boxes or spans of one item as a form names them, made those of the batch: classes, pixels, code points. */
final class ImportedParts {

    private final LabelType<?> type;
    private final Imported settings;
    private final JsonNode item;
    private final List<Box> boxes = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();

    /** @param item the item's line, for its text and the size of its image */
    ImportedParts(LabelType<?> type, Imported settings, JsonNode item) {
        this.type = type;
        this.settings = settings;
        this.item = item;
    }

    /** Whether the batch's labels are boxes; else they are spans. */
    boolean areBoxes() {
        return type instanceof Boxes;
    }

    /** How large the item's image is, as its line says. */
    Optional<ImageSize> imageSize() {
        return ImageSize.of(item);
    }

    /** The field that holds the pre-label. */
    String field(String otherwise) {
        return settings.source().field().orElse(otherwise);
    }

    Imported settings() {
        return settings;
    }

    LabelType<?> type() {
        return type;
    }

    /** The batch's class that a name of the form stands for. */
    int category(String name, JsonPlace at) {
        int index = type.classes().indexOf(settings.classes().getOrDefault(name, name));
        if (index < 0) {
            throw at.fault("is not one of the batch's classes, and prelabel.classes has none for it");
        }
        return index;
    }

    /**
     * A box of the form's units.
     *
     * @param at   holds its four numbers
     * @param keys their names: left, top, width, height
     * @param wide pixels of a unit across
     * @param high pixels of a unit down
     */
    void box(JsonPlace at, List<String> keys, double wide, double high, int category) {
        double[] numbers =
                keys.stream().mapToDouble(key -> at.member(key).number()).toArray();
        try {
            boxes.add(Box.ofSize(numbers[0] * wide, numbers[1] * high, numbers[2] * wide, numbers[3] * high, category));
        } catch (IllegalArgumentException e) {
            throw at.fault("is no box: " + e.getMessage());
        }
    }

    /** A span, its offsets as the form counts them. */
    void span(JsonPlace start, JsonPlace end, int category) {
        int from = start.whole();
        int to = end.whole() + (settings.offsets().endInclusive() ? 1 : 0);
        spans.add(
                settings.offsets().unit() == ImportSource.Unit.UTF_16
                        ? ofUtf16(start, from, to, category)
                        : new Span(from, to, category));
    }

    private Span ofUtf16(JsonPlace at, int from, int to, int category) {
        if (!item.path("source").isTextual()) {
            throw at.fault("counts UTF-16 units, and the item's line has no text in source to count them in");
        }
        try {
            return Span.ofUtf16(item.get("source").textValue(), from, to, category);
        } catch (IllegalArgumentException e) {
            throw at.fault("or its end is no place in the text: " + e.getMessage());
        }
    }

    /** The score of the part added last. */
    void score(Optional<JsonPlace> score) {
        score.ifPresent(value -> scores.add(value.fraction()));
    }

    /**
     * The item's pre-label.
     *
     * @param ofItem what the form says of the item as a whole; counts where not every part has a score
     */
    ImportedPrelabel prelabel(OptionalDouble ofItem) {
        int parts = boxes.size() + spans.size();
        LabelValue value = areBoxes() ? new Drawing(boxes) : new Markup(spans);
        return new ImportedPrelabel(
                ValueForm.requireNoFault(type, value),
                parts > 0 && scores.size() == parts ? PartScores.ofItem(scores) : ofItem);
    }
}
