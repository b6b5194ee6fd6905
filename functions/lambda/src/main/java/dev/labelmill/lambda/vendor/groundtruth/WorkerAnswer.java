package dev.labelmill.lambda.vendor.groundtruth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a worker answered, read off the template's elements.
 *
 * @param kind  of label
 * @param value a class's name, or what {@link dev.labelmill.lambda.json.ValueForm} reads, not yet checked
 * @param image how large the image is that boxes were drawn on, where the answer says so
 */
public record WorkerAnswer(Kind kind, JsonNode value, Optional<ImageSize> image) {

    /** The kinds of labels that crowd elements give. */
    public enum Kind {
        CLASS,
        CLASSES,
        BOXES,
        SPANS
    }

    WorkerAnswer(Kind kind, JsonNode value) {
        this(kind, value, Optional.empty());
    }

    /**
     * Reads the elements that a worker submitted.
     *
     * @throws UnusableContent if not exactly one element says a label
     */
    public static WorkerAnswer read(Field content) throws UnusableContent {
        return AnswerContent.read(content);
    }

    /** The classes that it names. */
    public List<String> names() {
        if (kind == Kind.CLASS) {
            return List.of(value.textValue());
        }
        List<String> names = new ArrayList<>();
        value.forEach(part -> names.add(
                part.isTextual() ? part.textValue() : part.path("label").textValue()));
        return names;
    }

    /** The same as other vendors say it. */
    LabelChange change() {
        return kind == Kind.CLASS ? new LabelChange.Chosen(value.textValue()) : new LabelChange.Valued(value);
    }
}
