package dev.labelmill.lambda.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lines of tasks' items as they were uploaded, with their pre-labels where those were attached. Where a chunk's lines lie never changes and is kept. */
public final class ItemLines {

    private final ChunkStore chunks;
    private final Bucket bucket;
    private final Map<String, String> chunkKeys = new ConcurrentHashMap<>();

    public ItemLines(ChunkStore chunks, Bucket bucket) {
        this.chunks = chunks;
        this.bucket = bucket;
    }

    /** The line of a task's item. */
    public JsonNode of(Task task) {
        String key = chunkKeys.computeIfAbsent(
                task.batch() + "/" + task.place().chunk(),
                k -> chunks.get(task.batch(), task.place().chunk())
                        .orElseThrow()
                        .key());
        return Json.parse(
                bucket.readRange(key, task.place().offset(), task.place().length()));
    }
}
