package dev.labelmill.local.vendors;

import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.core.label.SingleChoice;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The true labels, which only a simulation knows.
 *
 * @param labels class name by item id
 */
public record Truth(Map<String, String> labels) {

    /** Copied in. */
    public Truth {
        labels = Map.copyOf(labels);
    }

    /**
     * Reads lines of {@code {"id", "label"}}.
     *
     * @param type of the batch's labels; where they are choices, the file must name its classes
     * @throws IllegalArgumentException naming the line that is wrong
     */
    public static Truth read(Path file, LabelType<?> type) {
        boolean isChoice = type instanceof SingleChoice || type instanceof SeveralChoices;
        Set<String> classes = Set.copyOf(type.classes());
        Map<String, String> labels = new HashMap<>();
        JsonLines.each(file, fields -> {
            String label = fields.string("label");
            if (isChoice && !classes.contains(label)) {
                throw new IllegalArgumentException("label \"" + label + "\" is not among labelType.classes");
            }
            labels.put(fields.string("id"), label);
        });
        return new Truth(labels);
    }

    /** The true class of an item; empty if it is not known. */
    public Optional<String> of(String item) {
        return Optional.ofNullable(labels.get(item));
    }
}
