package dev.labelmill.local.cli;

import dev.labelmill.emulators.ObjectListener;
import dev.labelmill.lambda.intake.Intake;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Tells whoever uploads batches which of them are taken and what becomes of these, and why others are not. */
final class UploadWatch implements ObjectListener {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Longer than intake takes, with a queue before it and a start. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Whoever uploads file after file has uploaded all by then. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private static final String WITHOUT_ITEMS = " without items";

    /** When something of a batch was uploaded first and last. */
    private record Uploads(Instant first, Instant last) {}

    private final Bucket bucket;
    private final BatchStore batches;
    private final RejectedStore rejected;
    private final BatchNews news;
    private final Consumer<String> out;
    private final InstantSource clock;

    private final Map<String, Uploads> uploads = new ConcurrentHashMap<>();

    private final Set<String> told = new HashSet<>();

    /** @param out takes a line at a time */
    UploadWatch(Bucket bucket, Table table, Places places, Consumer<String> out, InstantSource clock) {
        this.bucket = bucket;
        this.out = out;
        news = new BatchNews(bucket, table, places, out);
        this.clock = clock;
        batches = new BatchStore(table);
        rejected = new RejectedStore(table);
    }

    @Override
    public void changed(String eventName, String changedBucket, String key, long size, String etag) {
        if (changedBucket.equals(bucket.name())) {
            news.written(key);
            Layout.upload(key).ifPresent(upload -> {
                Instant now = clock.instant();
                uploads.merge(upload.batch(), new Uploads(now, now), (known, last) -> new Uploads(known.first(), now));
            });
        }
    }

    /** Looks again and again, until its thread is interrupted. */
    void tellForEver() throws InterruptedException {
        while (true) {
            tell();
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** Tells what is not told yet. */
    void tell() {
        Instant now = clock.instant();
        uploads.forEach((batch, of) -> {
            boolean isTaken = batches.get(batch).isPresent();
            Stream.of(day(of.first()), day(now))
                    .distinct()
                    .flatMap(day -> rejected.of("batch/" + batch, day).stream())
                    .filter(rejection -> !rejection.at().isBefore(of.first()))
                    // What a batch waited for has come.
                    .filter(rejection -> !(isTaken && isWaiting(rejection)))
                    .filter(rejection -> told.add(batch + " " + rejection.id()))
                    .forEach(rejection -> out.accept(opening(batch, rejection, isTaken) + rejection.reason() + "."));
            if (isTaken) {
                news.follow(batch);
            } else if (of.last().plus(SETTLED).isBefore(now)) {
                tellIfItemsLack(batch);
            }
            if (of.last().plus(PATIENCE).isBefore(now)) {
                uploads.remove(batch, of);
            }
        });
        news.tell();
    }

    /** Whoever has no items yet may be about to upload them, so intake calls that no mistake. */
    private void tellIfItemsLack(String batch) {
        if (told.contains(batch + WITHOUT_ITEMS) || !isThere(batch, "batch.json")) {
            return;
        }
        if (Stream.of("manifest.jsonl", "manifest.jsonl.gz", Layout.COMPLETE).noneMatch(file -> isThere(batch, file))) {
            told.add(batch + WITHOUT_ITEMS);
            out.accept("Batch " + batch + " is not taken yet: " + Intake.WAITING + "manifest.jsonl, or for "
                    + Layout.COMPLETE + " where its items are single objects: upload it to " + Layout.uploads(batch)
                    + ".");
        }
    }

    private boolean isThere(String batch, String file) {
        return bucket.head(Layout.uploads(batch) + file).isPresent();
    }

    private static String opening(String batch, Rejection rejection, boolean isTaken) {
        if (isTaken) {
            return "Of batch " + batch + " something is not taken: ";
        }
        return "Batch " + batch + (isWaiting(rejection) ? " is not taken yet: " : " is not taken: ");
    }

    private static boolean isWaiting(Rejection rejection) {
        return rejection.reason().startsWith(Intake.WAITING);
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
