package dev.labelmill.lambda.advance;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings.Overlap;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.TaskVotes;
import dev.labelmill.core.consensus.VendorSkills;
import dev.labelmill.core.delivery.Turnaround;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Turnarounds;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.ReopenedIds;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.TaskStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the first wave teaches: each annotator's confusion, from gold and from one another, and how long vendors' labels take to
 * come, for the decisions of the second. Its size follows that of gold, or of the label budget, so it fits in memory.
 */
public final class Pilot {

    /** Of an annotator nobody knows yet: an assumption, replaced by what the pilot shows. */
    static final double ASSUMED_ACCURACY = 0.8;

    private static final double MILLIS = 1000;

    private final ChunkStore chunks;
    private final TaskStore tasks;
    private final Bucket bucket;
    private final SkillSnapshots snapshots;

    public Pilot(ChunkStore chunks, TaskStore tasks, Bucket bucket) {
        this.chunks = chunks;
        this.tasks = tasks;
        this.bucket = bucket;
        this.snapshots = new SkillSnapshots(bucket);
    }

    /**
     * Stores a wave's snapshot, from the waves before it, and gives its key; empty if one of them is not over after all.
     *
     * @param wave   at least 1
     * @param totals of the batch, which know how long labels took to come
     * @param now    until when labels are waited for that have not come
     */
    Optional<String> learn(Batch batch, int wave, Counters totals, Instant now) {
        List<Task> before = new ArrayList<>();
        Map<String, Turnaround> underWay = new TreeMap<>();
        for (Chunk chunk : chunks.of(batch.id())) {
            for (Task task : tasks.getAll(batch.id(), RoutedIds.before(bucket, chunk, wave))) {
                task.openClaim()
                        .ifPresent(claim -> underWay.merge(claim.vendor(), soFar(claim, now), Turnaround::plus));
                boolean teachesNothing = task.stratum() == Stratum.AUTO || task.state() == TaskState.UNANSWERED;
                if (task.wave() >= wave || teachesNothing) {
                    continue;
                }
                if (task.resolution() == null) {
                    return Optional.empty();
                }
                before.add(task);
            }
        }
        before.sort(Comparator.comparing(Task::item));
        Skills skills = skills(batch, before).withTurnarounds(Turnarounds.expected(batch.settings(), totals, underWay));
        doubt(batch, before, skills.paused());
        byte[] file = SkillsFile.write(skills);
        String key = Layout.skills(batch.id(), wave, file);
        bucket.put(key, "application/json", file);
        return Optional.of(key);
    }

    /** Where a wave is over only experts are asked for anything still, each for one answer. */
    private static Turnaround soFar(Claim claim, Instant now) {
        return new Turnaround(0, claim.waited(now) / MILLIS);
    }

    private Skills skills(Batch batch, List<Task> before) {
        List<TaskVotes> votes = before.stream().map(Pilot::votes).toList();
        Skills skills = VendorSkills.learn(
                "dawid-skene",
                votes,
                batch.settings().singleChoice().size(),
                who -> who.substring(0, who.indexOf('/')),
                medianSeconds(before));
        return batch.settings()
                .standing()
                .map(standing -> skills.pausing(withThoseBefore(batch, standing.paused(votes))))
                .orElse(skills);
    }

    /** Whoever was paused once stays so, whatever answers that were under way have shown since. */
    private Set<String> withThoseBefore(Batch batch, Set<String> paused) {
        Set<String> all = new TreeSet<>(paused);
        all.addAll(snapshots.paused(batch));
        return all;
    }

    /** By vendor, of the answers whose time it told. */
    private static Map<String, Double> medianSeconds(List<Task> tasks) {
        return tasks.stream()
                .flatMap(task -> task.ballots().stream())
                .filter(ballot -> ballot.millis() > 0)
                .collect(Collectors.groupingBy(
                        Ballot::vendor,
                        Collectors.collectingAndThen(Collectors.mapping(Ballot::millis, Collectors.toList()), times -> {
                            List<Long> sorted = times.stream().sorted().toList();
                            return sorted.get((sorted.size() - 1) / 2) / MILLIS;
                        })));
    }

    /**
     * What people who are paused decided is asked about once more, where fewer labels than wanted are left without theirs.
     * An item that somebody has asked about or answered meanwhile is as it was: doing this again asks nobody twice. Which
     * items those are is written down first, so that whoever does this again knows of all of them.
     */
    private void doubt(Batch batch, List<Task> before, Set<String> paused) {
        Map<Integer, List<Task>> doubted = before.stream()
                .filter(task -> rests(task, paused, batch.settings().overlap()))
                .filter(new Eligibility(batch.settings())::mayGoToCrowd)
                .collect(Collectors.groupingBy(task -> task.place().chunk()));
        doubted.forEach((chunk, tasksOfIt) -> {
            List<String> asked = ReopenedIds.read(bucket, batch.id(), batch.round(), chunk);
            ReopenedIds.write(
                    bucket,
                    batch.id(),
                    batch.round(),
                    chunk,
                    Stream.concat(asked.stream(), tasksOfIt.stream().map(Task::item))
                            .distinct()
                            .toList());
            tasksOfIt.forEach(task -> tasks.update(
                    batch.id(),
                    task.item(),
                    batch.settings().slices(),
                    now -> now.reopen(task.ballots().size(), task.crowdClaims())));
        });
    }

    private static boolean rests(Task task, Set<String> paused, Overlap overlap) {
        long trusted = task.ballots().stream()
                .filter(ballot -> !paused.contains(ballot.who()))
                .count();
        return trusted < Math.min(overlap.min(), task.ballots().size()) && task.isOpenToDoubt(overlap.max());
    }

    /**
     * Whether items that have been asked about once more, by the round or because somebody was paused, have that label. By
     * their tasks: the totals may not know yet that these are open again, and would take the round for over.
     */
    boolean isAnswered(Batch batch) {
        boolean asks = batch.settings().standing().isPresent()
                || batch.settings()
                        .rounds()
                        .filter(rounds -> rounds.strategy().relabels())
                        .isPresent();
        return !asks
                || chunks.of(batch.id()).stream()
                        .map(chunk -> ReopenedIds.read(bucket, batch.id(), batch.round(), chunk.number()))
                        .flatMap(ids -> tasks.getAll(batch.id(), ids).stream())
                        .allMatch(task -> task.state() == TaskState.RESOLVED || task.state() == TaskState.UNANSWERED);
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

    /** A task's ballots, with its answer if that is known. */
    static TaskVotes votes(Task task) {
        Integer known = task.known().isPresent() ? task.known().getAsInt() : null;
        return new TaskVotes(
                task.item(),
                null,
                known,
                task.ballots().stream().map(Ballot::asVote).toList());
    }
}
