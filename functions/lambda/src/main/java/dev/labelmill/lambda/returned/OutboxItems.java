package dev.labelmill.lambda.returned;

import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The items that a vendor was given, by the lines of its task files. */
final class OutboxItems implements ItemNames {

    private final Bucket bucket;
    private final ReturnedFile file;
    private final Map<String, List<String>> lines = new HashMap<>();
    private TaskFileNames names;

    OutboxItems(Bucket bucket, ReturnedFile file) {
        this.bucket = bucket;
        this.file = file;
    }

    @Override
    public String at(String dispatch, long line) throws UnusableContent {
        String key = Layout.outbox(file.vendor(), file.batch(), dispatch);
        List<String> items = lines.computeIfAbsent(
                key, k -> bucket.read(k).map(OutboxItems::items).orElse(List.of()));
        if (line < 0 || line >= items.size() || items.get((int) line).isEmpty()) {
            throw new UnusableContent(
                    422,
                    items.isEmpty()
                            ? "the outbox has no task file of this dispatch for this vendor and batch; name the labeling"
                                    + " job after its task file"
                            : "the dispatch's task file has no line " + (line + 1));
        }
        return items.get((int) line);
    }

    @Override
    public String named(Field name) throws UnusableContent {
        if (names == null) {
            names = TaskFileNames.read(bucket, Layout.outbox(file.vendor(), file.batch()), TaskFileNames.MOST_FILES);
        }
        return names.item(name);
    }

    private static List<String> items(byte[] taskFile) {
        return new String(taskFile, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8))
                        .path("labelmill-task")
                        .asText())
                .toList();
    }
}
