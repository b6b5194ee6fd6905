package dev.labelmill.lambda.vendor.scale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.Revision;
import dev.labelmill.lambda.vendor.TaskFields;
import java.util.List;
import java.util.Optional;

/**
 * Scale's callbacks (scale.com/docs/api-reference/callbacks): one task and its response. Scale does not tell who answered, so
 * the annotator is the one that the task was created for, a name of ours that comes back in its metadata. When a task
 * was completed is the label's revision; the same callback sent twenty times is one label.
 */
public final class ScalePayload implements PayloadParser {

    @Override
    public ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent {
        Field task = body.member("task");
        Field status = task.member("status");
        return switch (status.text()) {
            case "completed" -> ParsedPayload.each(List.of(body), one -> List.of(read(one, task)));
            case "canceled" -> ParsedPayload.ignored();
            case "error" ->
                throw status.fault(
                        "is error: Scale gives no label of the task, which is waited for until its claim ends");
            default -> throw status.fault("is neither completed nor canceled nor error");
        };
    }

    private static IncomingLabel read(Field body, Field task) throws UnusableContent {
        String id = body.member("task_id").id();
        Optional<Field> repeated = task.optional("task_id");
        if (repeated.isPresent() && !repeated.get().id().equals(id)) {
            throw repeated.get().fault("is not the task_id of the callback");
        }
        Field metadata = task.member("metadata");
        TaskFields given = TaskFields.read(metadata);
        return new IncomingLabel(
                given.batch(),
                given.task(),
                given.dispatch(),
                metadata.member(ScaleTask.ANNOTATOR).id(),
                change(task.member("type"), body.member("response")),
                Revision.of(task.member("completed_at")),
                null,
                "scale-" + id + "-completed");
    }

    private static LabelChange change(Field type, Field response) throws UnusableContent {
        return switch (type.text()) {
            case ScaleTask.CATEGORIZATION -> category(response.member("category"));
            case ScaleTask.IMAGE_ANNOTATION, "annotation" -> boxes(response.member("annotations"));
            default -> throw type.fault("is none that Labelmill reads: categorization and imageannotation are");
        };
    }

    /** One class as a string; where several are allowed, a list, which may hold one or none. */
    private static LabelChange category(Field category) throws UnusableContent {
        if (!category.node().isArray()) {
            return new LabelChange.Chosen(category.name());
        }
        List<Field> names = category.elements();
        return names.size() == 1
                ? new LabelChange.Chosen(names.get(0).name())
                : new LabelChange.Valued(category.node());
    }

    /** Boxes in pixels of the image, with the names that labels have here too. */
    private static LabelChange boxes(Field annotations) throws UnusableContent {
        ArrayNode boxes = Json.MAPPER.createArrayNode();
        for (Field annotation : annotations.elements()) {
            Optional<Field> type = annotation.optional("type");
            if (type.isPresent() && !type.get().text().equals("box")) {
                throw type.get().fault("is not box");
            }
            boxes.addObject()
                    .put("label", annotation.member("label").name())
                    .put("left", annotation.member("left").decimal())
                    .put("top", annotation.member("top").decimal())
                    .put("width", annotation.member("width").decimal())
                    .put("height", annotation.member("height").decimal());
        }
        return new LabelChange.Valued(boxes);
    }
}
