package dev.labelmill.lambda.advance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.rounds.Stage;
import dev.labelmill.core.routing.Planner;
import dev.labelmill.core.routing.RoundPlans;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.dispatch.BudgetStop;
import dev.labelmill.lambda.dispatch.Sweeper;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.queue.ChunkMessage.Step;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.HourStore.Hour;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks at every active batch and takes it as far as it can go. */
public final class Advancing implements Handler {

    private static final Logger LOG = Logger.getLogger(Advancing.class);

    /** The account that money is charged to. */
    private static final String FUNCTION = "advance";

    private final BatchStore batches;
    private final ChunkStore chunks;
    private final Bucket bucket;
    private final Steps steps;
    private final Totals totals;
    private final Pilot pilot;
    private final Standings standings;
    private final Sweeper sweeper;
    private final BudgetStop stop;
    private final HourStore hours;
    private final EventCounts events;
    private final Meter meter;
    private final InstantSource clock;

    public Advancing(
            BatchStore batches,
            ChunkStore chunks,
            Bucket bucket,
            Steps steps,
            Totals totals,
            Pilot pilot,
            Standings standings,
            Sweeper sweeper,
            BudgetStop stop,
            HourStore hours,
            EventCounts events,
            Meter meter,
            InstantSource clock) {
        this.batches = batches;
        this.chunks = chunks;
        this.bucket = bucket;
        this.steps = steps;
        this.totals = totals;
        this.pilot = pilot;
        this.standings = standings;
        this.sweeper = sweeper;
        this.stop = stop;
        this.hours = hours;
        this.events = events;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        for (String id : batches.activeInTurn(clock.instant())) {
            try {
                batches.get(id).ifPresent(this::advance);
            } catch (RuntimeException e) {
                LOG.errorf(e, "batch %s could not be advanced; the next tick tries again", id);
            }
        }
        return Json.object();
    }

    /** Takes a batch through every phase that is already over. */
    private void advance(Batch batch) {
        Batch now = batch;
        Phase before;
        do {
            before = now.phase();
            now = step(now);
        } while (now.phase() != before);
    }

    private Batch step(Batch batch) {
        return switch (batch.phase()) {
            case RECEIVED -> received(batch);
            case SCORING -> scoring(batch);
            case ROUTING -> routing(batch);
            case LABELLING -> labelling(batch);
            case TRAINING -> training(batch);
            case AUDITING -> auditing(batch);
            case FINISHING, CLOSING -> finishing(batch);
            case DONE, FAILED, CANCELLED -> batch;
        };
    }

    /** Single objects may still be arriving, which intake knows; or its message about the manifest is dead. */
    private Batch received(Batch batch) {
        if (batch.sourceEtag().isEmpty()) {
            steps.lookForItems(batch);
        } else if (batch.isStranded(clock.instant())) {
            steps.remindIntake(batch);
        }
        return batch;
    }

    private Batch scoring(Batch batch) {
        List<Chunk> all = chunks.of(batch.id());
        List<Chunk> due =
                all.stream().filter(c -> c.awaitsScores(batch.round())).toList();
        if (all.size() < batch.chunks() || !due.isEmpty()) {
            steps.remind(batch, Step.SCORE, due);
            return batch;
        }
        if (batch.duplicates() == null) {
            steps.remindWhole(batch, Step.DUPLICATES);
            return batch;
        }
        if (batch.settings().rounds().isEmpty()) {
            return move(
                    batch, b -> b.planned(Planner.plan(b.settings(), all, b.duplicates(), b.weighed())), Phase.ROUTING);
        }
        long labels = pilot.labels(batch, all);
        return move(batch, b -> RoundPlans.planned(b, all, labels), Phase.ROUTING);
    }

    private Batch routing(Batch batch) {
        List<Chunk> all = chunks.of(batch.id());
        List<Chunk> due =
                all.stream().filter(c -> c.awaitsRoutes(batch.round())).toList();
        if (!due.isEmpty()) {
            steps.remind(batch, Step.ROUTE, due);
            return batch;
        }
        if (batch.round() > 0) {
            return pilot.learn(batch, batch.round(), totals.of(batch, all), clock.instant())
                    .map(snapshot -> move(batch, b -> b.withSnapshot(snapshot), Phase.LABELLING))
                    .orElse(batch);
        }
        byte[] uninformed = uninformed(batch.settings());
        String snapshot = Layout.skills(batch.id(), 0, uninformed);
        bucket.put(snapshot, "application/json", uninformed);
        return move(batch, b -> b.withSnapshot(snapshot), Phase.LABELLING);
    }

    /** Where labels are no classes nobody's skills decide anything: the snapshot only lets the wave go out. */
    private static byte[] uninformed(BatchSettings settings) {
        return settings.labelType() instanceof SingleChoice classes
                ? SkillsFile.write(Skills.uninformed(classes.size(), Pilot.ASSUMED_ACCURACY))
                : Json.write(Json.object()).getBytes(StandardCharsets.UTF_8);
    }

    private Batch labelling(Batch batch) {
        sweeper.sweep(batch, clock.instant());
        Progress progress = progress(batch);
        if (isStopped(batch, progress)) {
            return move(batch, Batch::stopped, Phase.FINISHING);
        }
        Batch next = labelling(batch, progress);
        if (next != batch) {
            return next;
        }
        // Last, so that known answers that are gone or unreadable pause nobody and hold nothing else up.
        Batch looked = standings.look(batch, progress.goldAnswers());
        return looked == batch ? batch : update(batch, looked);
    }

    private Batch labelling(Batch batch, Progress progress) {
        if (batch.snapshots().size() == 1 && batch.plan().pilotShare() < 1) {
            return progress.isPilotOver() ? learn(batch, progress) : batch;
        }
        return progress.isLabelled() && pilot.isAnswered(batch) ? labelled(batch, progress) : batch;
    }

    /** What people have said is learnt from, or judges what was; or nothing is left that could wait for either. */
    private Batch labelled(Batch batch, Progress progress) {
        if (batch.plan().isLast() || !progress.hasWaiting()) {
            return move(batch, b -> b, Phase.AUDITING);
        }
        return batch.plan().round().orElseThrow().stage() == Stage.LEARN
                ? move(batch, b -> b, Phase.TRAINING)
                : update(batch, batch.nextRound(clock.instant()));
    }

    private Batch training(Batch batch) {
        steps.remindWhole(batch, Step.TRAIN);
        Batch told = batch.missingHead(clock.instant());
        return told == batch ? batch : update(batch, told);
    }

    /** Skills are replaced at this one point, by what the pilot's facts say; the second wave waits for it. */
    private Batch learn(Batch batch, Progress progress) {
        return pilot.learn(batch, 1, progress.totals(), clock.instant())
                .map(snapshot -> update(batch, batch.withSnapshot(snapshot)))
                .orElse(batch);
    }

    private Batch auditing(Batch batch) {
        sweeper.sweep(batch, clock.instant());
        Progress progress = progress(batch);
        if (isStopped(batch, progress)) {
            return move(batch, Batch::stopped, Phase.FINISHING);
        }
        return progress.isAudited() ? move(batch, b -> b, Phase.FINISHING) : batch;
    }

    private boolean isStopped(Batch batch, Progress progress) {
        return progress.isQuiet() && !progress.isAudited() && stop.isDue(batch, progress.provision(batch));
    }

    private Batch finishing(Batch batch) {
        stop.close(batch);
        sweeper.sweepAll(batch);
        if (!stop.isOver(batch) || batch.mayHaveLabelsUnderWay(clock.instant())) {
            return batch;
        }
        List<Chunk> all = chunks.of(batch.id());
        List<Chunk> due =
                all.stream().filter(c -> c.state() != Chunk.State.GATHERED).toList();
        if (!due.isEmpty()) {
            steps.remind(batch, Step.GATHER, due);
        } else if (totals.areComplete(batch, all, Hour.versions(hours.of(batch.id())))) {
            steps.remindWhole(batch, Step.CONCLUDE);
        }
        return batch;
    }

    private Progress progress(Batch batch) {
        List<Chunk> all = chunks.of(batch.id());
        return new Progress(all, totals.of(batch, all));
    }

    private interface Change {
        Batch of(Batch batch);
    }

    private Batch move(Batch batch, Change change, Phase next) {
        return update(batch, change.of(batch).enter(next, clock.instant()));
    }

    /** Somebody else may have changed the batch meanwhile, a cancellation say: then nothing happens this tick. */
    private Batch update(Batch batch, Batch after) {
        boolean written = meter.charge(FUNCTION, spent -> batches.replace(batch, after.spend(spent)));
        if (!written) {
            return batch;
        }
        events.add(batch.settings().project(), Metric.ADVANCE_PHASES, after.phase() == batch.phase() ? 0 : 1);
        return batches.get(batch.id()).orElseThrow();
    }
}
