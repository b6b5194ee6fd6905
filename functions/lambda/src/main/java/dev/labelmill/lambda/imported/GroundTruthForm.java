package dev.labelmill.lambda.imported;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * SageMaker Ground Truth's output manifest (developer guide, "Labeling job output data"): object detection in pixels, its
 * classes by number under {@code class-map} and its scores under {@code objects} of the {@code -metadata} beside it; named
 * entities with offsets, the end behind the last character, and their scores under {@code entities} there.
 */
final class GroundTruthForm implements PrelabelForm {

    private static final List<String> EDGES = List.of("left", "top", "width", "height");

    @Override
    public Optional<ImportedPrelabel> read(List<JsonPlace> lines, ImportedParts parts) {
        JsonPlace line = PrelabelForm.only(lines);
        String attribute = parts.field("");
        Optional<JsonPlace> label = line.optional(attribute);
        if (label.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonPlace> metadata = line.optional(attribute + "-metadata");
        JsonPlace annotations = label.get().member("annotations");
        if (parts.areBoxes()) {
            boxes(annotations, metadata, parts);
        } else {
            entities(annotations.member("entities"), metadata, parts);
        }
        return Optional.of(parts.prelabel(OptionalDouble.empty()));
    }

    private static void boxes(JsonPlace annotations, Optional<JsonPlace> metadata, ImportedParts parts) {
        List<JsonPlace> all = annotations.elements();
        List<JsonPlace> scores = scores(metadata, "objects", all.size());
        for (int i = 0; i < all.size(); i++) {
            JsonPlace number = all.get(i).member("class_id");
            String key = Integer.toString(number.whole());
            String name = metadata.flatMap(known -> known.optional("class-map"))
                    .flatMap(map -> map.optional(key))
                    .map(JsonPlace::text)
                    .orElseThrow(() -> number.fault("has no name in the class-map of the attribute's metadata"));
            parts.box(all.get(i), EDGES, 1, 1, parts.category(name, number));
            parts.score(scores.isEmpty() ? Optional.empty() : scores.get(i).optional("confidence"));
        }
    }

    private static void entities(JsonPlace entities, Optional<JsonPlace> metadata, ImportedParts parts) {
        List<JsonPlace> all = entities.elements();
        List<JsonPlace> scores = scores(metadata, "entities", all.size());
        for (int i = 0; i < all.size(); i++) {
            JsonPlace name = all.get(i).member("label");
            parts.span(
                    all.get(i).member("startOffset"),
                    all.get(i).member("endOffset"),
                    parts.category(name.text(), name));
            parts.score(scores.isEmpty() ? Optional.empty() : scores.get(i).optional("confidence"));
        }
    }

    /** One for each part, in their order; none where the metadata have none. */
    private static List<JsonPlace> scores(Optional<JsonPlace> metadata, String name, int parts) {
        Optional<JsonPlace> list = metadata.flatMap(known -> known.optional(name));
        if (list.isEmpty()) {
            return List.of();
        }
        List<JsonPlace> scores = list.get().elements();
        if (scores.size() != parts) {
            throw list.get().fault("holds " + scores.size() + ", but the label has " + parts);
        }
        return scores;
    }
}
