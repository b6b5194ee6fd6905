package dev.labelmill.lambda.score;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The skill snapshots that batches name. Kept once read, the last few of them: a snapshot's key names its content. */
public final class SkillSnapshots {

    private static final int MOST_KEPT = 64;

    private final Bucket bucket;
    private final Map<String, Skills> kept = new ConcurrentHashMap<>();

    /** Of the batches in a bucket. */
    public SkillSnapshots(Bucket bucket) {
        this.bucket = bucket;
    }

    /** That of a wave that may be dispatched; empty where labels are no classes. */
    public Optional<Skills> of(Batch batch, int wave) {
        return batch.settings().labelType() instanceof SingleChoice
                ? Optional.of(read(batch.snapshots().get(wave)))
                : Optional.empty();
    }

    /** The latest, for what belongs to no wave; empty where labels are no classes, and before there is any. */
    public Optional<Skills> latest(Batch batch) {
        return batch.snapshots().isEmpty()
                ? Optional.empty()
                : of(batch, batch.snapshots().size() - 1);
    }

    /** The annotators, as {@code vendor/annotator}, who get no tasks of the batch any more. */
    public Set<String> paused(Batch batch) {
        return batch.settings().standing().isPresent()
                ? latest(batch).map(Skills::paused).orElse(Set.of())
                : Set.of();
    }

    private Skills read(String key) {
        Skills known = kept.get(key);
        if (known != null) {
            return known;
        }
        Skills skills = SkillsFile.read(bucket.read(key).orElseThrow(() -> new ContentChanged(key)));
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, skills);
        return skills;
    }
}
