package dev.labelmill.lambda.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Prelabel;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.store.ChunkStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the task file of a dispatch in the vendor's format. A line holds what the annotator needs and
 * nothing that tells an ordinary task from gold or an audit.
 */
public final class TaskFiles {

    private final ChunkStore chunks;
    private final Bucket bucket;
    private final Map<String, String> chunkKeys = new ConcurrentHashMap<>();

    public TaskFiles(ChunkStore chunks, Bucket bucket) {
        this.chunks = chunks;
        this.bucket = bucket;
    }

    /** One task as a vendor gets it, before it takes the vendor's form. */
    record Line(Batch batch, Vendor vendor, Dispatch dispatch, Task task, JsonNode item) {

        int labels() {
            return task.claimOf(dispatch.id()).orElseThrow().labels();
        }

        List<String> exclude() {
            return task.annotatorsOf(vendor.name());
        }
    }

    byte[] write(Batch batch, Vendor vendor, Dispatch dispatch, List<Task> tasks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<ObjectNode> lines = InParallel.map(tasks, task -> {
            Line line = new Line(batch, vendor, dispatch, task, item(batch, task));
            return vendor.format() == Vendor.Format.LABEL_STUDIO ? labelStudio(line) : labelmill(line);
        });
        lines.forEach(line -> file.writeBytes((Json.write(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        return file.toByteArray();
    }

    private JsonNode item(Batch batch, Task task) {
        String key = chunkKeys.computeIfAbsent(
                batch.id() + "/" + task.place().chunk(),
                k -> chunks.get(batch.id(), task.place().chunk()).orElseThrow().key());
        return Json.parse(
                bucket.readRange(key, task.place().offset(), task.place().length()));
    }

    private static ObjectNode labelmill(Line line) {
        ObjectNode node = Json.object()
                .put("schema", "labelmill.task.v1")
                .put("dispatch", line.dispatch().id())
                .put("batch", line.batch().id())
                .put("task", line.task().item())
                .put("labels", line.labels());
        line.exclude().forEach(node.putArray("exclude")::add);
        line.batch().settings().labelType().classes().forEach(node.putArray("classes")::add);
        for (String field : List.of("source", "source-ref")) {
            if (line.item().has(field)) {
                node.set(field, line.item().get(field));
            }
        }
        if (line.vendor().seesPrelabel() && line.task().prelabel() != null) {
            Prelabel prelabel = line.task().prelabel();
            node.putObject("prelabel")
                    .put("choice", line.batch().settings().labelType().name(prelabel.answer()))
                    .put("confidence", prelabel.confidence());
        }
        return node.put("deadline", line.dispatch().deadline().toString());
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
                    .add(line.batch().settings().labelType().name(prelabel.answer()));
        }
        return node;
    }
}
