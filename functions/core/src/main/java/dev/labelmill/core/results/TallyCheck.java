package dev.labelmill.core.results;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.task.Purpose;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a batch's totals hold all of its facts. The stream brings a task's labels before the task that counts them
 * (they share a partition), so totals that hold every settled task hold every label that mattered. Labels are compared
 * as rows, tombstones among them, because a vendor may take one back at any time and the rows do not become fewer. A late
 * label, a correction and a deletion change money without a trace on a settled task: they are compared by the events that
 * the label rows had when their chunk was gathered. These only become more, so that a label that slipped in after all holds
 * nothing up. Nor does an auditor's that is taken in then: an audit that was missed is answered by it, and of audits that are
 * over there are as many as before.
 */
public final class TallyCheck {

    private final Counters facts = new Counters();
    /** By stratum: audits that are over, answered or missed. */
    private final Counters audited = new Counters();

    private long labels;
    private long labelEvents;

    /** Expects a chunk's row, as far as it counts items. */
    public TallyCheck expect(Chunk chunk) {
        facts.addAll(Contributions.of(chunk)).add(Names.CHUNK_VERSIONS, -chunk.version());
        labelEvents += chunk.labelEvents();
        chunk.spent().accounts().forEach((account, nanos) -> facts.add(Names.SPENT + account, -nanos));
        return this;
    }

    /**
     * Whether totals hold all money that rides on rows other than tasks and labels, which {@code lack} is for. Rows are
     * compared by their versions, dispatches by whether all that were opened are closed.
     *
     * @param chunks  all of the batch's
     * @param hours   the sum of its hours' versions
     */
    public static boolean holdsMoney(Counters totals, Batch batch, List<Chunk> chunks, long hours) {
        return totals.get(Names.BATCH_VERSION) == batch.version()
                && totals.get(Names.CHUNK_VERSIONS)
                        == chunks.stream().mapToLong(Chunk::version).sum()
                && totals.get(Names.HOUR_VERSIONS) == hours
                && sum(totals, Names.REQUESTED) == sum(totals, Names.FULFILLED) + sum(totals, Names.EXPIRED);
    }

    private static long sum(Counters totals, String prefix) {
        return totals.nonZero().entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Expects a settled task and its labels. */
    public TallyCheck expect(SettledTask task) {
        String stratum = task.stratum().name().toLowerCase(Locale.ROOT);
        facts.add(Names.TASKS + stratum, 1).add(Names.STATE + stratum + ".resolved", 1);
        labels += task.ballots().size() + (task.isAdjudicated() ? 1 : 0);
        expectAudit(stratum, task.audit().isPresent(), task.auditMissed());
        return this;
    }

    /** The same for one whose labels are no classes. */
    public TallyCheck expect(SettledValues<?> task) {
        String stratum = task.accepted().isPresent() ? "auto" : "human";
        facts.add(Names.TASKS + stratum, 1).add(Names.STATE + stratum + ".resolved", 1);
        labels += task.ballots().size() + (task.expert().isPresent() ? 1 : 0);
        expectAudit(stratum, task.audit().isPresent(), task.auditMissed());
        return this;
    }

    private void expectAudit(String stratum, boolean answered, boolean missed) {
        audited.add(stratum, answered || missed ? 1 : 0);
        labels += answered ? 1 : 0;
    }

    /** What the totals lack, in one sentence; empty if they hold everything. */
    public Optional<String> lack(Counters totals) {
        for (Map.Entry<String, Long> fact : new TreeMap<>(facts.nonZero()).entrySet()) {
            if (totals.get(fact.getKey()) != fact.getValue()) {
                return lack(fact.getKey(), totals.get(fact.getKey()), fact.getValue());
            }
        }
        for (Map.Entry<String, Long> over : new TreeMap<>(audited.nonZero()).entrySet()) {
            String name = Names.AUDIT + over.getKey();
            long tallied = totals.get(name + ".done") + totals.get(name + ".missed");
            if (tallied != over.getValue()) {
                return lack(name + ".done and .missed", tallied, over.getValue());
            }
        }
        long rows = totals.get(Names.TOMBSTONES);
        for (Purpose purpose : Purpose.values()) {
            rows += totals.get(Names.LABELS + purpose.name().toLowerCase(Locale.ROOT));
        }
        if (rows < labels) {
            return lack("number of labels", rows, labels);
        }
        long events = totals.get(Names.LABEL_EVENTS);
        return events < labelEvents ? lack("number of labels' events", events, labelEvents) : Optional.empty();
    }

    private static Optional<String> lack(String name, long tallied, long fact) {
        return Optional.of("the tally's " + name + " is " + tallied + ", the facts' " + fact);
    }
}
