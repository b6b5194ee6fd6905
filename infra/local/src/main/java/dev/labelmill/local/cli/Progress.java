package dev.labelmill.local.cli;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.results.BatchFigures;
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
 * @param tasks        what people are or were asked: tasks, those with a known answer among them, and audits. Known items that
 *                     are held back are not yet asked; counted among the answered, as tallies have it, they would have the
 *                     answered become fewer whenever some are given out
 * @param resolved     of these what is answered
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
        BatchFigures figures = BatchFigures.of(totals);
        long asked = totals.get(Names.TASKS + "human")
                + totals.get(Names.TASKS + "gold")
                - figures.held()
                + figures.autoAudits().drawn()
                + figures.humanAudits().drawn();
        return new Progress(
                batch.phase(),
                batch.note(),
                chunks.stream().mapToLong(Chunk::items).sum(),
                chunks.stream().mapToLong(Chunk::rejected).sum(),
                chunks.stream().mapToLong(Chunk::autoAccepted).sum(),
                chunks.stream().mapToLong(Chunk::people).sum(),
                asked,
                asked - figures.waiting(),
                sum(counters, Names.LABELS),
                sum(counters, Names.MONEY) + sum(counters, Names.SPENT),
                traces(batch, chunks, counters));
    }

    /** The functions go on spending while they wait, so money for the platform is no motion. */
    private static String traces(Batch batch, List<Chunk> chunks, Map<String, Long> counters) {
        counters.keySet().removeIf(name -> name.startsWith(Names.SPENT));
        return batch.phase() + " " + batch.snapshots() + " "
                + chunks.stream().map(Chunk::state).toList() + " " + counters;
    }

    private static long sum(Map<String, Long> counters, String prefix) {
        return counters.entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
