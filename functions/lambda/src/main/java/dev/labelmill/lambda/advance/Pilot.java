package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.consensus.NamedVotes;
import dev.labelmill.core.consensus.ShrunkDawidSkene;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ReopenedIds;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.TaskStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the first wave teaches: each annotator's confusion, from gold and from one another, for the
 * decisions of the second. Its size follows that of gold, or of the label budget, so it fits in memory.
 */
public final class Pilot {

    /** Of an annotator nobody knows yet: an assumption, replaced by what the pilot shows. */
    static final double ASSUMED_ACCURACY = 0.8;

    private final ChunkStore chunks;
    private final TaskStore tasks;
    private final Bucket bucket;

    public Pilot(ChunkStore chunks, TaskStore tasks, Bucket bucket) {
        this.chunks = chunks;
        this.tasks = tasks;
        this.bucket = bucket;
    }

    /**
     * Stores a wave's snapshot, from the waves before it, and gives its key; empty if one of them is not over after all.
     *
     * @param wave at least 1
     */
    Optional<String> learn(Batch batch, int wave) {
        List<TaskVotes> votes = new ArrayList<>();
        for (Chunk chunk : chunks.of(batch.id())) {
            for (Task task : tasks.getAll(batch.id(), RoutedIds.before(bucket, chunk, wave))) {
                if (task.wave() >= wave || task.stratum() == Stratum.AUTO) {
                    continue;
                }
                if (task.resolution() == null) {
                    return Optional.empty();
                }
                votes.add(votes(task));
            }
        }
        votes.sort(Comparator.comparing(TaskVotes::item));
        int classes = batch.settings().singleChoice().size();
        NamedVotes named = new NamedVotes(votes, classes);
        byte[] skills = SkillsFile.write(new ShrunkDawidSkene().fit(named).skills("dawid-skene", named.index()));
        String key = Layout.skills(batch.id(), wave, skills);
        bucket.put(key, "application/json", skills);
        return Optional.of(key);
    }

    /**
     * Whether items that the round has asked one more label of have it. By their tasks: the totals may not know yet that
     * these are open again, and would take the round for over.
     */
    boolean isAnswered(Batch batch) {
        boolean asks = batch.settings()
                .rounds()
                .filter(rounds -> rounds.strategy().relabels())
                .isPresent();
        return !asks
                || chunks.of(batch.id()).stream()
                        .map(chunk -> ReopenedIds.read(bucket, batch.id(), batch.round(), chunk.number()))
                        .flatMap(ids -> tasks.getAll(batch.id(), ids).stream())
                        .allMatch(task -> task.state() == TaskState.RESOLVED);
    }

    /**
     * How many labels the crowd has given in the rounds before this one, by the tasks' own ballots: the totals may lag behind
     * them, and a plan made of those would spend what is spent already.
     */
    long labels(Batch batch, List<Chunk> all) {
        long labels = 0;
        for (Chunk chunk : all) {
            labels += tasks.getAll(batch.id(), RoutedIds.before(bucket, chunk, batch.round())).stream()
                    .filter(task -> task.stratum() == Stratum.HUMAN)
                    .mapToLong(task -> task.ballots().size())
                    .sum();
        }
        return labels;
    }

    private static TaskVotes votes(Task task) {
        Integer known = task.known().isPresent() ? task.known().getAsInt() : null;
        return new TaskVotes(
                task.item(),
                null,
                known,
                task.ballots().stream().map(Ballot::asVote).toList());
    }
}
