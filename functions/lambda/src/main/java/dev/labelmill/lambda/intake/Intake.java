package dev.labelmill.lambda.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.objects.UploadEvents;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.queue.QueueEvents;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.RejectedStore;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/** Makes batches of uploads. Whatever the event, it looks at the bucket and does the next thing that is due. */
public final class Intake implements Handler {

    /** How it begins to say that a file has not come yet, which is so of each until all are uploaded. */
    public static final String WAITING = "the batch waits for ";

    /** It stays on the batch row, and a row holds 400 KB. */
    private static final long MAX_SETTINGS_BYTES = 256 << 10;

    /** The account that money is charged to. */
    private static final String FUNCTION = "intake";

    private final Bucket bucket;
    private final BatchStore batches;
    private final ChunkStore chunks;
    private final Refusals refusals;
    private final Companions companions;
    private final Queue prelabelQueue;
    private final ModelAccess access;
    private final EventCounts events;
    private final Meter meter;
    private final InstantSource clock;

    public Intake(
            Bucket bucket,
            BatchStore batches,
            ChunkStore chunks,
            RejectedStore rejected,
            Queue prelabelQueue,
            ModelAccess access,
            boolean pretrained,
            EventCounts events,
            Meter meter,
            InstantSource clock) {
        this.bucket = bucket;
        this.batches = batches;
        this.chunks = chunks;
        this.refusals = new Refusals(rejected, events, clock);
        this.companions = new Companions(bucket, refusals, pretrained);
        this.prelabelQueue = prelabelQueue;
        this.access = access;
        this.events = events;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        if (QueueEvents.isQueueEvent(event)) {
            return QueueEvents.each(event, this::take);
        }
        take(event);
        return Json.object();
    }

    private void take(JsonNode notification) {
        if (notification.hasNonNull("complete")) {
            resume(notification.path("complete").asText());
            return;
        }
        for (String key : UploadEvents.keys(notification)) {
            Layout.upload(key).filter(upload -> !upload.path().endsWith("/")).ifPresent(this::take);
        }
    }

    private void take(Layout.Upload upload) {
        if (!Layout.BATCH_ID.matcher(upload.batch()).matches()) {
            refusals.add(
                    upload.batch(),
                    upload.path(),
                    "the batch folder's name must be 1 to 64 letters, digits, dots, dashes" + " or underscores");
            return;
        }
        Optional<Batch> running = batches.get(upload.batch());
        if (upload.path().equals(Layout.CANCEL)) {
            running.ifPresent(this::cancel);
        } else if (upload.path().equals(Layout.RESCORE)) {
            running.ifPresent(new Rescoring(bucket, batches, chunks, refusals, clock)::again);
        } else if (running.isPresent() && running.get().phase() != Phase.RECEIVED) {
            refuseOtherManifest(running.get(), upload.path());
        } else if (!upload.path().startsWith("items/")) {
            begin(upload.batch());
        }
    }

    /** What advance asks for: one more try, and the last for a batch that should have been cut long ago. */
    private void resume(String id) {
        begin(id);
        batches.get(id)
                .filter(batch -> batch.isStranded(clock.instant()))
                .ifPresent(batch -> fail(
                        batch,
                        "the manifest, batch.json or a file that it names was replaced or deleted before the manifest"
                                + " was cut; upload them as a batch of another name"));
    }

    private void cancel(Batch batch) {
        batches.update(batch.id(), b -> b.phase().isFinal() ? b : b.enter(Phase.CANCELLED, clock.instant()));
    }

    private void refuseOtherManifest(Batch batch, String path) {
        if (!path.startsWith("manifest.jsonl")) {
            return;
        }
        Optional<ObjectInfo> manifest = bucket.head(Layout.uploads(batch.id()) + path);
        if (manifest.isPresent() && !manifest.get().etag().equals(batch.sourceEtag())) {
            refusals.add(
                    batch.settings(),
                    path + "-" + manifest.get().etag(),
                    "batch \"" + batch.id() + "\" has been accepted with another " + path
                            + "; upload this one as a batch of another name");
        }
    }

    /** Starts a batch if everything it names is there; goes on where an earlier attempt stopped. */
    private void begin(String id) {
        if (bucket.head(Layout.uploads(id) + Layout.CANCEL).isPresent()) {
            batches.get(id).ifPresentOrElse(this::cancel, () -> refuseCancelled(id));
            return;
        }
        Optional<byte[]> text = settingsText(id);
        if (text.isEmpty()) {
            return;
        }
        Optional<BatchSettings> settings = settings(id, text.get());
        if (settings.isEmpty() || !companions.areThere(settings.get())) {
            return;
        }
        Optional<Source> source = source(settings.get());
        if (source.isEmpty()) {
            openForItems(settings.get(), text.get());
            return;
        }
        Batch batch = batches.get(id)
                .orElseGet(
                        () -> receive(settings.get(), text.get(), source.get().etag()));
        boolean other = !batch.sourceEtag().isEmpty()
                && !batch.sourceEtag().equals(source.get().etag());
        if (other) {
            refusals.add(
                    settings.get(),
                    "manifest-" + source.get().etag(),
                    "the batch has been accepted with another manifest;"
                            + " upload this one as a batch of another name");
        } else if (bucket.head(Layout.uploads(id) + Layout.CANCEL).isPresent()) {
            cancel(batch);
        } else if (batch.phase() == Phase.RECEIVED) {
            cut(batch, source.get());
        }
    }

    private void refuseCancelled(String id) {
        refusals.add(id, Layout.CANCEL, "the batch was cancelled before it began; upload it under another name");
    }

    private Optional<byte[]> settingsText(String id) {
        Optional<ObjectInfo> object = bucket.head(Layout.uploads(id) + "batch.json");
        if (object.isEmpty()) {
            refusals.add(id, "batch.json", WAITING + "batch.json: upload it to " + Layout.uploads(id));
            return Optional.empty();
        }
        if (object.get().size() > MAX_SETTINGS_BYTES) {
            refusals.add(id, "batch.json", "batch.json is larger than 256 KiB; longer rules go into a rulesFile");
            return Optional.empty();
        }
        return bucket.read(object.get().key());
    }

    private Optional<BatchSettings> settings(String id, byte[] text) {
        try {
            BatchSettings settings = BatchSettingsReader.read(id, text);
            if (settings.prelabel() instanceof PrelabelSettings.Hosted asked) {
                access.admit(asked.hosted());
            }
            return Optional.of(settings);
        } catch (IllegalArgumentException e) {
            refusals.add(id, "batch.json", "batch.json: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What the items come from, once it is complete. */
    private Optional<Source> source(BatchSettings settings) {
        String folder = Layout.uploads(settings.batch());
        Optional<Source> manifest = bucket.head(folder + "manifest.jsonl").map(Source.Plain::new);
        if (manifest.isEmpty()) {
            manifest = bucket.head(folder + "manifest.jsonl.gz").map(Source.Gzip::new);
        }
        if (manifest.isPresent()) {
            return manifest;
        }
        boolean complete = bucket.head(folder + Layout.COMPLETE).isPresent() || hasExpectedItems(settings);
        return complete ? Optional.of(new Source.Listing()) : Optional.empty();
    }

    private boolean hasExpectedItems(BatchSettings settings) {
        if (settings.expectedItems().isEmpty()) {
            return false;
        }
        long expected = settings.expectedItems().getAsLong();
        return bucket.list(Layout.items(settings.batch()))
                        .filter(o -> !o.key().endsWith("/"))
                        .limit(expected)
                        .count()
                == expected;
    }

    /** A batch of single objects is active while they arrive, so that {@code advance} looks whether all are there. */
    private void openForItems(BatchSettings settings, byte[] text) {
        if (settings.expectedItems().isPresent()
                && batches.get(settings.batch()).isEmpty()) {
            receive(settings, text, "");
        }
    }

    private Batch receive(BatchSettings settings, byte[] text, String etag) {
        Batch batch = Batch.received(settings, new String(text, StandardCharsets.UTF_8), etag, clock.instant());
        for (String remark : new Eligibility(settings).remarks()) {
            batch = batch.notingToo(remark, remark);
        }
        batches.insert(batch);
        return batches.get(settings.batch()).orElseThrow();
    }

    private void cut(Batch batch, Source source) {
        List<Chunk> cut;
        try {
            cut = new Cutter(bucket).cut(batch, source);
        } catch (ContentChanged | IllegalArgumentException e) {
            fail(batch, e.getMessage());
            return;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ZipException || e.getCause() instanceof EOFException) {
                fail(batch, "manifest.jsonl.gz is not a whole gzip file");
                return;
            }
            throw e;
        }
        if (cut.isEmpty()) {
            fail(batch, "the manifest has no items");
            return;
        }
        chunks.cut(cut);
        prelabelQueue.send(cut.stream()
                .map(c -> new ChunkMessage(batch.id(), c.number(), 0, ChunkMessage.Step.SCORE).toJson())
                .toList());
        boolean begun = meter.charge(
                FUNCTION,
                spent -> batches.update(
                        batch.id(),
                        b -> b.phase() == Phase.RECEIVED
                                ? b.cutInto(cut.size(), source.etag())
                                        .enter(Phase.SCORING, clock.instant())
                                        .spend(spent)
                                : b));
        events.add(batch.settings().project(), Metric.INTAKE_BATCHES, begun ? 1 : 0);
    }

    private void fail(Batch batch, String reason) {
        refusals.add(batch.settings(), "manifest", reason);
        batches.update(
                batch.id(),
                b -> b.phase() == Phase.RECEIVED ? b.noting(reason).enter(Phase.FAILED, clock.instant()) : b);
    }
}
