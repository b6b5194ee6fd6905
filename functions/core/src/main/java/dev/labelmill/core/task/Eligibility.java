package dev.labelmill.core.task;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which of a batch's vendors a task may still go to, so that no annotator sees an item twice: a vendor that cannot keep those who
 * know an item from it ({@link Vendor#excludes}) gets no item again that one of its annotators has answered. A claim that ended
 * without an answer is no reason: nobody knows that anybody has looked. So that no task waits for ever for a vendor that answers
 * nothing, while another one's answer is there, a vendor is left no more once it has let as many as {@value #MOST_EXPIRED} claims end.
 */
public record Eligibility(BatchSettings settings) {

    /** Claims of one vendor for one purpose that end before others' answers are taken for all that comes. */
    static final int MOST_EXPIRED = 3;

    /** The vendors that a task may go to now; none if it waits for nobody, or nobody is left. */
    public List<Vendor> vendors(Task task) {
        if (isExhausted(task)) {
            return List.of();
        }
        return task.need().stream()
                .flatMap(need ->
                        able(task, need.tier()).stream().filter(vendor -> mayHave(task, vendor, need.purpose())))
                .toList();
    }

    /** Whether a vendor of the tier that a task waits for, with the skill, may have it. */
    public static boolean mayHave(Task task, Vendor vendor) {
        return task.need().filter(need -> mayHave(task, vendor, need.purpose())).isPresent();
    }

    /** Whether somebody of the crowd may be asked for one more label of a task, whether it waits for one or not. */
    public boolean mayGoToCrowd(Task task) {
        return able(task, Tier.CROWD).stream().anyMatch(vendor -> mayHave(task, vendor, Purpose.LABEL));
    }

    /** Whether a task waits for people though nobody is left who may have it, since they have. */
    public boolean isExhausted(Task task) {
        return task.need().filter(need -> isExhausted(task, need)).isPresent();
    }

    private boolean isExhausted(Task task, Need need) {
        List<Vendor> able = able(task, need.tier());
        return able.stream().anyMatch(vendor -> !vendor.excludes() && hasAnswered(task, vendor, need.purpose()))
                && able.stream()
                        .noneMatch(vendor -> mayHave(task, vendor, need.purpose())
                                && expired(task, vendor, need.purpose()) < MOST_EXPIRED);
    }

    /**
     * A task with what there is, if nobody is left for it: what waits for the crowd goes to an expert or is decided, what waits for
     * an expert is decided, an audit is missed. The very task if somebody is left.
     */
    public Task settle(Task task, Decider decider) {
        Task settled = task;
        while (isExhausted(settled)) {
            settled = withoutOthers(settled, decider);
        }
        return settled;
    }

    /**
     * What the batch's owner should know of vendors that give everything once, or one label of an item, and have too few others
     * beside them: in a sentence each; empty if every item may be asked about as often as the settings say.
     */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (settings.overlap().max() > settings.overlap().min()) {
            alone(Tier.CROWD)
                    .map(
                            name -> "nobody can keep annotators of vendor " + name
                                    + " from an item that they know, and no other vendor"
                                    + " of the crowd is there, so each item is asked about once: beyond overlap.min no labels are bought")
                    .ifPresent(remarks::add);
        }
        List<Vendor> crowd = settings.vendors(Tier.CROWD);
        if (crowd.size() > 1 && labels(crowd) < settings.overlap().max()) {
            remarks.add("answers of the crowd's vendors name nobody, so that each gives an item one label: beyond "
                    + labels(crowd) + " no labels are bought");
        }
        String few = skillsOfTooFew(crowd);
        if (!few.isEmpty()) {
            remarks.add("items that ask for " + few
                    + " get fewer labels than overlap.min: answers of the crowd's vendors with"
                    + " that skill name nobody, so that each gives an item one label");
        }
        if (settings.audit().isPresent()) {
            alone(Tier.EXPERT)
                    .map(name -> "nobody can keep annotators of vendor " + name
                            + " from an item that they know, and no other"
                            + " experts are there, so audits of what they decide are missed, and count as errors")
                    .ifPresent(remarks::add);
        }
        return remarks;
    }

    /** How many labels of an item vendors give at the most. */
    private static long labels(List<Vendor> vendors) {
        return vendors.stream().mapToLong(Vendor::mostLabelsAtOnce).sum();
    }

    /** The skills of which the vendors that have them give an item fewer labels than each is to get; empty if there are none. */
    private String skillsOfTooFew(List<Vendor> crowd) {
        return crowd.stream()
                .flatMap(vendor -> vendor.skills().stream())
                .distinct()
                .sorted()
                .filter(skill -> labels(settings.vendors(Tier.CROWD, Optional.of(skill)))
                        < settings.overlap().min())
                .collect(Collectors.joining(" or "));
    }

    private Optional<String> alone(Tier tier) {
        List<Vendor> all = settings.vendors(tier);
        return all.size() == 1 && !all.get(0).excludes()
                ? Optional.of(all.get(0).name())
                : Optional.empty();
    }

    private static Task withoutOthers(Task task, Decider decider) {
        return switch (task.need().orElseThrow().purpose()) {
            case GOLD ->
                Receipt.resolved(task, new Resolution(task.known().orElseThrow(), 1, Resolution.By.KNOWN), false);
            case LABEL -> decided(task, decider.conclude(task), decider);
            case ADJUDICATION -> decided(task, decider.answer(task), decider);
            case AUDIT -> new TaskBuilder(task).audit(AuditState.MISSED).build();
        };
    }

    private static Task decided(Task task, Decision decision, Decider decider) {
        return decision instanceof Decision.Resolve answer
                ? Receipt.resolved(task, Receipt.byCrowd(decider, task, answer), decider.drawsAudit(task))
                : new TaskBuilder(task).state(TaskState.ADJUDICATE).build();
    }

    private List<Vendor> able(Task task, Tier tier) {
        return settings.vendors(tier, task.demand().skill());
    }

    private static boolean mayHave(Task task, Vendor vendor, Purpose purpose) {
        if (task.isRefusedBy(vendor.name())) {
            return false;
        }
        return vendor.excludes() || !hasAnswered(task, vendor, purpose) && !isWith(task, vendor);
    }

    /**
     * Answers that were taken back count only where others stand: with all of them gone somebody has to give one, and there is
     * nothing that it could be counted beside.
     */
    private static boolean hasAnswered(Task task, Vendor vendor, Purpose purpose) {
        boolean anew = purpose != Purpose.AUDIT && task.ballots().isEmpty();
        return !anew && !task.annotatorsOf(vendor.name()).isEmpty();
    }

    private static long expired(Task task, Vendor vendor, Purpose purpose) {
        return task.claims().stream()
                .filter(claim -> claim.expired()
                        && claim.purpose() == purpose
                        && claim.vendor().equals(vendor.name()))
                .count();
    }

    private static boolean isWith(Task task, Vendor vendor) {
        return task.claims().stream().anyMatch(claim -> claim.vendor().equals(vendor.name()) && task.isOpen(claim));
    }
}
