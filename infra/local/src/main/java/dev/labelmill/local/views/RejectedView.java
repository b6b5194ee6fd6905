package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.local.views.UploadedBatches.Uploaded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What could not be used, and why: rejections of a day by source, and the rejected lines of each batch. */
final class RejectedView {

    /** Shown of a source on a day, the newest first. */
    private static final int MOST = 100;

    /** Read of a source on a day. */
    private static final int MOST_READ = 1_000;

    private static final int MOST_FILES = 20;
    private static final String BATCH = "batch/";

    /** What is rejected before it is known whose it is or what batch it is for. */
    private static final List<String> OF_NOBODY = List.of("webhook-refused", "returns", "score/?", "tally/?");

    private static final List<String> OF_BATCH = List.of(BATCH, "score/", "tally/");
    private static final List<String> OF_VENDOR = List.of("webhook/", "returns/", "collect/", "push/");

    private final Premises premises;
    private final UploadedBatches uploaded;
    private final RejectedStore rejected;
    private final InstantSource clock;

    RejectedView(Premises premises, UploadedBatches uploaded, InstantSource clock) {
        this.premises = premises;
        this.uploaded = uploaded;
        this.clock = clock;
        rejected = new RejectedStore(premises.table());
    }

    JsonNode json(Optional<String> day) {
        LocalDate chosen = day.map(RejectedView::day)
                .orElseGet(() -> clock.instant().atZone(ZoneOffset.UTC).toLocalDate());
        UploadedBatches.Listing listing = uploaded.list();
        List<Uploaded> batches = listing.batches();
        ObjectNode view = Json.object().put("day", chosen.toString()).put("isAll", listing.isAll());
        ArrayNode sources = view.putArray("sources");
        for (String source : sources(batches)) {
            List<Rejection> found = rejected.of(source, chosen, MOST_READ);
            if (!found.isEmpty()) {
                sources.add(source(source, found, accepted(source, batches)));
            }
        }
        ArrayNode files = view.putArray("lines");
        batches.forEach(batch -> lines(batch.id(), files));
        return view;
    }

    /**
     * Tells intake of a batch's batch.json again, as if it had just been uploaded. What intake has accepted already it
     * leaves as it is.
     */
    Optional<JsonNode> announce(String batch) {
        String key = Layout.uploads(batch) + "batch.json";
        return premises.bucket().head(key).map(object -> {
            premises.uploads().changed("ObjectCreated:Put", premises.bucketName(), key, object.size(), object.etag());
            return Json.object().put("sent", 1);
        });
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException("day must be a date such as 2026-11-24.", none);
        }
    }

    /** Who may have something rejected: batches, what works on them, and their vendors. */
    static Set<String> sources(List<Uploaded> batches) {
        Set<String> sources = new TreeSet<>(OF_NOBODY);
        for (Uploaded batch : batches) {
            OF_BATCH.forEach(kind -> sources.add(kind + batch.id()));
            batch.accepted().stream()
                    .flatMap(row -> row.settings().vendors().stream())
                    .map(Vendor::name)
                    .forEach(vendor -> OF_VENDOR.forEach(kind -> sources.add(kind + vendor)));
        }
        return sources;
    }

    /** When the batch of these uploads was accepted; empty if it is not, or the source is no batch's uploads. */
    private static Optional<Instant> accepted(String source, List<Uploaded> batches) {
        return batches.stream()
                .filter(batch -> source.equals(BATCH + batch.id()))
                .flatMap(batch -> batch.accepted().stream())
                .map(Batch::createdAt)
                .findFirst();
    }

    /**
     * A source with what was rejected of it.
     *
     * @param accepted when its uploads became a batch: what was wrong with them before has been mended
     */
    static ObjectNode source(String name, List<Rejection> found, Optional<Instant> accepted) {
        ObjectNode source = Json.object().put("source", name).put("isAll", found.size() <= MOST);
        if (name.startsWith(BATCH) && accepted.isEmpty()) {
            source.put("announce", name.substring(BATCH.length()));
        }
        ArrayNode rows = source.putArray("rejections");
        newestFirst(found)
                .forEach(rejection -> rows.addObject()
                        .put("at", rejection.at().toString())
                        .put("id", rejection.id())
                        .put("reason", rejection.reason())
                        .put("content", rejection.content())
                        .put(
                                "mended",
                                accepted.filter(at -> !rejection.at().isAfter(at))
                                        .isPresent()));
        return source;
    }

    /** The newest of them; what came at the same time in the order of its id. */
    static List<Rejection> newestFirst(List<Rejection> found) {
        return found.stream()
                .sorted(Comparator.comparing(Rejection::at).reversed().thenComparing(Rejection::id))
                .limit(MOST)
                .toList();
    }

    private void lines(String batch, ArrayNode files) {
        Bucket bucket = premises.bucket();
        List<ObjectInfo> found =
                bucket.list(Layout.rejected(batch)).limit(MOST_FILES).toList();
        if (found.isEmpty()) {
            return;
        }
        ObjectNode view = files.addObject().put("batch", batch);
        ArrayNode rows = view.putArray("lines");
        for (ObjectInfo file : found) {
            if (rows.size() < MOST) {
                read(bucket, file.key(), rows);
            }
        }
        view.put("isAll", rows.size() < MOST && found.size() < MOST_FILES);
    }

    private static void read(Bucket bucket, String key, ArrayNode rows) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(bucket.open(key), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && rows.size() < MOST; line = lines.readLine()) {
                rows.add(Json.parse(line.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
