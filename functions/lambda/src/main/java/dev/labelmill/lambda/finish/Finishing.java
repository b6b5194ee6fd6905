package dev.labelmill.lambda.finish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.finish.report.Report;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.publish.BatchMetrics;
import dev.labelmill.lambda.publish.Comparison;
import dev.labelmill.lambda.publish.MetricHours;
import dev.labelmill.lambda.publish.Past;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.QueueEvents;
import dev.labelmill.lambda.store.AnnotatorStore;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.HourStore.Hour;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends batches: gathers each chunk's settled tasks, then concludes. A message that comes too early (a task not settled,
 * totals behind) fails and comes again; after the queue's last attempt it lies in the dead-letter queue, the batch
 * stays in its phase, and advance's next reminder asks again. One that comes too late does nothing.
 */
public final class Finishing implements Handler {

    /** The account that money is charged to. */
    private static final String FUNCTION = "finish";

    private final BatchStore batches;
    private final ChunkStore chunks;
    private final MetricHours hours;
    private final RejectedStore rejected;
    private final Gathering gathering;
    private final Concluding concluding;
    private final AnnotatorStore annotators;
    private final BatchMetrics metrics;
    private final Comparison comparison;
    private final Meter meter;
    private final InstantSource clock;

    public Finishing(
            Bucket bucket,
            BatchStore batches,
            ChunkStore chunks,
            TaskStore tasks,
            LabelStore labels,
            TallyStore tallies,
            MetricHours hours,
            AnnotatorStore annotators,
            RejectedStore rejected,
            BatchMetrics metrics,
            Comparison comparison,
            Meter meter,
            InstantSource clock) {
        this.batches = batches;
        this.chunks = chunks;
        this.hours = hours;
        this.rejected = rejected;
        this.gathering = new Gathering(bucket, tasks, labels);
        this.concluding = new Concluding(bucket, tallies, annotators);
        this.annotators = annotators;
        this.metrics = metrics;
        this.comparison = comparison;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        return QueueEvents.each(event, body -> take(ChunkMessage.read(body)));
    }

    private void take(ChunkMessage message) {
        Optional<Batch> batch = batches.get(message.batch());
        if (batch.isEmpty()) {
            return;
        }
        try {
            step(batch.get(), message);
        } catch (ContentChanged e) {
            fail(batch.get(), e.getMessage());
        }
    }

    private void step(Batch batch, ChunkMessage message) {
        switch (message.step()) {
            case GATHER -> gather(batch, message.chunk());
            case CONCLUDE -> conclude(batch);
            default -> throw new IllegalStateException(message.step() + " is not a step of finish");
        }
    }

    private void gather(Batch batch, int number) {
        if (batch.phase() != Phase.FINISHING) {
            return;
        }
        Chunk chunk = chunks.get(batch.id(), number).orElseThrow();
        if (chunk.state() != Chunk.State.ROUTED) {
            return;
        }
        long events = gathering.gather(batch, chunk);
        meter.charge(
                FUNCTION, spent -> chunks.replace(chunk, chunk.gathered(events).spend(spent)));
    }

    private void conclude(Batch batch) {
        if (!batch.phase().isConcluding()) {
            return;
        }
        List<Chunk> all = chunks.of(batch.id());
        boolean gathered = all.stream().allMatch(chunk -> chunk.state() == Chunk.State.GATHERED);
        if (!gathered || all.size() != batch.chunks()) {
            return;
        }
        List<Hour> known = hours.of(batch.id());
        Report report = concluding.conclude(batch, all, Hour.versions(known));
        if (batch.phase() == Phase.CLOSING) {
            end(batch, report, known);
        } else {
            close(batch, report, known);
        }
    }

    /**
     * Closes the books before anything is told of them: of several that conclude at once one puts its costs on the
     * batch's row, and whoever writes the report from then on, writes that sum. What comes after rides on this
     * environment's next row, as what any function spends after its last write does.
     */
    private void close(Batch batch, Report open, List<Hour> known) {
        Instant now = clock.instant();
        Past past = MetricHours.past(known, batch.createdAt(), now);
        int published = metrics.number(batch.enter(Phase.DONE, now), open.figures(), past);
        AtomicReference<Spend> last = new AtomicReference<>();
        boolean isClosed = meter.charge(FUNCTION, spent -> {
            last.set(spent.plus(hours.toCome(FUNCTION, known, now, published)));
            return batches.replace(batch, closed(batch, last.get(), now));
        });
        if (isClosed) {
            end(closed(batch, last.get(), now).nextVersion(), open.spending(last.get()), known);
        }
    }

    private static Batch closed(Batch batch, Spend last, Instant now) {
        return batch.enter(Phase.CLOSING, now).spend(last);
    }

    /** Tells of a batch whose books are closed. */
    private void end(Batch closed, Report report, List<Hour> known) {
        Batch done = closed.enter(Phase.DONE, closed.phaseSince());
        concluding.write(report);
        comparison.annotators(annotators.of(done.id()));
        metrics.publishLast(
                FUNCTION,
                done,
                report.figures(),
                MetricHours.past(known, done.createdAt(), closed.phaseSince()),
                report.certificate());
        batches.replace(closed, done);
    }

    /** What the results are made from is gone or another: nothing that is written could be right. */
    private void fail(Batch batch, String reason) {
        rejected.keep(new Rejection("batch/" + batch.id(), clock.instant(), "finish: " + reason, reason, ""));
        batches.update(
                batch.id(), b -> b.phase().isFinal() ? b : b.noting(reason).enter(Phase.FAILED, clock.instant()));
    }
}
