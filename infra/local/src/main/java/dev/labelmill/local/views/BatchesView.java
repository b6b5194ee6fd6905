package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.local.views.UploadedBatches.Uploaded;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** All batches: those that run, those that are not accepted, those that are over; of each kind the newest first. */
final class BatchesView {

    private static final int RUNNING = 0;
    private static final int NOT_ACCEPTED = 1;
    private static final int OVER = 2;

    private final TallyStore tallies;
    private final UploadedBatches uploaded;

    BatchesView(Premises premises, UploadedBatches uploaded) {
        tallies = new TallyStore(premises.table());
        this.uploaded = uploaded;
    }

    JsonNode json() {
        UploadedBatches.Listing listing = uploaded.list();
        List<Uploaded> sorted = listing.batches().stream().sorted(order()).toList();
        ObjectNode view = Json.object().put("isAll", listing.isAll());
        ArrayNode rows = view.putArray("batches");
        sorted.forEach(batch -> rows.add(row(batch)));
        return view;
    }

    private ObjectNode row(Uploaded uploaded) {
        ObjectNode row = Json.object().put("id", uploaded.id());
        uploaded.accepted().ifPresent(batch -> describe(batch, row));
        return row;
    }

    private void describe(Batch batch, ObjectNode row) {
        BatchFigures figures = BatchFigures.of(tallies.total(Keys.batchTally(batch.id())));
        row.put("project", batch.settings().project())
                .put("kind", batch.settings().labelType().kind())
                .put("phase", batch.phase().name())
                .put("createdAt", batch.createdAt().toString())
                .put("note", batch.note())
                .put("items", figures.items())
                .put("rejected", figures.rejected())
                .put("autoAccepted", figures.autoAccepted())
                .put("people", figures.asked())
                .put("resolved", figures.resolved())
                .put("gold", figures.gold())
                .put("waiting", figures.waiting())
                .put("labels", figures.labels())
                .put("total", Amounts.dollars(figures.totalNanos()));
    }

    static Comparator<Uploaded> order() {
        return Comparator.comparing(BatchesView::rank)
                .thenComparing(Comparator.comparing(BatchesView::created).reversed());
    }

    private static int rank(Uploaded batch) {
        return batch.accepted()
                .map(row -> row.phase().isFinal() ? OVER : RUNNING)
                .orElse(NOT_ACCEPTED);
    }

    private static Instant created(Uploaded batch) {
        return batch.accepted().map(Batch::createdAt).orElse(Instant.MAX);
    }
}
