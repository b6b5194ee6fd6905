package dev.labelmill.lambda.vendor.labelstudio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.TaskFields;
import dev.labelmill.lambda.vendor.TaskForm;
import dev.labelmill.lambda.vendor.TaskLine;
import java.util.List;

/** A Label Studio import task (label-studio docs, guide/tasks.md and guide/predictions.md). */
public final class LabelStudioTask implements TaskForm {

    @Override
    public ObjectNode write(TaskLine line) {
        ObjectNode node = Json.object();
        ObjectNode data = node.putObject("data");
        TaskFields.write(line, data);
        data.put("labelmill_labels", line.labels());
        line.exclude().forEach(data.putArray("labelmill_exclude")::add);
        boolean text = line.isText();
        data.put(text ? "text" : "image", line.source());
        if (line.vendor().seesPrelabel() && line.task().prelabel() != null) {
            Prelabel prelabel = line.task().prelabel();
            ObjectNode prediction = node.putArray("predictions").addObject();
            prediction.put("model_version", "labelmill");
            line.told(prelabel.confidence()).ifPresent(confidence -> prediction.put("score", confidence));
            prediction
                    .putArray("result")
                    .addObject()
                    .put("id", "prelabel")
                    .put("type", "choices")
                    .put("from_name", "choice")
                    .put("to_name", text ? "text" : "image")
                    .putObject("value")
                    .putArray("choices")
                    .add(line.batch().settings().singleChoice().name(prelabel.answer()));
        }
        line.imported().ifPresent(imported -> predict(node, line, imported, text ? "text" : "image"));
        return node;
    }

    private static void predict(ObjectNode node, TaskLine line, ImportedPrelabel imported, String toName) {
        List<String> classes = line.batch().settings().labelType().classes();
        new StudioPrediction(classes, toName, ImageSize.of(line.item()))
                .regions(imported.value())
                .ifPresent(regions -> {
                    ObjectNode prediction =
                            node.putArray("predictions").addObject().put("model_version", "imported");
                    imported.confidence()
                            .ifPresent(confidence ->
                                    line.told(confidence).ifPresent(told -> prediction.put("score", told)));
                    prediction.set("result", regions);
                });
    }
}
