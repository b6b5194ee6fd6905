package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The items of a batch that a vendor was given, by what its task files say of them. Files are read when a name is first asked
 * for that is no item's id.
 */
public final class OutboxItems implements ItemNames {

    /** Items whose addresses are kept in memory; of a larger batch names must be ids. */
    private static final int MOST = 200_000;

    private final Bucket bucket;
    private final TaskStore tasks;
    private final ReturnedFile file;
    private final Map<String, List<String>> lines = new HashMap<>();
    private Map<String, Set<Sourced>> byLastPart;

    /** An item and the address of its content. */
    private record Sourced(String item, String address) {

        boolean isCalled(String name) {
            return address.equals(name) || address.endsWith("/" + name);
        }
    }

    private OutboxItems(Bucket bucket, TaskStore tasks, ReturnedFile file) {
        this.bucket = bucket;
        this.tasks = tasks;
        this.file = file;
    }

    /** Knows the items of any vendor and batch. */
    public record Source(Bucket bucket, TaskStore tasks) {

        OutboxItems of(ReturnedFile file) {
            return new OutboxItems(bucket, tasks, file);
        }
    }

    @Override
    public String named(String name) throws UnusableContent {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > 1024) {
            throw new UnusableContent(422, "the item's name is empty or longer than 1024 bytes");
        }
        if (isItem(name)) {
            return name;
        }
        if (byLastPart == null) {
            byLastPart = sources();
        }
        List<String> found = byLastPart.getOrDefault(lastPart(name), Set.of()).stream()
                .filter(sourced -> sourced.isCalled(name))
                .map(Sourced::item)
                .distinct()
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new UnusableContent(
                422,
                found.isEmpty()
                        ? "no task that this vendor was given has an item of this name"
                        : found.size() + " items end in this name; say as much of the path as tells them apart");
    }

    private boolean isItem(String name) {
        return name.indexOf('#') < 0 && tasks.get(file.batch(), name).isPresent();
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

    private static List<String> items(byte[] taskFile) {
        List<String> items = new ArrayList<>();
        lines(taskFile).forEach(line -> items.add(task(line)));
        return items;
    }

    private Map<String, Set<Sourced>> sources() throws UnusableContent {
        Map<String, Set<Sourced>> sources = new HashMap<>();
        int all = 0;
        Iterator<ObjectInfo> files =
                bucket.list(Layout.outbox(file.vendor(), file.batch())).iterator();
        while (files.hasNext()) {
            Optional<byte[]> taskFile = bucket.read(files.next().key());
            for (JsonNode line : taskFile.map(OutboxItems::lines).orElse(List.of())) {
                if (++all > MOST) {
                    throw new UnusableContent(
                            422,
                            "more than " + MOST + " tasks were given to this vendor, so that names must be items' ids");
                }
                String address = address(line);
                String item = task(line);
                if (!item.isEmpty() && !address.isEmpty()) {
                    sources.computeIfAbsent(lastPart(address), part -> new HashSet<>(2))
                            .add(new Sourced(item, address));
                }
            }
        }
        return sources;
    }

    private static List<JsonNode> lines(byte[] taskFile) {
        return new String(taskFile, StandardCharsets.UTF_8)
                .lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Of a line in any vendor's form. */
    private static String task(JsonNode line) {
        return first(
                line.path("task"),
                line.path("labelmill-task"),
                line.path("data").path("labelmill_task"));
    }

    private static String address(JsonNode line) {
        return first(line.path("source-ref"), line.path("data").path("image"));
    }

    private static String first(JsonNode... values) {
        for (JsonNode value : values) {
            if (value.isTextual()) {
                return value.textValue();
            }
        }
        return "";
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
