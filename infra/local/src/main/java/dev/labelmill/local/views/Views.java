package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.objects.Layout;
import java.time.InstantSource;
import java.util.Optional;

/** Everything the page shows but its dashboards. Each view reads a bounded part of table, bucket or queues. */
public final class Views {

    private final BatchesView batches;
    private final BatchView batch;
    private final ItemsView items;
    private final ItemView item;
    private final AnnotatorsView annotators;
    private final RejectedView rejected;
    private final DeadLettersView deadLetters;
    private final LedgerView ledger;

    public Views(Premises premises, InstantSource clock) {
        UploadedBatches uploaded = new UploadedBatches(premises);
        batches = new BatchesView(premises, uploaded);
        batch = new BatchView(premises);
        items = new ItemsView(premises);
        item = new ItemView(premises);
        annotators = new AnnotatorsView(premises);
        rejected = new RejectedView(premises, uploaded, clock);
        deadLetters = new DeadLettersView(premises);
        ledger = new LedgerView(premises, uploaded);
    }

    /** All batches that were uploaded, running ones first. */
    public JsonNode batches() {
        return batches.json();
    }

    /** One batch: phase, funnel, money, quality; empty if there is none. */
    public Optional<JsonNode> batch(String id) {
        return valid(id).flatMap(batch::json);
    }

    /**
     * A page of a batch's items.
     *
     * @param show which ones, by {@link ItemFilter}'s names
     * @param from where to go on, as the page before says; empty for the beginning
     * @throws IllegalArgumentException if there is no such filter or place
     */
    public Optional<JsonNode> items(String id, String show, String from) {
        return valid(id).flatMap(known -> items.json(known, ItemFilter.named(show), from));
    }

    /** One item with all its labels; {@code at} is where its line lies, as pages of items say. */
    public Optional<JsonNode> item(String id, String at) {
        return valid(id).flatMap(known -> item.json(known, at));
    }

    /** An item's image; empty if it is none that is known to be safe to show. */
    public Optional<ItemImage> image(String id, String at) {
        return valid(id).flatMap(known -> item.image(known, at));
    }

    /** A batch's annotators. */
    public Optional<JsonNode> annotators(String id) {
        return valid(id).flatMap(annotators::json);
    }

    /** What could not be used on a day (ISO 8601, UTC); today if none is named. */
    public JsonNode rejected(Optional<String> day) {
        return rejected.json(day);
    }

    /** Tells intake of a batch's upload again; empty if its batch.json is not there. */
    public Optional<JsonNode> announce(String id) {
        return valid(id).flatMap(rejected::announce);
    }

    /** Messages that failed too often, by queue. */
    public JsonNode deadLetters() {
        return deadLetters.json();
    }

    /** Sends a queue's dead letters to it again; empty if there is no such queue. */
    public Optional<JsonNode> redrive(String queue) {
        return deadLetters.redrive(queue);
    }

    /** What every batch cost, by kind and function. */
    public JsonNode ledger() {
        return ledger.json();
    }

    private static Optional<String> valid(String id) {
        return Layout.BATCH_ID.matcher(id).matches() ? Optional.of(id) : Optional.empty();
    }
}
