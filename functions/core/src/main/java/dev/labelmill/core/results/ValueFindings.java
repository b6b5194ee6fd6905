package dev.labelmill.core.results;

import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.MeanPairwise;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.opinion.Opinion;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What final labels that are no classes add up to, counted while they are written. Memory depends on classes and
 * annotators only.
 */
public final class ValueFindings<V extends LabelValue> {

    private final LabelType<V> type;
    private final Checks<V> checks;
    private final ViolationCounts violations;
    private final JudgedLabels people = new JudgedLabels();
    private final double tolerance;
    private final ValueConsensus<V> consensus;
    private final MeanPairwise<V> agreement;
    private final long[] partsByClass;
    private final Map<By, Long> byWhom = new EnumMap<>(By.class);
    private final Map<String, Agreeing> annotators = new TreeMap<>();

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
     * An annotator of the crowd.
     *
     * @param who       vendor and annotator
     * @param labels    labels in the final consensus
     * @param agreement mean of 1 − distance from them to the consensus of their items, in [0,1]; empty where no item has one
     */
    public record Annotator(String who, long labels, OptionalDouble agreement) {}

    private static final class Agreeing {
        private long labels;
        private long compared;
        private double likeness;
    }

    /**
     * Counts an item.
     *
     * @param subject what is known of it
     */
    public void add(SettledValues<V> task, Subject subject) {
        FinalValue<V> before = consensus.beforeAudit(task);
        FinalValue<V> label = consensus.label(task);
        byWhom.merge(label.by(), 1L, Long::sum);
        label.value().ifPresent(value -> value.categories().forEach(category -> partsByClass[category]++));
        agreement.add(task.ballots());
        task.ballots().forEach(ballot -> count(ballot, before));
        label.value().ifPresent(value -> violations.add(checks.violations(value, subject)));
        judge(task, before, subject);
    }

    /** An audit that breaks a check itself confirms nothing. */
    private void judge(SettledValues<V> task, FinalValue<V> before, Subject subject) {
        if (before.value().filter(value -> checks.areBroken(value, subject)).isPresent()) {
            people.addViolating();
        } else if (task.audit().isPresent()) {
            V audit = task.audit().get();
            people.addAudit(isConfirmed(before, audit) && !checks.areBroken(audit, subject));
        }
    }

    private void count(Opinion<V> ballot, FinalValue<V> before) {
        Agreeing annotator = annotators.computeIfAbsent(ballot.annotator(), who -> new Agreeing());
        annotator.labels++;
        if (before.value().isPresent()) {
            annotator.compared++;
            annotator.likeness += 1 - type.distance(before.value().get(), ballot.value());
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

    /** Final labels that break a check, audited ones among them. */
    public ViolationCounts violations() {
        return violations;
    }

    /** The annotators, those with most labels first. */
    public List<Annotator> annotators() {
        List<Annotator> list = new ArrayList<>();
        annotators.forEach((who, a) -> list.add(new Annotator(
                who, a.labels, a.compared == 0 ? OptionalDouble.empty() : OptionalDouble.of(a.likeness / a.compared))));
        list.sort(Comparator.comparingLong(Annotator::labels).reversed());
        return list;
    }

    /** Labels by who decided them; those that decided none are left out. */
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
