package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.Lines;
import dev.labelmill.lambda.payload.UnusableContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the items of a vendor's task files are called: by their ids, and by the addresses of what is to be labelled. Where there are
 * too many files or items to be read in a part of an invocation, names are ids.
 */
final class TaskFileNames {

    /** Most items, and addresses of them, that are kept in mind. */
    private static final int MOST_ITEMS = 200_000;

    /** Most files that are read: at some ten milliseconds each, eight at a time, they take seconds. */
    static final int MOST_FILES = 4_000;

    /** Files that are read before it is looked whether there are too many items. */
    private static final int PAGE = 100;

    private final Bucket bucket;
    private final Set<String> items = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Addressed>> byLastPart = new ConcurrentHashMap<>();
    private final AtomicInteger addresses = new AtomicInteger();

    /** An item and where its content is. */
    private record Addressed(String item, String address) {

        boolean isCalled(String name) {
            return address.equals(name) || address.endsWith("/" + name);
        }
    }

    private TaskFileNames(Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * Reads task files, side by side.
     *
     * @param folder theirs
     * @param most   files that are read; if there are more, none is
     */
    static TaskFileNames read(Bucket bucket, String folder, int most) {
        List<ObjectInfo> files = bucket.list(folder).limit(most + 1L).toList();
        TaskFileNames names = new TaskFileNames(bucket);
        if (files.size() > most) {
            return names;
        }
        for (int from = 0; from < files.size(); from += PAGE) {
            InParallel.each(files.subList(from, Math.min(files.size(), from + PAGE)), names::add);
            if (names.tooMany()) {
                return new TaskFileNames(bucket);
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
        List<String> called = byLastPart.getOrDefault(lastPart(text), Set.of()).stream()
                .filter(addressed -> addressed.isCalled(text))
                .map(Addressed::item)
                .distinct()
                .toList();
        if (called.size() > 1) {
            throw name.fault("is the end of several items' addresses: say as much of the path as tells them apart");
        }
        return called.isEmpty() ? name.id() : called.get(0);
    }

    private boolean tooMany() {
        return items.size() > MOST_ITEMS || addresses.get() > MOST_ITEMS;
    }

    private void add(ObjectInfo file) {
        if (file.size() == 0) {
            return;
        }
        try (Lines lines = new Lines(bucket.open(file.key()))) {
            for (Optional<Lines.Line> line = lines.next(); line.isPresent() && !tooMany(); line = lines.next()) {
                if (!line.get().isBlank() && !line.get().tooLong()) {
                    add(Json.parse(line.get().bytes()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An item that several files have, with other addresses too, has all of them, in whatever order they are read. */
    private void add(JsonNode task) {
        JsonNode data = task.path("data");
        first(task.path("task"), task.path("labelmill-task"), data.path("labelmill_task"))
                .ifPresent(item -> {
                    items.add(item);
                    first(task.path("source-ref"), data.path("image"))
                            .map(TaskFileNames::path)
                            .ifPresent(address -> add(new Addressed(item, address)));
                });
    }

    private void add(Addressed addressed) {
        if (byLastPart
                .computeIfAbsent(lastPart(addressed.address()), part -> ConcurrentHashMap.newKeySet(1))
                .add(addressed)) {
            addresses.incrementAndGet();
        }
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
