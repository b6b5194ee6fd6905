package dev.labelmill.lambda.imported;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Labelbox's import (labelbox-python, NDJSON): an annotation a line, a {@code bbox} in pixels or a {@code location} in a text, its
 * class under {@code name} or, without one, its {@code schemaId}. Other annotations, classifications above all, are passed over.
 */
final class LabelboxForm implements PrelabelForm {

    private static final List<String> EDGES = List.of("left", "top", "width", "height");

    @Override
    public Optional<ImportedPrelabel> read(List<JsonPlace> lines, ImportedParts parts) {
        List<JsonPlace> annotations = lines;
        if (parts.settings().source().file().isEmpty()) {
            Optional<JsonPlace> field = PrelabelForm.only(lines).optional(parts.field("annotations"));
            if (field.isEmpty()) {
                return Optional.empty();
            }
            annotations = field.get().elements();
        }
        List<JsonPlace> taken = new ArrayList<>();
        for (JsonPlace annotation : annotations) {
            if (annotation.optional(parts.areBoxes() ? "bbox" : "location").isPresent()) {
                taken.add(annotation);
            }
        }
        taken.forEach(annotation -> add(annotation, parts));
        return Optional.of(parts.prelabel(OptionalDouble.empty()));
    }

    private static void add(JsonPlace annotation, ImportedParts parts) {
        JsonPlace name = annotation.optional("name").orElseGet(() -> annotation.member("schemaId"));
        int category = parts.category(name.text(), name);
        if (parts.areBoxes()) {
            parts.box(annotation.member("bbox"), EDGES, 1, 1, category);
        } else {
            JsonPlace location = annotation.member("location");
            parts.span(location.member("start"), location.member("end"), category);
        }
        parts.score(annotation.optional("confidence"));
    }
}
