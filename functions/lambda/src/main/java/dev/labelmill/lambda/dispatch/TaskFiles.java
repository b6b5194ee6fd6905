package dev.labelmill.lambda.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.NumberEntry;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import dev.labelmill.lambda.json.ImageSize;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.store.ItemLines;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes the task file of a dispatch in the vendor's format. A line holds what the annotator needs and
 * nothing that tells an ordinary task from gold or an audit.
 */
public final class TaskFiles {

    private final ItemLines items;

    public TaskFiles(ItemLines items) {
        this.items = items;
    }

    /** One task as a vendor gets it, before it takes the vendor's form. */
    record Line(Batch batch, Vendor vendor, Dispatch dispatch, Task task, JsonNode item) {

        int labels() {
            return task.claimOf(dispatch.id()).orElseThrow().labels();
        }

        /** The pre-label of the item's own line, if the vendor's annotators see it. */
        Optional<ImportedPrelabel> imported() {
            return vendor.seesPrelabel() ? ImportedPrelabel.usable(batch.settings(), item) : Optional.empty();
        }

        List<String> exclude() {
            return task.annotatorsOf(vendor.name());
        }
    }

    byte[] write(Batch batch, Vendor vendor, Dispatch dispatch, List<Task> tasks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<ObjectNode> lines = InParallel.map(tasks, task -> {
            Line line = new Line(batch, vendor, dispatch, task, items.of(task));
            return vendor.format() == Vendor.Format.LABEL_STUDIO ? labelStudio(line) : labelmill(line);
        });
        lines.forEach(line -> file.writeBytes((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        return file.toByteArray();
    }

    private static ObjectNode labelmill(Line line) {
        ObjectNode node = Json.object()
                .put("schema", "labelmill.task.v1")
                .put("dispatch", line.dispatch().id())
                .put("batch", line.batch().id())
                .put("task", line.task().item())
                .put("labels", line.labels());
        line.exclude().forEach(node.putArray("exclude")::add);
        describe(line.batch().settings().labelType(), node);
        for (String field : List.of("source", "source-ref")) {
            if (line.item().has(field)) {
                node.set(field, line.item().get(field));
            }
        }
        if (line.vendor().seesPrelabel() && line.task().prelabel() != null) {
            Prelabel prelabel = line.task().prelabel();
            node.putObject("prelabel")
                    .put("choice", line.batch().settings().singleChoice().name(prelabel.answer()))
                    .put("confidence", prelabel.confidence());
        }
        line.imported().ifPresent(imported -> {
            ObjectNode prelabel = node.putObject("prelabel");
            prelabel.set("value", ValueForm.write(line.batch().settings().labelType(), imported.value()));
            imported.confidence().ifPresent(confidence -> prelabel.put("confidence", confidence));
        });
        return node.put("deadline", line.dispatch().deadline().toString());
    }

    /** Readers of the first version take a line without a label type for a single choice. */
    private static void describe(LabelType<?> type, ObjectNode line) {
        if (!type.classes().isEmpty()) {
            type.classes().forEach(line.putArray("classes")::add);
        }
        if (type instanceof SingleChoice) {
            return;
        }
        ObjectNode description = line.putObject("labelType").put("kind", type.kind());
        if (type instanceof Rating rating) {
            description.put("lowest", rating.lowest()).put("highest", rating.highest());
        }
        if (type instanceof NumberEntry number) {
            number.least().ifPresent(bound -> description.set("min", ValueForm.number(bound)));
            number.greatest().ifPresent(bound -> description.set("max", ValueForm.number(bound)));
            if (!number.unit().isEmpty()) {
                description.put("unit", number.unit());
            }
        }
    }

    /** A Label Studio import task (label-studio docs, guide/tasks.md and guide/predictions.md). */
    private static ObjectNode labelStudio(Line line) {
        ObjectNode node = Json.object();
        ObjectNode data = node.putObject("data")
                .put("labelmill_batch", line.batch().id())
                .put("labelmill_task", line.task().item())
                .put("labelmill_dispatch", line.dispatch().id())
                .put("labelmill_labels", line.labels());
        line.exclude().forEach(data.putArray("labelmill_exclude")::add);
        String source =
                line.item().path("source").asText(line.item().path("source-ref").asText());
        boolean text = line.item().has("source") && !source.startsWith("data:");
        data.put(text ? "text" : "image", source);
        if (line.vendor().seesPrelabel() && line.task().prelabel() != null) {
            Prelabel prelabel = line.task().prelabel();
            ObjectNode prediction = node.putArray("predictions").addObject();
            prediction.put("model_version", "labelmill").put("score", prelabel.confidence());
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

    private static void predict(ObjectNode node, Line line, ImportedPrelabel imported, String toName) {
        List<String> classes = line.batch().settings().labelType().classes();
        new StudioPrediction(classes, toName, ImageSize.of(line.item()))
                .regions(imported.value())
                .ifPresent(regions -> {
                    ObjectNode prediction =
                            node.putArray("predictions").addObject().put("model_version", "imported");
                    imported.confidence().ifPresent(confidence -> prediction.put("score", confidence));
                    prediction.set("result", regions);
                });
    }
}
