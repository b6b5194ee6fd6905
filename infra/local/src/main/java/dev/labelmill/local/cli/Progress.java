package dev.labelmill.local.cli;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a batch is.
 *
 * @param phase        it is in
 * @param note         what its owner should know; often empty
 * @param items        usable ones found so far
 * @param rejected     manifest lines that are not usable
 * @param autoAccepted items whose pre-label stands
 * @param people       items sent to people, gold not counted
 * @param tasks        all tasks, with gold and audits of what was auto-accepted
 * @param resolved     tasks with an answer
 * @param labels       that came in
 * @param costNanos    of labels and platform, in nano-dollars
 * @param traces       everything that changes when the batch moves, to tell rest from motion
 */
record Progress(
        Phase phase,
        String note,
        long items,
        long rejected,
        long autoAccepted,
        long people,
        long tasks,
        long resolved,
        long labels,
        long costNanos,
        String traces) {

    static Progress of(Batch batch, List<Chunk> chunks, Counters totals) {
        Map<String, Long> counters = new TreeMap<>(totals.nonZero());
        return new Progress(
                batch.phase(),
                batch.note(),
                chunks.stream().mapToLong(Chunk::items).sum(),
                chunks.stream().mapToLong(Chunk::rejected).sum(),
                chunks.stream().mapToLong(Chunk::autoAccepted).sum(),
                chunks.stream().mapToLong(Chunk::people).sum(),
                sum(counters, Names.TASKS, ""),
                sum(counters, Names.STATE, ".resolved"),
                sum(counters, Names.LABELS, ""),
                sum(counters, Names.MONEY, "") + sum(counters, Names.SPENT, ""),
                traces(batch, chunks, counters));
    }

    /** The functions go on spending while they wait, so money for the platform is no motion. */
    private static String traces(Batch batch, List<Chunk> chunks, Map<String, Long> counters) {
        counters.keySet().removeIf(name -> name.startsWith(Names.SPENT));
        return batch.phase() + " " + batch.snapshots() + " "
                + chunks.stream().map(Chunk::state).toList() + " " + counters;
    }

    private static long sum(Map<String, Long> counters, String prefix, String suffix) {
        return counters.entrySet().stream()
                .filter(counter ->
                        counter.getKey().startsWith(prefix) && counter.getKey().endsWith(suffix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
