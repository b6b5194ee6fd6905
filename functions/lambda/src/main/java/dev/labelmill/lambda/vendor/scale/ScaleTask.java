package dev.labelmill.lambda.vendor.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.label.Boxes;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.SeveralChoices;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.vendor.TaskFields;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskLine;

/**
 * A task as Scale's tasks (scale.com/docs/api-reference): {@code categorization} for choices, {@code imageannotation} for
 * boxes. A task of Scale's is one answer, and one is all that a claim of Scale's is for ({@link Vendor#mostLabelsAtOnce}). It has
 * a {@code unique_id}, by which Scale creates it once, and a name for its annotator, since Scale tells none: {@code response-1}
 * for the first label of an item that the vendor was ever asked for, and so on, so that an answer that comes too late and
 * the one of the claim after it do not have one name.
 */
public final class ScaleTask implements TaskForm {

    static final String CATEGORIZATION = "categorization";
    static final String IMAGE_ANNOTATION = "imageannotation";
    static final String ANNOTATOR = "labelmill_annotator";

    @Override
    public ObjectNode write(TaskLine line) {
        ObjectNode node = Json.object().put("type", type(line));
        node.set("task", body(line));
        return node;
    }

    /** What task's creation it is. */
    static String type(TaskLine line) {
        return line.batch().settings().labelType() instanceof Boxes ? IMAGE_ANNOTATION : CATEGORIZATION;
    }

    /** The body of the request that creates it. */
    static ObjectNode body(TaskLine line) {
        ObjectNode task = Json.object();
        line.vendor().delivery().target().ifPresent(project -> task.put("project", project));
        task.put("unique_id", TaskKey.of(line).text());
        ObjectNode metadata = task.putObject("metadata");
        TaskFields.write(line, metadata);
        metadata.put(ANNOTATOR, "response-" + (line.labelsBefore() + 1));
        LabelType<?> type = line.batch().settings().labelType();
        task.put("attachment", line.source());
        if (type instanceof Boxes) {
            type.classes().forEach(task.withObject("/geometries/box").putArray("objects_to_annotate")::add);
            hypothesis(line, task);
        } else {
            task.put("attachment_type", line.isText() ? "text" : "image");
            type.classes().forEach(task.putArray("categories")::add);
            if (type instanceof SeveralChoices) {
                task.put("allow_multiple", true);
            }
        }
        return task;
    }

    /** What the annotator starts from, in the form of a response. */
    private static void hypothesis(TaskLine line, ObjectNode task) {
        line.imported().ifPresent(imported -> {
            ArrayNode annotations = task.putObject("hypothesis").putArray("annotations");
            for (JsonNode box : ValueForm.write(line.batch().settings().labelType(), imported.value())) {
                annotations.add(box.deepCopy());
            }
            annotations.forEach(box -> ((ObjectNode) box).put("type", "box"));
        });
    }
}
