package dev.labelmill.local.vendors;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
     * @throws IllegalArgumentException naming the line that is wrong
     */
    public static Truth read(Path file) {
        Map<String, String> labels = new HashMap<>();
        JsonLines.each(file, fields -> labels.put(fields.string("id"), fields.string("label")));
        return new Truth(labels);
    }

    /** The true class of an item; empty if it is not known. */
    public Optional<String> of(String item) {
        return Optional.ofNullable(labels.get(item));
    }
}
