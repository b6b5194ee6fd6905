package dev.labelmill.core.results;

import dev.labelmill.core.certificate.Stratum;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.results.FinalLabel.By;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the final labels add up to, counted while they are written. Memory depends on classes and annotators only. */
public final class Findings {

    private final FinalConsensus consensus;
    private final long[][] prelabelAgainstPeople;
    private final long[] acceptedByClass;
    private final long[] peopleByClass;
    private final Map<By, Long> byWhom = new EnumMap<>(By.class);
    private final Map<String, Answers> annotators = new TreeMap<>();
    private final Audits autoAudits = new Audits();
    private final Audits humanAudits = new Audits();

    /** @param classes number of classes */
    public Findings(FinalConsensus consensus, int classes) {
        this.consensus = consensus;
        this.prelabelAgainstPeople = new long[classes][classes];
        this.acceptedByClass = new long[classes];
        this.peopleByClass = new long[classes];
    }

    /**
     * An annotator of the crowd.
     *
     * @param who               vendor and annotator
     * @param labels            answers in the final consensus, gold included
     * @param goldSeen          those on gold
     * @param goldRight         those on gold that are right
     * @param estimatedAccuracy by the final consensus, 0 to 1
     */
    public record Annotator(String who, long labels, long goldSeen, long goldRight, double estimatedAccuracy) {}

    private static final class Answers {
        private long labels;
        private long goldSeen;
        private long goldRight;
    }

    private static final class Audits {
        private int done;
        private int errors;
    }

    /** Counts an auto-accepted item that nobody looked at. */
    public void add(FinalLabel accepted) {
        count(accepted);
        acceptedByClass[accepted.answer()]++;
    }

    /** Counts an item that has a task. */
    public void add(SettledTask task) {
        count(consensus.label(task));
        switch (task.stratum()) {
            case AUTO -> {
                acceptedByClass[consensus.label(task).answer()]++;
                audit(autoAudits, task);
            }
            case HUMAN -> {
                int answer = consensus.beforeAudit(task).answer();
                peopleByClass[consensus.label(task).answer()]++;
                task.prelabel().ifPresent(prelabel -> prelabelAgainstPeople[prelabel][answer]++);
                audit(humanAudits, task);
            }
            case GOLD -> {
                // Known beforehand: measures annotators and nothing else.
            }
        }
        task.ballots().forEach(ballot -> count(task, ballot));
    }

    private void count(FinalLabel label) {
        byWhom.merge(label.by(), 1L, Long::sum);
    }

    private void audit(Audits audits, SettledTask task) {
        if (task.audit().isPresent()) {
            audits.done++;
            audits.errors +=
                    task.audit().getAsInt() == consensus.beforeAudit(task).answer() ? 0 : 1;
        }
    }

    private void count(SettledTask task, Vote ballot) {
        Answers answers = annotators.computeIfAbsent(ballot.annotator(), who -> new Answers());
        answers.labels++;
        if (task.known().isPresent()) {
            answers.goldSeen++;
            answers.goldRight += ballot.answer() == task.known().getAsInt() ? 1 : 0;
        }
    }

    /**
     * The strata that a certificate is about: audits against the labels as they were before them.
     *
     * @param autoAccepted items whose pre-label stands
     * @param people       items people decided
     */
    public List<Stratum> strata(long autoAccepted, long people) {
        return List.of(
                new Stratum(BatchFigures.AUTO_STRATUM, autoAccepted, autoAudits.done, autoAudits.errors),
                new Stratum(BatchFigures.HUMAN_STRATUM, people, humanAudits.done, humanAudits.errors));
    }

    /** The annotators, those with most labels first. */
    public List<Annotator> annotators() {
        List<Annotator> list = new ArrayList<>();
        annotators.forEach((who, answers) -> list.add(
                new Annotator(who, answers.labels, answers.goldSeen, answers.goldRight, consensus.accuracy(who))));
        list.sort((a, b) -> Long.compare(b.labels(), a.labels()));
        return list;
    }

    /** Labels by who decided them; those that decided none are left out. */
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
