package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.UnusableContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the items of a vendor's task files are called: by their ids, and by the addresses of what is to be labelled. */
final class TaskFileNames {

    /** Most items that are kept in mind. Where a vendor was given more, names are ids. */
    static final int MOST = 200_000;

    private final Set<String> items = new HashSet<>();
    private final Map<String, List<Addressed>> byLastPart = new HashMap<>();

    /** An item and where its content is. */
    private record Addressed(String item, String address) {

        boolean isCalled(String name) {
            return address.equals(name) || address.endsWith("/" + name);
        }
    }

    private TaskFileNames() {}

    /** @param folder the task files' */
    static TaskFileNames read(Bucket bucket, String folder) {
        TaskFileNames names = new TaskFileNames();
        Iterator<ObjectInfo> files = bucket.list(folder).iterator();
        while (files.hasNext()) {
            if (!names.add(bucket, files.next())) {
                return new TaskFileNames();
            }
        }
        return names;
    }

    /** The item that is called so, as {@link dev.labelmill.lambda.vendor.ItemNames#named} has it. */
    String item(Field name) throws UnusableContent {
        String text = name.text();
        if (items.contains(text)) {
            return text;
        }
        List<String> called = byLastPart.getOrDefault(lastPart(text), List.of()).stream()
                .filter(addressed -> addressed.isCalled(text))
                .map(Addressed::item)
                .toList();
        if (called.size() > 1) {
            throw name.fault("is the end of several items' addresses: say as much of the path as tells them apart");
        }
        return called.isEmpty() ? name.id() : called.get(0);
    }

    /** Whether there is room for a task file's items. */
    private boolean add(Bucket bucket, ObjectInfo file) {
        if (file.size() == 0) {
            return true;
        }
        try (Lines lines = new Lines(bucket.open(file.key()))) {
            for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (!line.get().isBlank() && !line.get().tooLong()) {
                    add(Json.parse(line.get().bytes()));
                }
                if (items.size() > MOST) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(JsonNode task) {
        JsonNode data = task.path("data");
        Optional<String> item = first(task.path("task"), task.path("labelmill-task"), data.path("labelmill_task"));
        if (item.isEmpty() || !items.add(item.get())) {
            return;
        }
        first(task.path("source-ref"), data.path("image"))
                .map(TaskFileNames::path)
                .ifPresent(address -> byLastPart
                        .computeIfAbsent(lastPart(address), part -> new ArrayList<>(1))
                        .add(new Addressed(item.get(), address)));
    }

    private static Optional<String> first(JsonNode... values) {
        for (JsonNode value : values) {
            if (value.isTextual()) {
                return Optional.of(value.textValue());
            }
        }
        return Optional.empty();
    }

    /** A web address without what it asks for, which no file name repeats. */
    private static String path(String address) {
        boolean web = address.startsWith("http://") || address.startsWith("https://");
        return web ? address.split("[?#]", 2)[0] : address;
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
