package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;

/** What every batch cost, and all of them together, as the tallies have it. */
final class LedgerView {

    private final TallyStore tallies;
    private final UploadedBatches uploaded;

    LedgerView(Premises premises, UploadedBatches uploaded) {
        tallies = new TallyStore(premises.table());
        this.uploaded = uploaded;
    }

    JsonNode json() {
        UploadedBatches.Listing listing = uploaded.list();
        ObjectNode view = Json.object().put("isAll", listing.isAll());
        ArrayNode rows = view.putArray("batches");
        Counters all = new Counters();
        for (UploadedBatches.Uploaded batch : listing.batches()) {
            if (batch.accepted().isPresent()) {
                Counters totals = tallies.total(Keys.batchTally(batch.id()));
                all.addAll(totals);
                rows.addObject().put("id", batch.id()).set("money", Amounts.of(BatchFigures.of(totals)));
            }
        }
        view.set("money", Amounts.of(BatchFigures.of(all)));
        return view;
    }
}
