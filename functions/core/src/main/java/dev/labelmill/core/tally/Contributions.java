package dev.labelmill.core.tally;

import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Stratum;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.core.task.Unclassed;
import java.util.Arrays;
import java.util.Locale;

/**
 * What one row adds to its batch's totals. A change of a row changes the totals by (new − old), so
 * the totals are the sum over all rows at any time, however the changes were cut into deliveries.
 */
public final class Contributions {

    /** Each changes some 200 counters at most. */
    private static final int MOST_DIFFERENT_STEPS = 18;

    private Contributions() {}

    /**
     * The batch row: platform money of its own functions.
     *
     * @param version the row's, by which the totals tell whether they hold it as it is
     */
    public static Counters ofBatch(Spend spent, long version) {
        return of(spent).add(Names.BATCH_VERSION, version);
    }

    /**
     * An hour's row: what its metrics and publishing them cost.
     *
     * @param version the row's
     */
    public static Counters ofHour(Spend spent, long version) {
        return of(spent).add(Names.HOUR_VERSIONS, version);
    }

    private static Counters of(Spend spent) {
        Counters counters = new Counters();
        spent.accounts().forEach((account, nanos) -> counters.add(Names.SPENT + account, nanos));
        return counters;
    }

    /** A chunk row: what became of its lines. */
    public static Counters of(Chunk chunk) {
        return of(chunk.spent())
                .add(Names.CHUNK_VERSIONS, chunk.version())
                .add(Names.ITEMS, chunk.items())
                .add(Names.REJECTED, chunk.rejected())
                .add(Names.AUTO_ACCEPTED, chunk.autoAccepted())
                .add(Names.AUTO_AUDITED, chunk.autoAudited())
                .add(Names.VIOLATIONS + "auto", chunk.autoViolations())
                .add(Names.PEOPLE, chunk.people())
                .add(Names.GOLD, chunk.gold())
                .add(Names.NEAR_DUPLICATES, chunk.nearDuplicates());
    }

    /** A dispatch row: what a vendor owes, and what it let expire. */
    public static Counters of(Dispatch dispatch) {
        boolean closed = dispatch.state() == Dispatch.State.CLOSED;
        boolean claiming = dispatch.state() == Dispatch.State.CLAIMING;
        return of(dispatch.spent())
                .add(Names.DISPATCHES, claiming ? 0 : 1)
                .add(Names.CLAIMS, claiming ? 0 : dispatch.items().size())
                .add(Names.FULFILLED + dispatch.vendor(), closed ? dispatch.labels() - dispatch.expiredLabels() : 0)
                .add(Names.REQUESTED + dispatch.vendor(), dispatch.labels())
                .add(Names.EXPIRED + dispatch.vendor(), dispatch.expiredLabels())
                .add(Names.OVERTIME + dispatch.vendor(), dispatch.overtime());
    }

    /** A label row: one label and its price, or a tombstone. */
    public static Counters of(Label label) {
        Counters counters =
                of(label.spent()).add(Names.LABEL_EVENTS, label.postings().events());
        if (label.isTombstone()) {
            return counters.add(Names.TOMBSTONES, 1);
        }
        String purpose = lower(label.purpose());
        countVendor(label, counters);
        return counters.add(Names.LABELS + purpose, 1)
                .add(Names.MONEY + purpose, label.priceNanos())
                .add(Names.MILLIS + purpose, label.millis())
                .add(Names.RECEIVED + label.vendor(), 1);
    }

    private static void countVendor(Label label, Counters counters) {
        counters.add(Names.PAID + label.vendor(), label.priceNanos());
        label.known()
                .ifPresent(known -> counters.add(Names.GOLD_ASKED + label.vendor(), 1)
                        .add(Names.GOLD_MET + label.vendor(), label.answer().getAsInt() == known ? 1 : 0));
        if (label.millis() > 0) {
            counters.add(Names.TOOK + label.vendor() + "." + TimeBins.of(label.millis()), 1);
        }
        counters.add(Names.IN_TIME + label.vendor(), label.waited() > 0 ? 1 : 0)
                .add(Names.WAITED + label.vendor(), Math.max(0, label.waited()))
                .add(Names.LATE + label.vendor(), label.isLate() ? 1 : 0);
    }

    /** A label row as its annotator's totals see it: work, its times by bin, money, and answers on gold by (known, given). */
    public static Counters ofAnnotator(Label label) {
        Counters counters = new Counters();
        if (label.isTombstone()) {
            return counters;
        }
        counters.add("labels", 1).add("money", label.priceNanos()).add("millis", label.millis());
        if (label.millis() > 0) {
            counters.add(Names.TOOK + TimeBins.of(label.millis()), 1);
        }
        label.known()
                .ifPresent(known ->
                        counters.add("gold." + known + "." + label.answer().getAsInt(), 1));
        return counters;
    }

    /**
     * A task row: its states, its audit, and the agreement of its ballots if people decide it. A known item that is held back
     * counts as resolved, since nobody waits for it.
     */
    public static Counters of(Task task) {
        String stratum = lower(task.stratum());
        boolean held = task.state() == TaskState.HELD;
        String state = lower(held ? TaskState.RESOLVED : task.state());
        Counters counters = of(task.spent())
                .add(Names.TASKS + stratum, 1)
                .add(Names.STATE + stratum + "." + state, 1)
                .add(Names.WAVE + task.wave() + "." + state, task.stratum() == Stratum.AUTO ? 0 : 1)
                .add(Names.GOLD_HELD, held ? 1 : 0)
                .add(Names.ADJUDICATING, task.isBeingAdjudicated() ? 1 : 0)
                .add(Names.BALLOTS + stratum, task.ballots().size());
        if (task.audit() != AuditState.NONE) {
            counters.add(Names.AUDIT + stratum + "." + lower(task.audit()), 1);
        }
        if (task.audit() == AuditState.DONE || task.audit() == AuditState.MISSED) {
            counters.addAll(ofAudit(task, stratum));
        }
        if (task.stratum() == Stratum.GOLD) {
            long right = task.ballots().stream()
                    .filter(b -> b.answer() == task.known().getAsInt())
                    .count();
            counters.add(Names.GOLD_RIGHT, right);
        }
        if (task.stratum() == Stratum.HUMAN && task.state() == TaskState.RESOLVED) {
            counters.add(Names.RESOLVED_BY + lower(task.resolution().by()), 1)
                    .add(Names.VIOLATIONS + stratum, task.resolution().breaksCheck() ? 1 : 0);
        }
        if (task.stratum() == Stratum.HUMAN) {
            countAgreement(task, counters);
        }
        return counters;
    }

    /** Agreement is counted by class, or by step of a rating; of other values finish tells it. */
    private static void countAgreement(Task task, Counters counters) {
        if (task.ballots().stream().noneMatch(ballot -> ballot.answer() == Unclassed.VALUE)) {
            int[] answers = task.ballots().stream().mapToInt(Ballot::answer).toArray();
            AgreementCounts.count(answers, SingleChoice.MAX_CLASSES, counters::add);
        } else if (task.ballots().stream().allMatch(ballot -> ballot.step().isPresent())) {
            int[] steps = task.ballots().stream()
                    .mapToInt(ballot -> ballot.step().getAsInt())
                    .toArray();
            countSteps(steps, counters);
        }
    }

    /** A task with very many different steps would change more counters than one write can hold. */
    private static void countSteps(int[] steps, Counters counters) {
        if (Arrays.stream(steps).distinct().count() <= MOST_DIFFERENT_STEPS) {
            AgreementCounts.countOrdered(steps, Rating.MAX_COUNTED_STEPS, counters::add);
        }
    }

    /** An answer that breaks a check is wrong whatever the auditor says, one whose audit is missed is confirmed by nobody. */
    private static Counters ofAudit(Task task, String stratum) {
        if (task.resolution().breaksCheck()) {
            return new Counters().add(Names.AUDITED_VIOLATIONS + stratum, 1);
        }
        boolean confirmed = task.audit() == AuditState.DONE
                && task.auditAnswer().getAsInt() == task.resolution().answer();
        return new Counters().add(Names.AUDIT_ERRORS + stratum, confirmed ? 0 : 1);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
