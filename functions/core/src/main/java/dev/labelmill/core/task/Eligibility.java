package dev.labelmill.core.task;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which of a batch's vendors a task may go to, so that no annotator sees an item twice. A vendor that cannot keep those who know
 * an item from it ({@link Vendor#excludes}) is asked about each item once, answered or not: nobody knows who has looked. One that
 * can, but cannot be told to take back what it has not answered ({@link Vendor#takesAgain}), is not asked again while that lies
 * there. What such a vendor's claim waits for is waited for longer where nobody else is left, as {@link #isWaitedFor} says. So that no task
 * waits for ever for another vendor that answers nothing, though there is an answer or none is needed, that one is left no more once
 * it has let as many as {@value #MOST_EXPIRED} claims end.
 */
public record Eligibility(BatchSettings settings) {

    /** Claims of one vendor for one purpose that end before others' answers are taken for all that comes. */
    static final int MOST_EXPIRED = 3;

    /** The deadlines of a vendor that go by before what nobody else may be asked is taken for unanswered. */
    public static final int MOST_DEADLINES = 3;

    /** The vendors that a task may go to now; none if it waits for nobody, or nobody is left. */
    public List<Vendor> vendors(Task task) {
        if (isExhausted(task)) {
            return List.of();
        }
        return task.need().stream()
                .flatMap(need -> able(task, need.tier()).stream().filter(vendor -> mayHave(task, vendor)))
                .toList();
    }

    /** Whether a vendor that has the tier and the skill may be asked about a task, whether it waits for anybody or not. */
    public static boolean mayHave(Task task, Vendor vendor) {
        List<Claim> own = task.claims().stream()
                .filter(claim -> claim.vendor().equals(vendor.name()))
                .toList();
        boolean hasSeen = !vendor.excludes()
                && (!task.annotatorsOf(vendor.name()).isEmpty()
                        || own.stream().anyMatch(claim -> claim.end() != Claim.End.UNSENT));
        return !hasSeen
                && own.stream()
                        .noneMatch(claim ->
                                claim.refused() || task.isOpen(claim) || !vendor.takesAgain() && claim.mayLieThere());
    }

    /** Whether somebody of the crowd may be asked for one more label of a task, whether it waits for one or not. */
    public boolean mayGoToCrowd(Task task) {
        return able(task, Tier.CROWD).stream().anyMatch(vendor -> mayHave(task, vendor));
    }

    /** Whether a task waits for people though nobody is left who may have it, since they have. */
    public boolean isExhausted(Task task) {
        return task.need().filter(need -> isExhausted(task, need)).isPresent();
    }

    private boolean isExhausted(Task task, Need need) {
        List<Vendor> able = able(task, need.tier());
        List<Vendor> asked = able.stream()
                .filter(vendor -> !task.isRefusedBy(vendor.name()) && !mayHave(task, vendor))
                .toList();
        boolean canDoWithout =
                need.purpose() == Purpose.AUDIT || !task.ballots().isEmpty();
        return !asked.isEmpty()
                && able.stream()
                        .noneMatch(vendor -> isWith(task, vendor)
                                || mayHave(task, vendor)
                                        && !(canDoWithout && expired(task, vendor, need.purpose()) >= MOST_EXPIRED));
    }

    /**
     * Whether a dispatch's claim that is over time is waited for all the same: nothing has come of it, its vendor could not be
     * asked again, as somebody may answer there yet, nobody else may be asked, and {@value #MOST_DEADLINES} deadlines have not
     * gone by.
     */
    public boolean isWaitedFor(Task task, String dispatch, Instant now) {
        Task ended = task.expire(dispatch);
        return ended != task
                && !ended.isSettled()
                && task.claimOf(dispatch)
                        .filter(claim -> claim.owed() == claim.labels())
                        .filter(claim -> settings.vendor(claim.vendor())
                                .filter(vendor -> !vendor.takesAgain() && isInTime(claim, vendor, now))
                                .isPresent())
                        .isPresent()
                && isExhausted(ended);
    }

    private static boolean isInTime(Claim claim, Vendor vendor, Instant now) {
        return claim.since()
                .filter(since -> now.isBefore(since.plus(vendor.deadline().multipliedBy(MOST_DEADLINES))))
                .isPresent();
    }

    /**
     * A task with what there is, if nobody is left for it: what waits for the crowd goes to an expert or is decided, what waits for
     * an expert is decided, and stays unanswered where nobody has said anything; an audit is missed. The very task if somebody is
     * left.
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
        boolean isAskedOnce = crowd.stream().noneMatch(Vendor::takesAgain);
        if (isAskedOnce && settings.vendors(Tier.EXPERT).isEmpty()) {
            remarks.add(
                    "no vendor of the crowd can be asked about an item again and there are no experts, so that an item"
                            + " that nobody answers in time gets no label");
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

    private Task withoutOthers(Task task, Decider decider) {
        Purpose purpose = task.need().orElseThrow().purpose();
        return switch (purpose) {
            case GOLD ->
                Receipt.resolved(task, new Resolution(task.known().orElseThrow(), 1, Resolution.By.KNOWN), false);
            case AUDIT -> new TaskBuilder(task).audit(AuditState.MISSED).build();
            case LABEL, ADJUDICATION ->
                task.ballots().isEmpty()
                        ? unanswered(task, purpose)
                        : decided(
                                task,
                                purpose == Purpose.LABEL ? decider.conclude(task) : decider.answer(task),
                                decider);
        };
    }

    /** What the crowd said may all have been taken back, and some of it be left who may say something. */
    private Task unanswered(Task task, Purpose purpose) {
        TaskState next = TaskState.UNANSWERED;
        if (purpose == Purpose.LABEL && !able(task, Tier.EXPERT).isEmpty()) {
            next = TaskState.ADJUDICATE;
        } else if (purpose == Purpose.ADJUDICATION && mayGoToCrowd(task)) {
            next = TaskState.OPEN;
        }
        return new TaskBuilder(task).state(next).build();
    }

    private static Task decided(Task task, Decision decision, Decider decider) {
        return decision instanceof Decision.Resolve answer
                ? Receipt.resolved(task, Receipt.byCrowd(decider, task, answer), decider.drawsAudit(task))
                : new TaskBuilder(task).state(TaskState.ADJUDICATE).build();
    }

    private List<Vendor> able(Task task, Tier tier) {
        return settings.vendors(tier, task.demand().skill());
    }

    private static long expired(Task task, Vendor vendor, Purpose purpose) {
        return task.claims().stream()
                .filter(claim -> claim.expired()
                        && !claim.refused()
                        && claim.purpose() == purpose
                        && claim.vendor().equals(vendor.name()))
                .count();
    }

    private static boolean isWith(Task task, Vendor vendor) {
        return task.claims().stream().anyMatch(claim -> claim.vendor().equals(vendor.name()) && task.isOpen(claim));
    }
}
