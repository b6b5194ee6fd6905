package dev.labelmill.core.results;

import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.Subject;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the final labels add up to, counted while they are written. Memory depends on classes and annotators only. */
public final class Findings implements LabelFindings {

    private final FinalConsensus consensus;
    private final Checks<Choice> checks;
    private final ViolationCounts violations;
    private final long[][] prelabelAgainstPeople;
    private final long[] acceptedByClass;
    private final long[] peopleByClass;
    private final Map<By, Long> byWhom = new EnumMap<>(By.class);
    private final JudgedLabels autoAccepted = new JudgedLabels();
    private final JudgedLabels people = new JudgedLabels();
    private long savedLabels;

    /** @param checks of the batch's labels, with their type */
    public Findings(FinalConsensus consensus, Checks<Choice> checks) {
        int classes = checks.type().classes().size();
        this.consensus = consensus;
        this.checks = checks;
        this.violations = new ViolationCounts(checks.own());
        this.prelabelAgainstPeople = new long[classes][classes];
        this.acceptedByClass = new long[classes];
        this.peopleByClass = new long[classes];
    }

    /** Counts an auto-accepted item that nobody looked at. */
    public void add(FinalLabel accepted) {
        count(accepted);
        acceptedByClass[accepted.answer()]++;
        if (breaksCheck(accepted)) {
            autoAccepted.addViolating();
        }
    }

    /** Counts an item that has a task. */
    public void add(SettledTask task) {
        count(consensus.label(task));
        switch (task.stratum()) {
            case AUTO -> {
                acceptedByClass[consensus.label(task).answer()]++;
                judge(autoAccepted, task);
            }
            case HUMAN -> {
                int answer = consensus.beforeAudit(task).answer();
                peopleByClass[consensus.label(task).answer()]++;
                task.prelabel().ifPresent(prelabel -> prelabelAgainstPeople[prelabel][answer]++);
                judge(people, task);
            }
            case GOLD, UNLABELLED -> {
                // Known beforehand, or nothing at all: measures annotators and nothing else.
            }
        }
    }

    /**
     * Counts an item that takes the label of its representative.
     *
     * @param labels of people, audits left out, that the representative took
     */
    public void add(FinalLabel taken, long labels) {
        count(taken);
        savedLabels += labels;
    }

    /** The labels and adjudications that a task took. */
    public long bought(SettledTask task) {
        return task.isForPeople() ? consensus.beforeAudit(task).labels() : 0;
    }

    private void count(FinalLabel label) {
        byWhom.merge(label.by(), 1L, Long::sum);
        violations.add(checks.violations(label.value(), Subject.UNKNOWN));
    }

    private void judge(JudgedLabels stratum, SettledTask task) {
        FinalLabel before = consensus.beforeAudit(task);
        if (breaksCheck(before)) {
            stratum.addViolating();
        } else if (task.auditMissed()) {
            stratum.addAudit(false);
        } else if (task.audit().isPresent()) {
            stratum.addAudit(task.audit().getAsInt() == before.answer());
        }
    }

    private boolean breaksCheck(FinalLabel label) {
        return checks.areBroken(label.value(), Subject.UNKNOWN);
    }

    @Override
    public List<Stratum> strata(long acceptedItems, long peoplesItems) {
        return List.of(
                autoAccepted.stratum(BatchFigures.AUTO_STRATUM, acceptedItems),
                people.stratum(BatchFigures.HUMAN_STRATUM, peoplesItems));
    }

    @Override
    public ViolationCounts violations() {
        return violations;
    }

    /**
     * Labels and adjudications that near-duplicates would have taken if each had taken as many as its representative: none
     * where that was auto-accepted, or known.
     */
    public long savedLabels() {
        return savedLabels;
    }

    @Override
    public Map<By, Long> byWhom() {
        return byWhom;
    }

    /** Items sent to people that had a pre-label: counts by its class (rows) and by the people's (columns). */
    public long[][] prelabelAgainstPeople() {
        return prelabelAgainstPeople;
    }

    /** Final labels of auto-accepted items, by class. */
    public long[] acceptedByClass() {
        return acceptedByClass;
    }

    /** Final labels of items sent to people, by class. */
    public long[] peopleByClass() {
        return peopleByClass;
    }
}
