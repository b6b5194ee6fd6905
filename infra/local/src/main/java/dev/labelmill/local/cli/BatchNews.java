package dev.labelmill.local.cli;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Tells of batches that were taken which lines of theirs are not used, where their first tasks are, what is remarked of them, and
 * what they came to.
 * Each look reads one row of each batch that is not over, and the bucket only when there is something to tell.
 */
final class BatchNews {

    private static final String LABELS = "labels.jsonl";
    private static final Set<Phase> READING = Set.of(Phase.RECEIVED, Phase.SCORING, Phase.ROUTING);

    private final Bucket bucket;
    private final BatchStore batches;
    private final ChunkStore chunks;
    private final Places places;
    private final Consumer<String> out;

    /** Keys of task files that were written and are not told yet. */
    private final Queue<String> written = new ConcurrentLinkedQueue<>();

    private final Set<String> followed = new TreeSet<>();
    private final Set<String> told = new HashSet<>();

    /** @param out takes a line at a time */
    BatchNews(Bucket bucket, Table table, Places places, Consumer<String> out) {
        this.bucket = bucket;
        this.places = places;
        this.out = out;
        batches = new BatchStore(table);
        chunks = new ChunkStore(table);
    }

    /** Tells that a batch is taken, once, and what becomes of it from now on. */
    void follow(String batch) {
        followed.add(batch);
        once(batch, "Batch " + batch + " is taken; how far it is: " + places.page(batch));
    }

    /** Notes that an object was written, whatever it is. */
    void written(String key) {
        if (Layout.taskFile(key).isPresent()) {
            written.add(key);
        }
    }

    /** Tells what is not told yet. */
    void tell() {
        for (String key = written.poll(); key != null; key = written.poll()) {
            tellTasks(key, Layout.taskFile(key).orElseThrow());
        }
        followed.removeIf(batch -> batches.get(batch).map(this::tell).orElse(false));
    }

    /** Returns whether nothing happens to the batch any more. */
    private boolean tell(Batch batch) {
        boolean isOver = batch.phase().isFinal();
        // A batch that learns in rounds reads its manifest again and again, and finds the same lines each time.
        if (isOver || (!READING.contains(batch.phase()) && told.add(batch.id() + " is read"))) {
            tellRejected(batch.id());
        }
        if (!isOver || batch.phase() == Phase.DONE) {
            batch.remarks()
                    .forEach(remark -> once(batch.id() + " " + remark, "Batch " + batch.id() + ": " + remark + "."));
        }
        if (isOver) {
            // One that is scored again ends again.
            once(batch.id() + " " + batch.phaseSince(), end(batch));
        }
        return isOver;
    }

    /** The others lie beside the first. Of a vendor with an API the files are what was sent to that. */
    private void tellTasks(String key, Layout.TaskFile tasks) {
        String about = tasks.batch() + " tasks " + tasks.vendor();
        if (told.contains(about) || !isFetchedBy(tasks)) {
            return;
        }
        once(
                about,
                "First tasks of batch " + tasks.batch() + " for " + tasks.vendor() + ": " + places.object(key)
                        + "; its labels go to " + places.webhook(tasks.vendor()));
    }

    private boolean isFetchedBy(Layout.TaskFile tasks) {
        return batches.get(tasks.batch()).stream()
                .flatMap(batch -> batch.settings().vendors().stream())
                .anyMatch(vendor -> vendor.name().equals(tasks.vendor())
                        && vendor.delivery().way() == Delivery.Way.OUTBOX);
    }

    private void tellRejected(String batch) {
        long lines = chunks.of(batch).stream().mapToLong(Chunk::rejected).sum();
        List<String> files = keys(Layout.rejected(batch));
        List<String> ofLines = files.stream().filter(key -> !isOfPrelabels(key)).toList();
        List<String> ofPrelabels =
                files.stream().filter(BatchNews::isOfPrelabels).toList();
        if (lines > 0 && !ofLines.isEmpty()) {
            String are = lines == 1 ? " is" : " are";
            once(
                    batch + " lines " + lines,
                    "Of batch " + batch + " " + count(lines, "line") + " of the manifest" + are + " rejected"
                            + why(ofLines));
        }
        if (!ofPrelabels.isEmpty()) {
            once(
                    batch + " prelabels",
                    "Of batch " + batch + " some pre-labels are not used, and people label their items"
                            + why(ofPrelabels));
        }
    }

    private String why(List<String> files) {
        String others = files.size() == 1 ? "" : " (and " + (files.size() - 1) + " more beside it)";
        return "; where and why: " + places.object(files.get(0)) + others + " or " + places.rejected();
    }

    private static boolean isOfPrelabels(String key) {
        return RejectedLines.isOfPrelabels(key.substring(key.lastIndexOf('/') + 1));
    }

    private String end(Batch batch) {
        String place = places.page(batch.id());
        if (batch.phase() != Phase.DONE) {
            return BatchWatch.misfortune(batch.id(), batch.phase(), batch.note()) + "; its page: " + place;
        }
        String folder = Layout.result(batch.id(), "");
        List<String> others = keys(folder).stream()
                .map(key -> key.substring(folder.length()))
                .filter(name -> !name.equals(LABELS))
                .toList();
        return "Batch " + batch.id() + " is done: " + figures(report(batch.id())) + ". Final labels: "
                + places.object(folder + LABELS) + " (beside it " + String.join(", ", others) + "), page: " + place;
    }

    private Report report(String batch) {
        return new Report(
                Json.parse(bucket.read(Layout.result(batch, Report.FILE)).orElseThrow()));
    }

    /** How much was labelled, by how many labels. */
    static String figures(Report report) {
        String unlabelled = report.unlabelled() == 0
                ? ""
                : String.format(Locale.ROOT, " (%,d of them without a label)", report.unlabelled());
        return count(report.items(), "item") + unlabelled + ", " + count(report.labels(), "label") + " given";
    }

    private static String count(long number, String of) {
        return String.format(Locale.ROOT, "%,d %s%s", number, of, number == 1 ? "" : "s");
    }

    private List<String> keys(String prefix) {
        return bucket.list(prefix).map(object -> object.key()).toList();
    }

    private void once(String about, String line) {
        if (told.add(about)) {
            out.accept(line);
        }
    }
}
