package dev.labelmill.lambda.score;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Judge;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import dev.labelmill.lambda.store.BatchStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What decides the tasks of a batch's wave. Kept once read: settings, plan and snapshots of a wave
 * never change after its first task was dispatched.
 */
final class Judges {

    private final BatchStore batches;
    private final Bucket bucket;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Judges(BatchStore batches, Bucket bucket) {
        this.batches = batches;
        this.bucket = bucket;
    }

    /** A judge and how widely the batch's lanes are spread. */
    record Known(Judge judge, int slices) {}

    /** The judge of a wave; empty if there is no such batch. */
    Optional<Known> of(String batch, int wave) {
        String place = batch + "\n" + wave;
        Known kept = known.get(place);
        if (kept != null) {
            return Optional.of(kept);
        }
        Optional<Known> read = batches.get(batch).map(b -> read(b, wave));
        read.ifPresent(k -> known.put(place, k));
        return read;
    }

    private Known read(Batch batch, int wave) {
        if (wave >= batch.snapshots().size()) {
            throw new IllegalStateException("wave " + wave + " of batch " + batch.id() + " has no skill snapshot yet");
        }
        String key = batch.snapshots().get(wave);
        BatchSettings settings = batch.settings();
        StopRule rule = new StopRule(
                settings.overlap().min(),
                settings.overlap().max(),
                settings.overlap().targetConfidence(),
                settings.hasExperts());
        Judge judge = new Judge(
                settings.labelType().size(),
                rule,
                SkillsFile.read(bucket.read(key).orElseThrow(() -> new ContentChanged(key))),
                new Draw(settings.seed()),
                batch.plan().humanAuditRate());
        return new Known(judge, settings.slices());
    }
}
