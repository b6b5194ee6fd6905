package dev.labelmill.core.results;

import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.tally.Contributions;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.task.Stratum;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a batch's totals hold all of its facts. The stream brings a task's labels before the task that counts them
 * (they share a partition), so totals that hold every settled task hold every label that mattered.
 */
public final class TallyCheck {

    private final Counters exactly = new Counters();
    private final Counters atLeast = new Counters();

    /** Expects a chunk's row. */
    public TallyCheck expect(Chunk chunk) {
        exactly.addAll(Contributions.of(chunk));
        return this;
    }

    /** Expects a settled task and its labels. A label that came late is one more than these. */
    public TallyCheck expect(SettledTask task) {
        String stratum = task.stratum().name().toLowerCase(Locale.ROOT);
        int ballots = task.ballots().size();
        exactly.add(Names.TASKS + stratum, 1).add(Names.STATE + stratum + ".resolved", 1);
        atLeast.add(Names.BALLOTS + stratum, ballots)
                .add(Names.LABELS + (task.stratum() == Stratum.GOLD ? "gold" : "label"), ballots);
        if (task.isAdjudicated()) {
            atLeast.add(Names.LABELS + "adjudication", 1);
        }
        if (task.audit().isPresent()) {
            exactly.add(Names.AUDIT + stratum + ".done", 1);
            atLeast.add(Names.LABELS + "audit", 1);
        }
        return this;
    }

    /** What the totals lack, in one sentence; empty if they hold everything. */
    public Optional<String> lack(Counters totals) {
        for (Map.Entry<String, Long> fact : exactly.nonZero().entrySet()) {
            if (totals.get(fact.getKey()) != fact.getValue()) {
                return Optional.of(sentence(totals, fact));
            }
        }
        for (Map.Entry<String, Long> fact : atLeast.nonZero().entrySet()) {
            if (totals.get(fact.getKey()) < fact.getValue()) {
                return Optional.of(sentence(totals, fact));
            }
        }
        return Optional.empty();
    }

    private static String sentence(Counters totals, Map.Entry<String, Long> fact) {
        return "the tally's " + fact.getKey() + " is " + totals.get(fact.getKey()) + ", the facts' " + fact.getValue();
    }
}
