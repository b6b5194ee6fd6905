package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Duplicates;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.prelabel.Detector;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.Labeler;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.sampling.LabelledSoFar;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.prelabel.AnswerPage.Reading;
import dev.labelmill.lambda.prelabel.hosted.AskingTime;
import dev.labelmill.lambda.prelabel.hosted.HostedLabeler;
import dev.labelmill.lambda.prelabel.hosted.ModelClients;
import dev.labelmill.lambda.prelabel.hosted.ModelUnavailable;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.QueueEvents;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.TaskStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Does the step a chunk message asks for, unless the chunk is past it already. */
public final class Prelabeling implements Handler {

    /** The account that money is charged to. */
    static final String FUNCTION = "prelabel";

    private final Bucket bucket;
    private final ItemContent contents;
    private final BatchStore batches;
    private final ChunkStore chunks;
    private final TaskStore tasks;
    private final RejectedStore rejected;
    private final ModelAccess access;
    private final ModelClients models;
    private final Embedders embedders;
    private final EventCounts events;
    private final Meter meter;
    private final Duration timeout;
    private final InstantSource clock;
    private Loaded loaded;

    /** @param timeout after which an invocation is stopped */
    public Prelabeling(
            Bucket bucket,
            ItemContent contents,
            BatchStore batches,
            ChunkStore chunks,
            TaskStore tasks,
            RejectedStore rejected,
            ModelAccess access,
            ModelClients models,
            Embedders embedders,
            EventCounts events,
            Meter meter,
            Duration timeout,
            InstantSource clock) {
        this.bucket = bucket;
        this.contents = contents;
        this.batches = batches;
        this.chunks = chunks;
        this.tasks = tasks;
        this.rejected = rejected;
        this.access = access;
        this.models = models;
        this.embedders = embedders;
        this.events = events;
        this.meter = meter;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** What one environment keeps of the batch it works on. */
    private record Loaded(
            String batch,
            String model,
            Optional<Labeler> labeler,
            Optional<Hosted> hosted,
            Optional<Detector> detector,
            Optional<LinearLabeler> head,
            Optional<LabelledSoFar> labelled,
            Optional<Features> compared,
            GoldAnswers gold) {}

    /** A hosted model, and what is known of its answers. */
    private record Hosted(HostedLabeler labeler, ModelTrial trial) {}

    @Override
    public JsonNode handle(JsonNode event) {
        AskingTime time = AskingTime.begin(clock, timeout);
        return QueueEvents.each(event, body -> take(ChunkMessage.read(body), time));
    }

    private void take(ChunkMessage message, AskingTime time) {
        Optional<Batch> batch =
                batches.get(message.batch()).filter(b -> !b.phase().isFinal());
        if (batch.isEmpty()) {
            return;
        }
        try {
            step(batch.get(), message, time);
        } catch (ContentChanged | IllegalArgumentException e) {
            fail(batch.get(), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void step(Batch batch, ChunkMessage message, AskingTime time) throws IOException {
        switch (message.step()) {
            case SCORE -> score(batch, message, time);
            case DUPLICATES -> findDuplicates(batch);
            case ROUTE -> route(batch, message);
            default -> throw new IllegalStateException(message.step() + " is not a step of prelabel");
        }
    }

    private void score(Batch batch, ChunkMessage message, AskingTime time) throws IOException {
        Chunk chunk = chunks.get(batch.id(), message.chunk()).orElseThrow();
        if (message.round() != batch.round() || !chunk.awaitsScores(batch.round())) {
            return;
        }
        if (chunk.state() == Chunk.State.ROUTED) {
            Loaded with = load(batch);
            store(chunk, new RescorePass(bucket, contents, tasks, with.head(), with.labelled(), batch).run(chunk));
            return;
        }
        Optional<Hosted> hosted = load(batch).hosted();
        if (hosted.isEmpty()) {
            score(batch, chunk, Map.of());
            return;
        }
        Optional<AskedChunk> asked = AskedChunk.take(chunks, meter, chunk, clock.instant(), time.end());
        if (asked.isPresent()) {
            ask(batch, hosted.get(), asked.get(), time);
        }
    }

    /** What is left over comes again when {@code advance} asks for chunks that are due, every few minutes. */
    private void ask(Batch batch, Hosted hosted, AskedChunk asked, AskingTime time) throws IOException {
        HostedPass pass = new HostedPass(
                bucket, batches, contents, hosted.labeler(), hosted.trial(), asked, time, batch.settings());
        Optional<Map<Long, Reading>> readings;
        try {
            readings = pass.run();
        } catch (ModelUnavailable later) {
            asked.leave();
            throw later;
        }
        if (readings.isPresent()) {
            score(batch, asked.row(), readings.get());
        } else {
            asked.leave();
        }
    }

    private void score(Batch batch, Chunk chunk, Map<Long, Reading> readings) throws IOException {
        Loaded with = load(batch);
        if (chunk.number() == 0 && with.compared().isEmpty()) {
            // No batch goes on without its chunk 0, so that none pays for labels that no head can learn from.
            new Labelers(bucket, embedders).weighed(batch.settings());
        }
        Chunk scored = new ScorePass(
                        bucket,
                        contents,
                        with.labeler(),
                        readings,
                        with.detector(),
                        with.compared(),
                        with.gold(),
                        batch)
                .run(chunk);
        if (store(chunk, scored)) {
            String project = batch.settings().project();
            events.add(project, Metric.PRELABEL_ITEMS, scored.items());
            events.add(project, Metric.PRELABEL_REJECTED, scored.rejected());
        }
    }

    private void findDuplicates(Batch batch) throws IOException {
        if (batch.phase() == Phase.SCORING && batch.duplicates() == null) {
            List<Chunk> scored = chunks.of(batch.id());
            Duplicates again = new DuplicateSearch(bucket).run(batch, scored);
            Duplicates found = again.with(new NearDuplicateSearch(bucket).run(batch, scored));
            CalibrationCounts weighed = new RuleReview(bucket, batch, scored)
                    .run(new Labelers(bucket, embedders).rulesOf(batch.settings()));
            batches.update(
                    batch.id(),
                    b -> b.duplicates() == null ? b.withDuplicates(found).weighing(weighed) : b);
        }
    }

    private void route(Batch batch, ChunkMessage message) throws IOException {
        int number = message.chunk();
        Chunk chunk = chunks.get(batch.id(), number).orElseThrow();
        if (message.round() != batch.round() || !chunk.awaitsRoutes(batch.round()) || batch.phase() != Phase.ROUTING) {
            return;
        }
        Chunk routed = routes(batch, number).run(chunk);
        if (store(chunk, routed)) {
            String project = batch.settings().project();
            events.add(project, Metric.PRELABEL_AUTO_ACCEPTED, routed.autoAccepted() - chunk.autoAccepted());
            events.add(project, Metric.PRELABEL_PEOPLE, routed.people() - chunk.people());
            events.add(project, Metric.PRELABEL_REJECTED, routed.rejected() - chunk.rejected());
        }
    }

    /** What was found to be another item's copy is settled in the first round: nothing of it waits for a later one. */
    private RoutePass routes(Batch batch, int chunk) throws IOException {
        GoldAnswers gold = load(batch).gold();
        if (batch.round() > 0) {
            return new RoutePass(bucket, tasks, gold, batch, Set.of(), NearDuplicates.NONE);
        }
        Set<Long> repeated = new DuplicateSearch(bucket).of(batch.id(), chunk);
        NearDuplicates near = new NearDuplicateSearch(bucket).of(batch, chunk);
        return new RoutePass(bucket, tasks, gold, batch, repeated, near);
    }

    private boolean store(Chunk before, Chunk after) {
        return meter.charge(FUNCTION, spent -> chunks.replace(before, after.spend(spent)));
    }

    private synchronized Loaded load(Batch batch) {
        if (loaded == null
                || !loaded.batch().equals(batch.id())
                || !loaded.model().equals(batch.model())) {
            Labelers labelers = new Labelers(bucket, embedders);
            if (loaded != null) {
                loaded.hosted().ifPresent(hosted -> hosted.labeler().close());
                loaded = null;
            }
            Optional<Labeler> labeler = labelers.of(batch.settings());
            loaded = new Loaded(
                    batch.id(),
                    batch.model(),
                    labeler,
                    hosted(batch),
                    labelers.detector(batch.settings()),
                    labelers.head(batch),
                    labelers.labelled(batch),
                    awaitsFirstScores(batch) ? labelers.compared(batch.settings(), labeler) : Optional.empty(),
                    GoldAnswers.load(bucket, batch.settings()));
        }
        return loaded;
    }

    /** Later nothing is compared any more. */
    private static boolean awaitsFirstScores(Batch batch) {
        return batch.round() == 0 && batch.phase().compareTo(Phase.ROUTING) < 0;
    }

    private Optional<Hosted> hosted(Batch batch) {
        if (!(batch.settings().prelabel() instanceof PrelabelSettings.Hosted asked)) {
            return Optional.empty();
        }
        HostedLabeler labeler =
                HostedLabeler.of(asked.hosted(), batch.settings().singleChoice().classes(), access, models);
        String model = asked.hosted().model().id();
        return Optional.of(new Hosted(labeler, new ModelTrial(bucket, batches, batch.id(), model)));
    }

    /** Settings, a model or gold that cannot be used stop the batch at once: no item of it could be right. */
    private void fail(Batch batch, String reason) {
        rejected.keep(new Rejection("batch/" + batch.id(), clock.instant(), "prelabel: " + reason, reason, ""));
        batches.update(
                batch.id(), b -> b.phase().isFinal() ? b : b.noting(reason).enter(Phase.FAILED, clock.instant()));
    }
}
