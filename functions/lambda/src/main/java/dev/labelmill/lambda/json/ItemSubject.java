package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.Spans;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.UnusableContent;

/** What an item's line tells of it that checks of its labels need: an image's size, a text's length. */
public final class ItemSubject {

    private ItemSubject() {}

    /** Whether a type's rules ask for the item at all. */
    public static boolean matters(LabelType<?> type) {
        return type instanceof Boxes || type instanceof Spans;
    }

    /** The item of a line; unknown if the line does not tell what the type's rules ask for. */
    public static Subject of(LabelType<?> type, JsonNode line) {
        if (type instanceof Boxes) {
            return ImageSize.of(line)
                    .<Subject>map(size -> new Subject.Image(size.width(), size.height()))
                    .orElse(Subject.UNKNOWN);
        }
        return type instanceof Spans && line.path("source").isTextual()
                ? text(line.get("source").textValue())
                : Subject.UNKNOWN;
    }

    private static Subject text(String source) {
        try {
            return Content.ofSource(source) instanceof Content.Text content
                    ? Subject.Text.of(content.text())
                    : Subject.UNKNOWN;
        } catch (UnusableContent e) {
            return Subject.UNKNOWN;
        }
    }
}
