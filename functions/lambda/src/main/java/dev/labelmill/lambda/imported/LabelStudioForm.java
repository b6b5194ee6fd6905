package dev.labelmill.lambda.imported;

import dev.labelmill.lambda.json.ImageSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Label Studio's predictions (its guide, "Import pre-annotated data"): {@code rectanglelabels} in percent of the image, and
 * {@code labels} with offsets, the end behind the last character. A region may have a score of its own, else the prediction's
 * counts. Regions of other types are passed over.
 */
final class LabelStudioForm implements PrelabelForm {

    private static final List<String> EDGES = List.of("x", "y", "width", "height");
    private static final double PERCENT = 100;

    @Override
    public Optional<ImportedPrelabel> read(List<JsonPlace> lines, ImportedParts parts) {
        Optional<JsonPlace> field = PrelabelForm.only(lines).optional(parts.field("predictions"));
        if (field.isEmpty()
                || field.get().node().isArray() && field.get().node().isEmpty()) {
            return Optional.empty();
        }
        JsonPlace prediction = field.get().node().isArray() ? field.get().only() : field.get();
        String type = parts.areBoxes() ? "rectanglelabels" : "labels";
        for (JsonPlace region : prediction.member("result").elements()) {
            if (type.equals(region.node().path("type").textValue())) {
                add(region, type, parts);
                parts.score(region.optional("score"));
            }
        }
        return Optional.of(parts.prelabel(prediction
                .optional("score")
                .map(score -> OptionalDouble.of(score.fraction()))
                .orElse(OptionalDouble.empty())));
    }

    private static void add(JsonPlace region, String type, ImportedParts parts) {
        JsonPlace value = region.member("value");
        JsonPlace name = value.member(type).only();
        int category = parts.category(name.text(), name);
        if (!parts.areBoxes()) {
            parts.span(value.member("start"), value.member("end"), category);
            return;
        }
        Optional<JsonPlace> rotation = value.optional("rotation");
        if (rotation.isPresent() && rotation.get().number() != 0) {
            throw rotation.get().fault("is not 0, and boxes have upright edges");
        }
        double wide = side(region, "original_width", parts.imageSize().map(ImageSize::width));
        double high = side(region, "original_height", parts.imageSize().map(ImageSize::height));
        parts.box(value, EDGES, wide / PERCENT, high / PERCENT, category);
    }

    /** Pixels of the image's side: the region's word, or that of the item's line. */
    private static double side(JsonPlace region, String name, Optional<Integer> ofItem) {
        return region.optional(name)
                .map(JsonPlace::number)
                .or(() -> ofItem.map(Integer::doubleValue))
                .orElseThrow(() ->
                        region.fault("has no " + name + ", and the item's line no image_size: percent are of nothing"));
    }
}
