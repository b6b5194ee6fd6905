package dev.labelmill.core.results;

import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.results.BatchFigures.Audits;
import dev.labelmill.core.results.BatchFigures.Work;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.task.Purpose;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a batch's figures from its counters, by their names. */
final class CountedFigures {

    private CountedFigures() {}

    static BatchFigures of(Counters totals) {
        Map<Purpose, Work> work = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            String name = lower(purpose);
            work.put(
                    purpose,
                    new Work(
                            totals.get(Names.LABELS + name),
                            totals.get(Names.MONEY + name),
                            totals.get(Names.MILLIS + name)));
        }
        Audits autoAudits = audits(totals, "auto");
        Audits humanAudits = audits(totals, "human");
        long waiting = totals.get(Names.TASKS + "human")
                - totals.get(Names.STATE + "human.resolved")
                - totals.get(Names.STATE + "human.unanswered")
                + totals.get(Names.TASKS + "gold")
                - totals.get(Names.STATE + "gold.resolved");
        return new BatchFigures(
                totals.get(Names.ITEMS),
                totals.get(Names.REJECTED),
                totals.get(Names.AUTO_ACCEPTED),
                totals.get(Names.PEOPLE),
                totals.get(Names.PEOPLE) - totals.get(Names.TASKS + "unlabelled"),
                totals.get(Names.GOLD),
                totals.get(Names.GOLD_HELD),
                totals.get(Names.NEAR_DUPLICATES),
                totals.get(Names.STATE + "human.resolved"),
                waiting + autoAudits.drawn() - autoAudits.done() + humanAudits.drawn() - humanAudits.done(),
                work,
                new Spend(suffixed(totals, Names.SPENT)),
                autoAudits,
                humanAudits,
                totals.get(Names.VIOLATIONS + "auto"),
                totals.get(Names.VIOLATIONS + "human"),
                totals.get(Names.BALLOTS + "gold"),
                totals.get(Names.GOLD_RIGHT),
                AgreementCounts.of(totals.nonZero()));
    }

    private static Audits audits(Counters totals, String stratum) {
        long missed = totals.get(Names.AUDIT + stratum + ".missed");
        long done = totals.get(Names.AUDIT + stratum + ".done") + missed;
        long drawn = done + totals.get(Names.AUDIT + stratum + ".due") + totals.get(Names.AUDIT + stratum + ".out");
        return new Audits(
                drawn,
                done,
                totals.get(Names.AUDIT_ERRORS + stratum),
                totals.get(Names.AUDITED_VIOLATIONS + stratum),
                missed);
    }

    private static Map<String, Long> suffixed(Counters totals, String prefix) {
        return totals.nonZero().entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        counter -> counter.getKey().substring(prefix.length()),
                        Map.Entry::getValue,
                        Long::sum,
                        TreeMap::new));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
