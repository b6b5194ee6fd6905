package dev.labelmill.core.results;

import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.certificate.Certificate;
import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Purpose;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A batch's totals under their proper names. While the batch runs they lag behind the facts by what the stream has
 * not delivered yet.
 *
 * @param items         usable items of the manifest
 * @param rejected      lines that are none
 * @param autoAccepted  items whose pre-label stands, audited ones included
 * @param asked         items that people were asked about, those without a label among them
 * @param people        those of them that have a label, as far as they are decided
 * @param gold          items with a known answer
 * @param held          of the items with a known answer those that are held back: nobody has been asked for them yet
 * @param nearDuplicates items that take the label of another one
 * @param resolved      of the people's items those with an answer
 * @param waiting       tasks without an answer, and audits drawn and not answered
 * @param work          labels by what they were bought for; every purpose is there
 * @param platform      platform money by function and kind, hosted models' among it
 * @param autoAudits    audits of auto-accepted items
 * @param humanAudits   audits of items people resolved
 * @param autoViolations auto-accepted items whose label breaks a check
 * @param humanViolations items people resolved whose label breaks one, as far as labels tell without their items
 * @param goldBallots   answers on gold
 * @param goldRight     those of them that are the known answer
 * @param agreement     of the ballots on the people's items
 */
public record BatchFigures(
        long items,
        long rejected,
        long autoAccepted,
        long asked,
        long people,
        long gold,
        long held,
        long nearDuplicates,
        long resolved,
        long waiting,
        Map<Purpose, Work> work,
        Spend platform,
        Audits autoAudits,
        Audits humanAudits,
        long autoViolations,
        long humanViolations,
        long goldBallots,
        long goldRight,
        AgreementCounts agreement) {

    /** The stratum of auto-accepted items, as certificates name it. */
    public static final String AUTO_STRATUM = "auto-accepted";

    /** The stratum of items people decided, as certificates name it. */
    public static final String HUMAN_STRATUM = "people";

    /** Labels bought for one purpose: how many, for how many nano-dollars, in how many milliseconds of work. */
    public record Work(long labels, long nanos, long millis) {}

    /**
     * Audits of a stratum.
     *
     * @param drawn  items drawn
     * @param done   those of them that were answered, or missed since the batch stopped or no expert was left
     * @param errors missed ones, and answers that differ from the answer taken when the task was resolved, if that breaks no check
     * @param known  of items whose label breaks a check, wrong whatever is answered, missed ones among them
     * @param missed those that nobody answered and nobody will
     */
    public record Audits(long drawn, long done, long errors, long known, long missed) {

        /** Audits that tell something that was not known. */
        private long telling() {
            return done - known;
        }
    }

    /** Copies the map. */
    public BatchFigures {
        work = Map.copyOf(work);
    }

    /** The figures in a batch's totals. */
    public static BatchFigures of(Counters totals) {
        return CountedFigures.of(totals);
    }

    /** What labels and adjudications cost, in nano-dollars. */
    public long labourNanos() {
        return work.get(Purpose.LABEL).nanos() + work.get(Purpose.ADJUDICATION).nanos();
    }

    /** What gold and audits cost, in nano-dollars. */
    public long qualityControlNanos() {
        return work.get(Purpose.GOLD).nanos() + work.get(Purpose.AUDIT).nanos();
    }

    /** What the functions and their services cost, as far as it was metered, hosted models apart, in nano-dollars. */
    public long platformTotalNanos() {
        return platform.total() - modelNanos();
    }

    /** The same figures with more platform money. */
    public BatchFigures spending(Spend more) {
        return with(nearDuplicates, platform.plus(more));
    }

    /** The same of a batch of whose near-duplicates so many have no label, since the items whose labels they take have none. */
    public BatchFigures orphaning(long orphans) {
        return with(nearDuplicates - orphans, platform);
    }

    private BatchFigures with(long nearDuplicates, Spend platform) {
        return new BatchFigures(
                items,
                rejected,
                autoAccepted,
                asked,
                people,
                gold,
                held,
                nearDuplicates,
                resolved,
                waiting,
                work,
                platform,
                autoAudits,
                humanAudits,
                autoViolations,
                humanViolations,
                goldBallots,
                goldRight,
                agreement);
    }

    /** What models cost that are called and not run here, in nano-dollars. */
    public long modelNanos() {
        return platform.byKind().getOrDefault(Kind.MODEL.label(), 0L);
    }

    /** Everything together, in nano-dollars. */
    public long totalNanos() {
        return labourNanos() + qualityControlNanos() + platformTotalNanos() + modelNanos();
    }

    /** All labels, whatever they were bought for. */
    public long labels() {
        return work.values().stream().mapToLong(Work::labels).sum();
    }

    /**
     * Items with a final label: pre-labels that stand, what people resolved, known answers; near-duplicates once all of
     * these, of which each takes one, are there.
     */
    public long accepted() {
        long own = autoAccepted + resolved + gold;
        return own + nearDuplicates + asked - people == items ? own + nearDuplicates : own;
    }

    /**
     * Of what people were asked for, tasks and audits, how much is answered; 0 while tasks are still being counted. Known items
     * that are held back are no part of it, or it would fall whenever some of them are given out.
     */
    public long settled() {
        return Math.max(0, people + gold - held + autoAudits.drawn() + humanAudits.drawn() - waiting);
    }

    /** Share of the items whose pre-label stands; empty if there is none. */
    public OptionalDouble autoAcceptShare() {
        return ratio(autoAccepted, items);
    }

    /** Items of a batch that is over which have no label, since its money was spent or nobody has answered. */
    public long unlabelled() {
        return items - autoAccepted - people - gold - nearDuplicates;
    }

    /** Items of a batch that is over which have a label. */
    public long labelled() {
        return items - unlabelled();
    }

    /** Answered audits of both strata, missed ones among them. */
    public long audited() {
        return autoAudits.done() + humanAudits.done();
    }

    /** Missed audits of both strata. */
    public long missedAudits() {
        return autoAudits.missed() + humanAudits.missed();
    }

    /** Labels and adjudications for each item sent to people; empty if there is none. */
    public OptionalDouble labelsPerHumanItem() {
        return ratio(
                work.get(Purpose.LABEL).labels()
                        + work.get(Purpose.ADJUDICATION).labels(),
                people);
    }

    /** Share of right answers on gold; empty without any. */
    public OptionalDouble goldAccuracy() {
        return ratio(goldRight, goldBallots);
    }

    /**
     * What the audits answered so far would certify, looked at as often as one likes: with the confidence no bound published
     * while the batch runs fails, if audits are answered in an order that says nothing of their outcome. Provisional all
     * the same: the certificate itself compares with the final labels, and checks them with what is known of their items.
     *
     * <p>Which auto-accepted items break a check is known before the first audit; they are known errors. Of people's
     * items more may do so as long as some are not resolved, so that those so far are no full list: an audited one is an
     * error found by the audit, and the bound is never below the share of all that are known.
     *
     * @param confidence in (0, 1)
     */
    public Certificate provisionalCertificate(double confidence) {
        boolean sizesAreKnown = autoAudits.telling() + autoViolations <= autoAccepted && humanAudits.done() <= people;
        Certificate certificate = Certificate.provisional(sizesAreKnown ? strata() : List.of(), confidence);
        double known =
                ratio(autoViolations + humanViolations, autoAccepted + people).orElse(1);
        return new Certificate(
                Math.min(1, Math.max(certificate.errorBound(), known)), confidence, certificate.strata());
    }

    /** The chunk that tells a stratum's size may be folded later than an audit of it: until then nothing is bounded. */
    private List<Stratum> strata() {
        long wrong = humanAudits.errors() + humanAudits.known();
        return List.of(
                stratum(AUTO_STRATUM, autoAccepted, autoAudits.telling(), autoAudits.errors(), autoViolations),
                stratum(HUMAN_STRATUM, people, humanAudits.done(), wrong, 0));
    }

    private static Stratum stratum(String name, long size, long audited, long errors, long known) {
        return new Stratum(name, size, Math.toIntExact(audited), Math.toIntExact(Math.min(errors, audited)), known);
    }

    private static OptionalDouble ratio(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
