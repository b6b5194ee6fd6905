package dev.labelmill.lambda.score;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.ContentChanged;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The skill snapshots that batches name, and their annotators who get no more tasks. Kept once read, the last few of them: a
 * key names its content.
 */
public final class SkillSnapshots {

    private static final int MOST_KEPT = 64;

    private final Bucket bucket;
    private final Map<String, Skills> kept = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> keptPauses = new ConcurrentHashMap<>();

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

    /**
     * The annotators, as {@code vendor/annotator}, who get no tasks of the batch any more: whom its latest snapshot pauses,
     * and whom known answers have found out since.
     */
    public Set<String> paused(Batch batch) {
        if (batch.settings().standing().isEmpty()) {
            return Set.of();
        }
        Set<String> learnt = latest(batch).map(Skills::paused).orElse(Set.of());
        String key = batch.pauses().key();
        if (key.isEmpty()) {
            return learnt;
        }
        Set<String> found = kept(keptPauses, key, PausedFile::read);
        return found.containsAll(learnt) ? found : union(found, learnt);
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        TreeSet<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private Skills read(String key) {
        return kept(kept, key, SkillsFile::read);
    }

    private <T> T kept(Map<String, T> among, String key, Function<byte[], T> form) {
        T known = among.get(key);
        if (known != null) {
            return known;
        }
        T read = form.apply(bucket.read(key).orElseThrow(() -> new ContentChanged(key)));
        if (among.size() >= MOST_KEPT) {
            among.clear();
        }
        among.put(key, read);
        return read;
    }
}
