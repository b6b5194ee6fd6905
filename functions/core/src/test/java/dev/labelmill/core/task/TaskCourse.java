package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.CLASSES;
import static dev.labelmill.core.task.Given.PLACE;
import static dev.labelmill.core.task.GivenVendors.ARGILLA;
import static dev.labelmill.core.task.GivenVendors.START;
import static dev.labelmill.core.task.GivenVendors.among;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.check.Checks;
import dev.labelmill.core.consensus.Confusion;
import dev.labelmill.core.consensus.ExpertRule;
import dev.labelmill.core.consensus.Offer;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue.Choice;
import dev.labelmill.core.label.LabelValue.Grade;
import dev.labelmill.core.label.Rating;
import dev.labelmill.core.results.SettledValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * What happens to one task among a few vendors, drawn at random from a seed: whatever the functions may do in its state, in any order.
 * Labels reach it in the order they were stored in, some of them again.
 */
final class TaskCourse {

    private static final int MOST_VENDORS = 4;
    private static final int ANNOTATORS = 3;
    private static final int MOST_LABELS = 4;

    private static final Prelabel GUESSED = Prelabel.of(new double[] {0.7, 0.2, 0.1});

    private final Random random;
    private final List<Vendor> vendors;
    private final Eligibility eligibility;
    private final Judge judge;
    /** Whether labels are ratings, of which each brings all that is stored. */
    private final boolean isOfValues;

    private final CourseDesk desk;
    private int delivered;
    private Task task;

    /** @param all those of which some are the batch's */
    TaskCourse(long seed, List<Vendor> all) {
        random = new Random(seed);
        List<Vendor> drawn = new ArrayList<>(all);
        Collections.shuffle(drawn, random);
        vendors = new ArrayList<>(drawn.subList(0, 1 + random.nextInt(MOST_VENDORS)));
        if (vendors.stream().noneMatch(vendor -> vendor.tier() == Tier.CROWD && vendor.mostLabelsAtOnce() > 1)) {
            vendors.add(ARGILLA);
        }
        boolean hasExperts = vendors.stream().anyMatch(vendor -> vendor.tier() == Tier.EXPERT);
        eligibility = among(vendors.toArray(Vendor[]::new));
        judge = judge(hasExperts);
        isOfValues = random.nextInt(4) == 0;
        desk = new CourseDesk(isOfValues ? answer -> new Grade(1 + answer) : Choice::new);
        task = begun(hasExperts && random.nextInt(6) == 0);
    }

    private Judge judge(boolean hasExperts) {
        int least = 1 + random.nextInt(2);
        StopRule rule = new StopRule(least, least + random.nextInt(MOST_LABELS - least + 1), 0.9, hasExperts);
        Set<String> paused = random.nextInt(4) == 0 ? Set.of(vendors.get(0).name() + "/w0") : Set.of();
        Skills skills = Skills.uninformed(CLASSES, 0.8).pausing(paused);
        // What an expert is worth: seldom the price, or soon.
        Optional<ExpertRule> experts = hasExperts && random.nextInt(4) == 0
                ? Optional.of(
                        new ExpertRule(List.of(offer(0.8)), List.of(offer(0.95)), random.nextBoolean() ? 0.1 : 10))
                : Optional.empty();
        return new Judge(CLASSES, rule, skills, new Draw(5), hasExperts ? random.nextInt(2) : 0, Set.of(), experts);
    }

    private static Offer offer(double accuracy) {
        return new Offer(Confusion.symmetric(CLASSES, accuracy), 0.05);
    }

    private Task begun(boolean isAccepted) {
        int least = judge.stopRule().minOverlap();
        if (isAccepted) {
            return Given.auditOfAccepted(1);
        }
        return switch (isOfValues ? 2 : random.nextInt(8)) {
            case 0 -> Given.gold(1, least);
            case 1 -> Task.heldGold("b", "i1", PLACE, 0.5, null, 1, least);
            default -> Task.forPeople("b", "i1", PLACE, 0, 0.5, random.nextBoolean() ? GUESSED : null, least);
        };
    }

    List<Vendor> vendors() {
        return vendors;
    }

    Task task() {
        return task;
    }

    /** As it decides now: by the values that are stored, where labels are no classes. */
    Decider judge() {
        return isOfValues
                ? new ValueJudge<>(
                        new Checks<>(new Rating(1, CLASSES), List.of()),
                        judge.stopRule(),
                        judge.draw(),
                        judge.auditRate(),
                        0,
                        stored(),
                        Optional.of(new Grade(1)))
                : judge;
    }

    /** What is left of the task in the end, where labels are no classes. */
    Optional<SettledValues<Grade>> values() {
        return isOfValues ? Optional.of(SettledValues.of(task, stored(), Grade.class)) : Optional.empty();
    }

    /** What is stored now and has reached the task. */
    List<Label> stored() {
        return desk.stored();
    }

    /** What has been stored at any time and has reached the task. */
    List<Label> heard() {
        return desk.told().subList(0, delivered);
    }

    /** What has been stored and has not reached the task, in its order. */
    List<Label> underWay() {
        return desk.told().subList(delivered, desk.told().size());
    }

    /** Whether the next two labels are two people's who are both heard before anything is decided. */
    boolean areBeforeADecision() {
        return underWay().size() > 1
                && underWay().subList(0, 2).stream().map(Label::who).distinct().count() == 2
                && underWay().subList(0, 2).stream()
                        .allMatch(label -> !label.isTombstone() && label.purpose() == Purpose.LABEL)
                && (task.state() == TaskState.OPEN || task.state() == TaskState.CLAIMED)
                && task.ballots().size() + 2 <= task.wanted();
    }

    /** A step in which people answer and vendors do what they like. */
    void step() {
        switch (random.nextInt(14)) {
            case 0, 1 -> dispatch();
            case 2 -> claim().ifPresent(this::end);
            case 3 -> claim().ifPresent(claim -> say(claim, OptionalInt.empty()));
            case 4 -> reopen();
            case 5 -> again();
            case 6, 7, 8 -> deliver();
            default -> claim().ifPresent(claim -> say(claim, OptionalInt.of(random.nextInt(2))));
        }
    }

    /** A step in which nobody answers any more. */
    void silence() {
        while (!underWay().isEmpty()) {
            deliver();
        }
        dispatch();
        task.claims().forEach(claim -> task = task.expire(claim.dispatch()));
    }

    /** The end of a batch whose money is spent, or in which nobody has answered. */
    void stop() {
        silence();
        if (random.nextBoolean()) {
            dispatch();
        }
        task = task.stop(judge()::drawsAudit);
    }

    private void dispatch() {
        List<Vendor> able = eligibility.vendors(task);
        if (!able.isEmpty()) {
            Vendor vendor = able.get(random.nextInt(able.size()));
            int needed = task.need().orElseThrow().labels();
            int paid = random.nextInt(3) == 0 ? 1 + random.nextInt(needed) : Integer.MAX_VALUE;
            task = task.claim("d-" + task.claims().size(), vendor, paid, Optional.of(START));
        } else if (eligibility.isExhausted(task)) {
            task = eligibility.settle(task, judge());
        }
    }

    private Optional<Claim> claim() {
        return task.claims().isEmpty()
                ? Optional.empty()
                : Optional.of(task.claims().get(random.nextInt(task.claims().size())));
    }

    /** What nobody has answered may turn out never to have been there, or to be refused. */
    private void end(Claim claim) {
        int how = desk.knows(claim) ? 2 : random.nextInt(10);
        task = switch (how) {
            case 0 -> task.unsend(claim.dispatch());
            case 1 -> task.refuse(claim.dispatch());
            default -> task.expire(claim.dispatch());
        };
    }

    /** Somebody decides to ask once more, and the item has been answered meanwhile, or has not. */
    private void reopen() {
        if (!isOfValues && task.isOpenToDoubt(judge.stopRule().maxOverlap()) && eligibility.mayGoToCrowd(task)) {
            int labels = task.ballots().size();
            int claims = task.crowdClaims();
            if (random.nextInt(3) == 0) {
                step();
            }
            task = task.reopen(labels, claims);
        }
    }

    private void say(Claim claim, OptionalInt answer) {
        boolean lies = claim.end() == Claim.End.NONE || claim.end() == Claim.End.EXPIRED;
        if (lies) {
            desk.take(task, claim, who(claim), answer);
        }
    }

    /** Of a vendor that names nobody each claim has its own. */
    private String who(Claim claim) {
        boolean isNamed = vendors.stream()
                .filter(vendor -> vendor.name().equals(claim.vendor()))
                .noneMatch(vendor -> vendor.mostLabelsAtOnce() == 1);
        return isNamed ? "w" + random.nextInt(ANNOTATORS) : "response-" + claim.dispatch();
    }

    private void deliver() {
        if (delivered < desk.told().size()) {
            delivered++;
            hear(List.of(desk.told().get(delivered - 1)));
        }
    }

    /** From some label on all that came come once more. */
    private void again() {
        if (delivered > 0) {
            hear(heard().subList(random.nextInt(delivered), delivered));
        }
    }

    private void hear(List<Label> labels) {
        Task after = task;
        for (Label label : isOfValues ? rows() : labels) {
            after = after.receive(label, judge());
        }
        task = eligibility.settle(after, judge());
    }

    private List<Label> rows() {
        delivered = desk.told().size();
        return desk.stored().stream()
                .sorted(Comparator.comparing((Label label) -> !label.isTombstone())
                        .thenComparing(Label::purpose)
                        .thenComparing(Label::who))
                .toList();
    }
}
