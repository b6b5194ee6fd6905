package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How large an item's image is, as its line says in the field {@code image_size}: an object, or Ground Truth's list of
 * one.
 *
 * @param width  pixels, at least 1
 * @param height pixels, at least 1
 * @param depth  channels; 3 where the line does not say
 */
public record ImageSize(int width, int height, int depth) {

    /** The line's field. */
    public static final String FIELD = "image_size";

    private static final int COLOURS = 3;

    /** The size that a line tells; empty where it tells none. */
    public static Optional<ImageSize> of(JsonNode line) {
        return ofField(line.path(FIELD));
    }

    /** The size in the field itself; empty where it tells none. */
    public static Optional<ImageSize> ofField(JsonNode field) {
        JsonNode size = field.isArray() ? field.path(0) : field;
        int width = size.path("width").asInt();
        int height = size.path("height").asInt();
        return width < 1 || height < 1
                ? Optional.empty()
                : Optional.of(new ImageSize(width, height, size.path("depth").asInt(COLOURS)));
    }
}
