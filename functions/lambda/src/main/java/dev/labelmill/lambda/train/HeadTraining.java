package dev.labelmill.lambda.train;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.PrelabelSettings.Trained;
import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.rounds.RoundRecord.HeadRecord;
import dev.labelmill.core.sampling.LabelledSoFar;
import dev.labelmill.core.training.Earlier;
import dev.labelmill.core.training.Example;
import dev.labelmill.core.training.HeadTrainer;
import dev.labelmill.core.training.Quality;
import dev.labelmill.core.training.Training;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.prelabel.BatchModels;
import dev.labelmill.lambda.prelabel.ItemContent;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.queue.ChunkMessage;
import dev.labelmill.lambda.queue.QueueEvents;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.train.EarlierHeads.Start;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Fits the head that a batch's next round is scored by, and begins that round. */
public final class HeadTraining implements Handler {

    /** The account that money is charged to. */
    private static final String FUNCTION = "train";

    /** With fewer nothing can be held out. */
    private static final int FEWEST = 2;

    private final Bucket bucket;
    private final BatchStore batches;
    private final LabelledItems labelled;
    private final EarlierHeads earlier;
    private final Embedders embedders;
    private final EventCounts events;
    private final Meter meter;
    private final InstantSource clock;

    public HeadTraining(
            Bucket bucket,
            ItemContent contents,
            BatchStore batches,
            ChunkStore chunks,
            TaskStore tasks,
            Embedders embedders,
            EventCounts events,
            Meter meter,
            InstantSource clock) {
        this.bucket = bucket;
        this.batches = batches;
        this.labelled = new LabelledItems(bucket, contents, chunks, tasks);
        this.earlier = new EarlierHeads(bucket);
        this.embedders = embedders;
        this.events = events;
        this.meter = meter;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        return QueueEvents.each(event, body -> take(ChunkMessage.read(body)));
    }

    private void take(ChunkMessage message) {
        batches.get(message.batch()).ifPresent(batch -> {
            if (awaits(batch, message.round())) {
                settled(batch).ifPresent(this::train);
            } else if (follows(batch, message.round())) {
                // Whoever trained its head may have died before saying so.
                earlier.remember(batch, batch.model());
            }
        });
    }

    private static boolean follows(Batch batch, int round) {
        return batch.round() == round + 1 && !batch.model().isEmpty();
    }

    /**
     * The batch with its start written down before its first training begins, so that one that is repeated gives the same
     * bytes whatever the project has learnt meanwhile. Empty if the batch no longer waits.
     */
    private Optional<Batch> settled(Batch batch) {
        if (batch.start() != null) {
            return Optional.of(batch);
        }
        String last = earlier.last(batch).orElse("");
        batches.update(batch.id(), b -> b.startingFrom(last));
        return batches.get(batch.id()).filter(b -> awaits(b, batch.round()));
    }

    private static boolean awaits(Batch batch, int round) {
        return batch.phase() == Phase.TRAINING && batch.round() == round;
    }

    private void train(Batch batch) {
        try {
            Features features = features(batch);
            LabelledItems.Found found = labelled.of(batch, features);
            List<Example> examples = found.examples();
            if (examples.size() < FEWEST) {
                begin(batch, b -> b.nextRound(clock.instant()));
                return;
            }
            Optional<Start> start = earlier.of(batch, features.dimension());
            Training training = fit(batch, features, examples, start.map(Start::head));
            Optional<LabelledSoFar> soFar = PeoplesLabels.of(batch, found.tasks(), training.heldOutPredictions());
            String key = new ModelFile(bucket, batch)
                    .write(examples, training, start.map(Start::model).orElse(""), soFar);
            if (begin(batch, b -> b.taught(key, head(batch, training), clock.instant()))) {
                events.add(batch.settings().project(), Metric.TRAIN_HEADS, 1);
                events.add(batch.settings().project(), Metric.TRAIN_EXAMPLES, examples.size());
                earlier.remember(batch, key);
            }
        } catch (ContentChanged | IllegalArgumentException e) {
            begin(batch, b -> b.noting("train: " + e.getMessage()).enter(Phase.FAILED, clock.instant()));
        }
    }

    /** What comes after the round, unless another call was first. @return whether this one was */
    private boolean begin(Batch batch, UnaryOperator<Batch> next) {
        return meter.charge(
                FUNCTION,
                spent -> batches.update(
                        batch.id(),
                        b -> awaits(b, batch.round()) ? next.apply(b).spend(spent) : b));
    }

    private static Training fit(Batch batch, Features features, List<Example> examples, Optional<Earlier> start) {
        int classes = batch.settings().singleChoice().size();
        Draw draw = new Draw(batch.settings().seed());
        return new HeadTrainer(features.dimension(), classes, draw).train(examples, start);
    }

    private Features features(Batch batch) {
        return ((Trained) batch.settings().prelabel())
                .features()
                .features(new BatchModels(bucket, batch.id(), embedders));
    }

    private static HeadRecord head(Batch batch, Training training) {
        Calibration calibration = ((Trained) batch.settings().prelabel()).calibration();
        Quality quality = training.representative().orElse(training.quality());
        return new HeadRecord(
                training.examples(),
                training.representative().isPresent(),
                quality.accuracy().value(),
                quality.accuracy().low(),
                quality.accuracy().high(),
                training.reliability(calibration));
    }
}
