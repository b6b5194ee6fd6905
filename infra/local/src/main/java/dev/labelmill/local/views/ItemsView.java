package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.TaskStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Pages of a batch's items. A request looks at some hundreds of items at most, however few of them are wanted. */
final class ItemsView {

    /** Items on a page. */
    static final int PAGE = 25;

    private static final int BLOCK = 50;
    private static final int MOST_SEEN = 500;

    private final Premises premises;
    private final BatchStore batches;
    private final TaskStore tasks;
    private final ItemLine lines;

    ItemsView(Premises premises) {
        this.premises = premises;
        batches = new BatchStore(premises.table());
        tasks = new TaskStore(premises.table());
        lines = new ItemLine(premises);
    }

    Optional<JsonNode> json(String id, ItemFilter filter, String from) {
        return batches.get(id).map(batch -> page(batch, filter, from));
    }

    private JsonNode page(Batch batch, ItemFilter filter, String from) {
        Page page = new Page(batch, filter);
        try (ItemSource source = source(batch, from)) {
            List<ItemSource.Found> block = source.read(filter == ItemFilter.ALL ? PAGE : BLOCK);
            while (!block.isEmpty()) {
                page.take(block);
                block = page.isOver() ? List.of() : source.read(BLOCK);
            }
            return page.json(source);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A page that fills up. */
    private final class Page {

        private final Batch batch;
        private final ItemFilter filter;
        private final ItemForm form;
        private final ArrayNode items = Json.MAPPER.createArrayNode();
        private int seen;
        private Optional<String> next = Optional.empty();

        Page(Batch batch, ItemFilter filter) {
            this.batch = batch;
            this.filter = filter;
            form = new ItemForm(batch.settings().labelType());
        }

        /** Takes the wanted ones of a block, until the page is full. */
        void take(List<ItemSource.Found> block) {
            Map<String, Task> known = tasks(batch, block);
            for (ItemSource.Found found : block) {
                if (items.size() == PAGE) {
                    return;
                }
                seen++;
                next = Optional.of(found.next());
                SeenItem item = seen(found, known);
                if (filter.takes(item)) {
                    items.add(form.row(item, line(found)));
                }
            }
        }

        boolean isOver() {
            return items.size() == PAGE || seen >= MOST_SEEN;
        }

        /** With where to go on, unless {@code source} is at its end and so is the page. */
        ObjectNode json(ItemSource source) {
            ObjectNode view = Json.object();
            view.set("items", items);
            view.put("seen", seen);
            String goOn = items.size() == PAGE ? next.orElseThrow() : source.resumeAt();
            return source.isAtEnd() && goOn.equals(source.resumeAt()) ? view : view.put("next", goOn);
        }

        private JsonNode line(ItemSource.Found found) {
            return found.line()
                    .orElseGet(() -> lines.read(batch.id(), found.at()).orElseGet(Json::object));
        }
    }

    private ItemSource source(Batch batch, String from) {
        Optional<ObjectInfo> results =
                batch.phase() == Phase.DONE ? premises.bucket().head(ResultItems.key(batch.id())) : Optional.empty();
        return results.isPresent()
                ? new ResultItems(premises.bucket(), results.get(), from)
                : new ScoredItems(premises, batch, from);
    }

    private Map<String, Task> tasks(Batch batch, List<ItemSource.Found> block) {
        List<String> ids = block.stream().map(ItemSource.Found::id).distinct().toList();
        return tasks.getAll(batch.id(), ids).stream().collect(Collectors.toMap(Task::item, Function.identity()));
    }

    private static SeenItem seen(ItemSource.Found found, Map<String, Task> tasks) {
        return new SeenItem(
                found.id(),
                found.at(),
                found.standing(),
                found.guess(),
                Optional.ofNullable(tasks.get(found.id())),
                found.line().flatMap(FinalAnswer::in));
    }
}
