package dev.labelmill.core.results;

import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.MeanPairwise;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What final labels that are no classes add up to, counted while they are written. Memory depends on classes and
 * annotators only.
 */
public final class ValueFindings<V extends LabelValue> implements LabelFindings {

    private final LabelType<V> type;
    private final Checks<V> checks;
    private final ViolationCounts violations;
    private final JudgedLabels people = new JudgedLabels();
    private final JudgedLabels autoAccepted = new JudgedLabels();
    private final PrelabelReview prelabels = new PrelabelReview();
    private final double tolerance;
    private final ValueConsensus<V> consensus;
    private final MeanPairwise<V> agreement;
    private final long[] partsByClass;
    private final Map<By, Long> byWhom = new EnumMap<>(By.class);

    /**
     * @param checks    of the batch's labels, with their type
     * @param tolerance the distance up to which an auditor's label confirms another one, in [0,1)
     */
    public ValueFindings(ValueConsensus<V> consensus, Checks<V> checks, double tolerance) {
        this.consensus = consensus;
        this.type = checks.type();
        this.checks = checks;
        this.violations = new ViolationCounts(checks.own());
        this.tolerance = tolerance;
        this.agreement = new MeanPairwise<>((one, other) -> 1 - type.distance(one, other));
        this.partsByClass = new long[type.classes().size()];
    }

    /**
     * Counts an item that people decided.
     *
     * @param subject what is known of it
     */
    public void add(SettledValues<V> task, Subject subject) {
        count(consensus.label(task), subject);
        agreement.add(task.ballots());
        judge(people, task.audit(), task.auditMissed(), consensus.beforeAudit(task), subject);
    }

    /**
     * Counts an item whose pre-label stands.
     *
     * @param accepted as it was before an audit
     * @param audit    the auditor's label, if it was drawn and answered
     * @param missed   whether it was drawn and nobody answered
     * @param subject  what is known of the item
     */
    public void add(FinalValue<V> accepted, Optional<V> audit, boolean missed, Subject subject) {
        count(ValueConsensus.audited(accepted, audit), subject);
        judge(autoAccepted, audit, missed, accepted, subject);
    }

    private void count(FinalValue<V> label, Subject subject) {
        byWhom.merge(label.by(), 1L, Long::sum);
        label.value().ifPresent(value -> value.categories().forEach(category -> partsByClass[category]++));
        label.value().ifPresent(value -> violations.add(checks.violations(value, subject)));
    }

    /** An audit that breaks a check itself confirms nothing. */
    private void judge(JudgedLabels stratum, Optional<V> audit, boolean missed, FinalValue<V> before, Subject subject) {
        if (before.value().filter(value -> checks.areBroken(value, subject)).isPresent()) {
            stratum.addViolating();
        } else if (missed) {
            stratum.addAudit(false);
        } else if (audit.isPresent()) {
            stratum.addAudit(isConfirmed(before, audit.get()) && !checks.areBroken(audit.get(), subject));
        }
    }

    private boolean isConfirmed(FinalValue<V> before, V audit) {
        return before.value()
                .filter(value -> type.distance(value, audit) <= tolerance)
                .isPresent();
    }

    /**
     * The strata that a certificate is about: audits against the labels as they were before them, and such labels that
     * break a check.
     *
     * @param items those people decided
     */
    public List<Stratum> strata(long items) {
        return List.of(people.stratum(BatchFigures.HUMAN_STRATUM, items));
    }

    @Override
    public List<Stratum> strata(long acceptedItems, long peoplesItems) {
        return acceptedItems == 0
                ? strata(peoplesItems)
                : List.of(
                        autoAccepted.stratum(BatchFigures.AUTO_STRATUM, acceptedItems),
                        people.stratum(BatchFigures.HUMAN_STRATUM, peoplesItems));
    }

    @Override
    public ViolationCounts violations() {
        return violations;
    }

    /** How pre-labels fared, as far as it was told to this. */
    public PrelabelReview prelabels() {
        return prelabels;
    }

    @Override
    public Map<By, Long> byWhom() {
        return byWhom;
    }

    /** The crowd's agreement without correction for chance; empty where no item has two labels. */
    public OptionalDouble meanPairwiseAgreement() {
        return agreement.value();
    }

    /** How often each class is chosen, drawn or marked in the final labels; empty for ratings and numbers. */
    public long[] partsByClass() {
        return partsByClass.clone();
    }

    /** The distance up to which an auditor's label confirmed another one. */
    public double tolerance() {
        return tolerance;
    }
}
