package dev.labelmill.core.task;

import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.Posterior;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.Vote;
import dev.labelmill.core.cost.Spend;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One item that people look at. Immutable; every method that changes something gives a new task, or
 * this very one when nothing changes, so that callers write nothing in vain.
 *
 * @param wave       0 for the pilot that skills are learnt from, 1 for the rest
 * @param priority   who is served first, 0 to 1, higher first
 * @param prelabel   calibrated pre-label, or null
 * @param known      the gold answer, if it has one
 * @param demand     what its item asks of whoever labels it
 * @param wanted     how many ballots make the next decision
 * @param ballots    current answers, sorted by annotator
 * @param witnesses  annotators who know the item and have no ballot
 * @param claims     every claim so far, oldest first
 * @param resolution the answer, or null; one that waits for a further label keeps the answer it had
 * @param auditAnswer what the auditor said, once {@code audit} is DONE: a class index, or one of {@link Unclassed}
 * @param spent platform money of scoring it
 * @param version    of the stored row; 0 before it is stored
 */
public record Task(
        String batch,
        String item,
        ItemPlace place,
        Stratum stratum,
        int wave,
        double priority,
        Prelabel prelabel,
        OptionalInt known,
        Demand demand,
        TaskState state,
        int wanted,
        List<Ballot> ballots,
        List<Witness> witnesses,
        List<Claim> claims,
        boolean prelabelShown,
        Resolution resolution,
        AuditState audit,
        OptionalInt auditAnswer,
        Spend spent,
        long version) {

    public Task {
        ballots = List.copyOf(ballots);
        witnesses = List.copyOf(witnesses);
        claims = List.copyOf(claims);
    }

    /** A task for the crowd. */
    public static Task forPeople(
            String batch, String item, ItemPlace place, int wave, double priority, Prelabel prelabel, int wanted) {
        return TaskBuilder.fresh(batch, item, place, Stratum.HUMAN, wave, priority, prelabel)
                .wanted(wanted)
                .build();
    }

    /** A task whose answer is known and that measures annotators. */
    public static Task gold(
            String batch, String item, ItemPlace place, double priority, Prelabel prelabel, int known, int wanted) {
        return TaskBuilder.fresh(batch, item, place, Stratum.GOLD, 0, priority, prelabel)
                .known(known)
                .wanted(wanted)
                .build();
    }

    /**
     * A known item that is held back from the pilot: it goes out beside other tasks, or never. Its answer is there from the
     * start, so that a batch is over without it.
     */
    public static Task heldGold(
            String batch, String item, ItemPlace place, double priority, Prelabel prelabel, int known, int wanted) {
        return TaskBuilder.fresh(batch, item, place, Stratum.GOLD, 1, priority, prelabel)
                .known(known)
                .wanted(wanted)
                .state(TaskState.HELD)
                .resolution(new Resolution(known, 1, Resolution.By.KNOWN))
                .build();
    }

    /** The audit of an item whose pre-label was accepted. */
    public static Task auditOfAccepted(
            String batch, String item, ItemPlace place, double priority, Prelabel prelabel, Resolution resolution) {
        return TaskBuilder.fresh(batch, item, place, Stratum.AUTO, 0, priority, prelabel)
                .state(TaskState.RESOLVED)
                .resolution(resolution)
                .audit(AuditState.DUE)
                .build();
    }

    /** What this task waits for while nobody has claimed it; empty if it waits for nothing, or for a claim's labels. */
    public Optional<Need> need() {
        return Need.of(this);
    }

    /** The last claim whose labels are on their way, if any; an auditor's can be beside the crowd's or an expert's. */
    public Optional<Claim> openClaim() {
        return claims.stream().filter(this::isOpen).reduce((earlier, last) -> last);
    }

    /** Whether an expert has been asked to decide it, and has not answered. */
    public boolean isBeingAdjudicated() {
        return claims.stream().anyMatch(claim -> claim.purpose() == Purpose.ADJUDICATION && isOpen(claim));
    }

    /** Whether a claim is the last for its purpose, and that is what the task waits for. */
    boolean isOpen(Claim claim) {
        boolean awaited = switch (claim.purpose()) {
            case LABEL, GOLD -> state == TaskState.CLAIMED;
            case ADJUDICATION -> state == TaskState.ADJUDICATE;
            case AUDIT -> audit == AuditState.OUT;
        };
        return awaited
                && !claim.expired()
                && claims.stream()
                        .filter(other -> other.purpose() == claim.purpose())
                        .reduce((earlier, last) -> last)
                        .filter(claim::equals)
                        .isPresent();
    }

    /** The claim that a dispatch made, if it made one. */
    public Optional<Claim> claimOf(String dispatch) {
        return claims.stream().filter(c -> c.dispatch().equals(dispatch)).findFirst();
    }

    /** Whether labels of a dispatch's claim are still waited for. */
    public boolean awaits(String dispatch) {
        return claims.stream().anyMatch(claim -> claim.dispatch().equals(dispatch) && isOpen(claim));
    }

    /** Whether labelling and audit are both over, as far as anybody waits for them. */
    public boolean isSettled() {
        return (state == TaskState.RESOLVED || state == TaskState.HELD || state == TaskState.UNANSWERED)
                && audit != AuditState.DUE
                && audit != AuditState.OUT;
    }

    /**
     * This task where nothing more is bought: settled with what there is. Known answers stand; what people have said so far
     * decides by plain majority, until the final consensus weighs it; where they have said nothing there is no label. An
     * audit that was not answered is missed. One that would have been drawn for a task that is decided so is missed too, so
     * that what is audited stays a random draw.
     *
     * @param drawsAudit whether a task that people decide is audited
     */
    public Task stop(Predicate<Task> drawsAudit) {
        return new Stop(this, drawsAudit).result();
    }

    /** How often claims of this vendor on this task expired. */
    public long expiredClaims(String vendor) {
        return claims.stream()
                .filter(c -> c.expired() && c.vendor().equals(vendor))
                .count();
    }

    /** Whether a vendor has said that it will never take the task. */
    public boolean isRefusedBy(String vendor) {
        return claims.stream().anyMatch(c -> c.refused() && c.vendor().equals(vendor));
    }

    /** Annotators of a vendor that know the item already and must not get it again. */
    public List<String> annotatorsOf(String vendor) {
        return Stream.concat(
                        ballots.stream().filter(b -> b.vendor().equals(vendor)).map(Ballot::annotator),
                        witnesses.stream()
                                .filter(w -> w.vendor().equals(vendor))
                                .map(Witness::annotator))
                .sorted()
                .toList();
    }

    /**
     * This task claimed by a dispatch for all that it needs.
     *
     * @param showsPrelabel whether the vendor's annotators will see the pre-label
     * @throws IllegalStateException if it needs nothing
     */
    public Task claim(String dispatch, String vendor, boolean showsPrelabel) {
        return claim(dispatch, vendor, showsPrelabel, Integer.MAX_VALUE, Optional.empty());
    }

    /**
     * The same for no more than so many labels. Where that is fewer than it needs, what they say is decided by when they have
     * come, as ever: they are too few, so that the rest is asked for, or a known answer needs no more.
     *
     * @param most  labels that the claim is for, at least 1
     * @param since when the claim is made, if that is to be noted
     * @throws IllegalStateException if it needs nothing
     */
    public Task claim(String dispatch, String vendor, boolean showsPrelabel, int most, Optional<Instant> since) {
        return new ClaimStart(this, dispatch, vendor, showsPrelabel, most, since).result();
    }

    /**
     * The same for as many labels as are paid for and the vendor gives of one item. What it does not give is wanted still, and
     * others are asked for it once it has answered, as for all of it where it does not answer.
     *
     * @param paid labels that there is money for, at least 1
     */
    public Task claim(String dispatch, Vendor vendor, int paid, Optional<Instant> since) {
        return ClaimStart.of(this, dispatch, vendor, paid, since);
    }

    /** This task after a dispatch's deadline: waiting again, unless its labels came or another claim stands. */
    public Task expire(String dispatch) {
        return new ClaimEnd(this, dispatch, Claim.End.EXPIRED).result();
    }

    /** This task after a vendor refused it for good: waiting again, for another vendor. */
    public Task refuse(String dispatch) {
        return new ClaimEnd(this, dispatch, Claim.End.REFUSED).result();
    }

    /** This task after it is known that it never reached the dispatch's vendor: waiting again, for that vendor too. */
    public Task unsend(String dispatch) {
        return new ClaimEnd(this, dispatch, Claim.End.UNSENT).result();
    }

    /** How often the crowd was asked for it. */
    public int crowdClaims() {
        return (int) claims.stream()
                .filter(claim -> claim.purpose() == Purpose.LABEL)
                .count();
    }

    /**
     * Whether the crowd decided it and could say more: nothing is known of it, no expert has spoken, and it has fewer labels
     * than that.
     */
    public boolean isOpenToDoubt(int mostLabels) {
        return stratum == Stratum.HUMAN
                && state == TaskState.RESOLVED
                && resolution.by() == Resolution.By.CROWD
                && !ballots.isEmpty()
                && ballots.size() < mostLabels;
    }

    /**
     * This task waiting for one more label of the crowd, though it has an answer, which stands until that label has
     * come. The very task unless it is just as it was when that was decided, so that repeating it asks once.
     *
     * @param labels      that it had then
     * @param crowdClaims that it had then
     */
    public Task reopen(int labels, int crowdClaims) {
        boolean unchanged =
                isOpenToDoubt(Integer.MAX_VALUE) && ballots.size() == labels && crowdClaims() == crowdClaims;
        return unchanged
                ? new TaskBuilder(this).state(TaskState.OPEN).wanted(labels + 1).build()
                : this;
    }

    /** This task with a stored label taken in, and decided if that completes what it waited for. */
    public Task receive(Label label, Decider decider) {
        return new Receipt(this, label, decider).result();
    }

    /** Whether it waits for such a label and has not taken this one in, which is stored. */
    public boolean awaits(Label stored) {
        return new Receipt(this, stored, null).isAwaited();
    }

    /** Probability of each class given the ballots, the annotators' confusions and an unseen pre-label. */
    public double[] posterior(Skills skills) {
        double[] prior = prelabel == null || prelabelShown
                ? Prelabel.uniform(skills.classes())
                : prelabel.asPrior(skills.classes());
        List<Vote> votes = ballots.stream().map(Ballot::asVote).toList();
        return Posterior.of(prior, votes, skills);
    }

    /** The same task of an item that asks this of whoever labels it. */
    public Task demanding(Demand wanted) {
        return new TaskBuilder(this).demand(wanted).build();
    }

    /** The same task with more platform money spent on it. */
    public Task spend(Spend more) {
        return new TaskBuilder(this).spent(spent.plus(more)).build();
    }

    /** The same task under the next version, as it is to be stored. */
    public Task nextVersion() {
        return new TaskBuilder(this).version(version + 1).build();
    }
}
