package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.prelabel.Content;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.task.Label;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ValueForm;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.prelabel.Item;
import dev.labelmill.lambda.prelabel.ItemContent;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.TaskStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** One item: what it is, and who said what about it. */
final class ItemView {

    private static final int MAX_CHARACTERS = 20_000;
    private static final int MILLI_DIGITS = 3;

    private final Bucket bucket;
    private final BatchStore batches;
    private final ChunkStore chunks;
    private final TaskStore tasks;
    private final LabelStore labels;
    private final ItemLine lines;
    private final ItemContent contents;

    ItemView(Premises premises) {
        bucket = premises.bucket();
        batches = new BatchStore(premises.table());
        chunks = new ChunkStore(premises.table());
        tasks = new TaskStore(premises.table());
        labels = new LabelStore(premises.table());
        lines = new ItemLine(premises);
        contents = new ItemContent(premises.s3());
    }

    Optional<JsonNode> json(String id, String at) {
        LineAt place = LineAt.parse(at);
        return batches.get(id).flatMap(batch -> lines.read(id, place).map(line -> view(batch, place, line)));
    }

    Optional<ItemImage> image(String id, String at) {
        return lines.read(id, LineAt.parse(at)).flatMap(this::image);
    }

    private Optional<ItemImage> image(JsonNode line) {
        try {
            return contents.of(item(line)) instanceof Content.Bytes bytes
                    ? ItemImage.of(bytes.data())
                    : Optional.empty();
        } catch (UnusableContent none) {
            return Optional.empty();
        }
    }

    private ObjectNode view(Batch batch, LineAt at, JsonNode line) {
        String item = line.path("id").asText();
        SeenItem seen = new SeenItem(
                item, at, standing(batch, at), Optional.empty(), tasks.get(batch.id(), item), FinalAnswer.in(line));
        ObjectNode view = new ItemForm(batch.settings().labelType()).row(seen, line);
        describe(line, view);
        ArrayNode given = view.putArray("given");
        labels.of(batch.id(), item).forEach(label -> given.add(given(batch, label)));
        return view;
    }

    private Standing standing(Batch batch, LineAt at) {
        if (at.isInResults()) {
            return Standing.ACCEPTED;
        }
        try {
            Optional<Chunk> chunk = chunks.get(batch.id(), at.chunk());
            return chunk.isPresent() ? Standings.of(bucket, batch, chunk.get()).at(at.offset()) : Standing.UNROUTED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void describe(JsonNode line, ObjectNode view) {
        ObjectNode content = (ObjectNode) view.path("content");
        try {
            Content found = contents.of(item(line));
            if (found instanceof Content.Text text) {
                boolean cut = text.text().length() > MAX_CHARACTERS;
                content.put("kind", "text")
                        .put("text", cut ? text.text().substring(0, MAX_CHARACTERS) : text.text())
                        .put("cut", cut);
            } else if (found instanceof Content.Bytes bytes) {
                boolean isShown = ItemImage.of(bytes.data()).isPresent();
                content.put("kind", isShown ? "image" : "other").put("bytes", bytes.data().length);
            }
        } catch (UnusableContent unusable) {
            content.put("problem", unusable.getMessage());
        }
    }

    private static ObjectNode given(Batch batch, Label label) {
        ObjectNode given = Json.object()
                .put("vendor", label.vendor())
                .put("annotator", label.annotator())
                .put("purpose", label.purpose().name().toLowerCase(Locale.ROOT))
                .put("revision", label.revision())
                .put("dollars", Amounts.dollars(label.priceNanos()));
        if (label.millis() > 0) {
            given.put("seconds", BigDecimal.valueOf(label.millis(), MILLI_DIGITS));
        }
        label.value()
                .ifPresent(value ->
                        given.set("label", ValueForm.write(batch.settings().labelType(), value)));
        return given;
    }

    private static Item item(JsonNode line) {
        return new Item(text(line, "id"), text(line, "source"), text(line, "source-ref"));
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).textValue();
    }
}
