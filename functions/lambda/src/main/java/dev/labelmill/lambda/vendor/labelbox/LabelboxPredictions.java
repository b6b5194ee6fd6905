package dev.labelmill.lambda.vendor.labelbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.LabelValue.Drawing;
import dev.labelmill.core.label.LabelValue.Markup;
import dev.labelmill.core.label.LabelValue.Selection;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Pre-labels as predictions of a Labelbox project (labelbox-python, schema/annotation_import.py and tests/data/assets/ndjson): an
 * annotation a line, by which model-assisted labeling shows it to whoever labels the data row. A box or an entity is named
 * by its class, an answer by the question {@code label}.
 */
final class LabelboxPredictions {

    /** What the project's question must be called. */
    private static final String QUESTION = "label";

    private static final String THERE = """
            query LabelmillPredictions($project: ID!, $name: String!) {
              modelAssistedLabelingPredictionImport(where: {projectId: $project, name: $name}) { name }
            }""";
    private static final String IMPORT = """
            mutation LabelmillPredict($project: ID!, $name: String!, $file: Upload!, $length: Int!) {
              createModelAssistedLabelingPredictionImport(
                data: {projectId: $project, name: $name, filePayload: {file: $file, contentLength: $length}}
              ) { name }
            }""";

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    private LabelboxPredictions() {}

    /** Those that the tasks' annotators are to see. */
    static LabelboxPredictions of(List<TaskLine> tasks) {
        LabelboxPredictions predictions = new LabelboxPredictions();
        for (TaskLine task : tasks) {
            String key = TaskKey.of(task).text();
            ArrayNode annotations = annotations(task);
            for (int i = 0; i < annotations.size(); i++) {
                predictions.add(key, i, (ObjectNode) annotations.get(i));
            }
        }
        return predictions;
    }

    private void add(String key, int number, ObjectNode annotation) {
        String name = key + "~" + number;
        annotation.put(
                "uuid",
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        annotation.putObject("dataRow").put("globalKey", key);
        lines.writeBytes((Json.write(annotation) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sends them, once however often it is called by the same name. Tasks are with people by now, whether there are pre-labels or
     * not, so that what goes wrong here is no failure of theirs and is not tried again.
     *
     * @param name unique in the project
     */
    void send(GraphQl labelbox, String project, String name) {
        if (lines.size() == 0) {
            return;
        }
        ObjectNode variables = Json.object().put("project", project).put("name", name);
        try {
            GraphQl.Answer there = labelbox.send(GraphQl.STABLE, THERE, variables);
            boolean isThere = there.outcome() == GraphQl.Outcome.DONE
                    && there.data()
                            .node()
                            .path("modelAssistedLabelingPredictionImport")
                            .hasNonNull("name");
            if (!isThere) {
                labelbox.upload(IMPORT, variables.put("length", lines.size()), lines.toByteArray());
            }
        } catch (VendorUnavailable | VendorRefusal withoutPrelabels) {
            // The tasks do not wait for them.
        }
    }

    private static ArrayNode annotations(TaskLine task) {
        ArrayNode annotations = Json.MAPPER.createArrayNode();
        task.shownChoice().ifPresent(choice -> answer(annotations, option(choice)));
        LabelType<?> type = task.batch().settings().labelType();
        task.imported()
                .ifPresent(imported -> add(annotations, imported.value(), ValueForm.write(type, imported.value())));
        return annotations;
    }

    private static void add(ArrayNode annotations, LabelValue value, JsonNode written) {
        if (value instanceof Drawing) {
            written.forEach(box -> box(annotations, box));
        } else if (value instanceof Markup) {
            written.forEach(span -> entity(annotations, span));
        } else if (value instanceof Selection) {
            ArrayNode options = Json.MAPPER.createArrayNode();
            written.forEach(name -> options.add(option(name.textValue())));
            if (!options.isEmpty()) {
                answer(annotations, options);
            }
        } else {
            answer(annotations, TextNode.valueOf(written.asText()));
        }
    }

    private static void answer(ArrayNode annotations, JsonNode answer) {
        annotations.addObject().put("name", QUESTION).set("answer", answer);
    }

    private static ObjectNode option(String name) {
        return Json.object().put("name", name);
    }

    private static void box(ArrayNode annotations, JsonNode box) {
        ObjectNode edges = annotations
                .addObject()
                .put("name", box.path("label").textValue())
                .putObject("bbox");
        List.of("top", "left", "height", "width").forEach(edge -> edges.set(edge, box.get(edge)));
    }

    /** Its end is its last character. */
    private static void entity(ArrayNode annotations, JsonNode span) {
        annotations
                .addObject()
                .put("name", span.path("label").textValue())
                .putObject("location")
                .put("start", span.path("start").intValue())
                .put("end", span.path("end").intValue() - 1);
    }
}
