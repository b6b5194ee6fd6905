package dev.labelmill.lambda.vendor.argilla;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.label.Spans;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.vendor.TaskFields;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskLine;

/**
 * A record of a dataset of Argilla's (argilla-server, api/schemas/v1/records.py): the field {@code text} or {@code image}, our ids
 * as metadata, and the pre-label as a suggestion for the question {@code label}. How many answer is the dataset's setting.
 */
public final class ArgillaRecord implements TaskForm {

    @Override
    public ObjectNode write(TaskLine line) {
        ObjectNode node = Json.object().put("external_id", TaskKey.of(line).text());
        node.putObject("fields").put(line.isText() ? "text" : "image", line.source());
        TaskFields.write(line, node.putObject("metadata"));
        line.shownChoice().ifPresent(choice -> {
            ObjectNode suggestion =
                    suggest(node, Json.MAPPER.getNodeFactory().textNode(choice)).put("agent", "labelmill");
            line.told(line.task().prelabel().confidence()).ifPresent(told -> suggestion.put("score", told));
        });
        line.imported().ifPresent(imported -> {
            ObjectNode suggestion = suggest(node, value(line, imported)).put("agent", "imported");
            imported.confidence()
                    .ifPresent(confidence -> line.told(confidence).ifPresent(told -> suggestion.put("score", told)));
        });
        return node;
    }

    private static ObjectNode suggest(ObjectNode node, JsonNode value) {
        ObjectNode suggestion = node.putArray("suggestions").addObject().put("question_name", ArgillaPayload.QUESTION);
        suggestion.set("value", value);
        return suggestion;
    }

    /** Argilla's page counts spans in UTF-16 units. */
    private static JsonNode value(TaskLine line, ImportedPrelabel imported) {
        JsonNode value = ValueForm.write(line.batch().settings().labelType(), imported.value());
        if (line.batch().settings().labelType() instanceof Spans) {
            ArrayNode spans = value.deepCopy();
            spans.forEach(span -> ((ObjectNode) span)
                    .put("start", units(line.source(), span.path("start").intValue()))
                    .put("end", units(line.source(), span.path("end").intValue())));
            return spans;
        }
        return value;
    }

    private static int units(String text, int codePoints) {
        return text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    }
}
