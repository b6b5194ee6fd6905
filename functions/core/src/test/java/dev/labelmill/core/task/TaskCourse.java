package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.judge;
import static dev.labelmill.core.task.Given.label;
import static dev.labelmill.core.task.Given.tombstone;
import static dev.labelmill.core.task.GivenVendors.ARGILLA;
import static dev.labelmill.core.task.GivenVendors.START;
import static dev.labelmill.core.task.GivenVendors.among;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.StopRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What may happen to a task, drawn from a seed: claims, labels that come in time or late and are taken back, ends of every kind. */
final class TaskCourse {

    private static final int VENDORS = 4;
    private static final int ANNOTATORS = 2;

    private final Random random;
    private final List<Vendor> vendors;
    private final Eligibility eligibility;
    private final Judge judge;
    private final Map<String, Label> stored = new LinkedHashMap<>();
    private Task task = Given.people(2);

    /** @param all those of which some are the batch's */
    TaskCourse(long seed, List<Vendor> all) {
        random = new Random(seed);
        List<Vendor> drawn = new ArrayList<>(all);
        Collections.shuffle(drawn, random);
        vendors = new ArrayList<>(drawn.subList(0, 1 + random.nextInt(VENDORS)));
        if (vendors.stream().noneMatch(vendor -> vendor.tier() == Tier.CROWD)) {
            vendors.add(ARGILLA);
        }
        boolean hasExperts = vendors.stream().anyMatch(vendor -> vendor.tier() == Tier.EXPERT);
        eligibility = among(vendors.toArray(Vendor[]::new));
        judge = judge(new StopRule(2, random.nextBoolean() ? 2 : 4, 0.9, hasExperts), hasExperts ? 1 : 0);
    }

    List<Vendor> vendors() {
        return vendors;
    }

    Task task() {
        return task;
    }

    /** All labels that were ever stored, as they are now. */
    Collection<Label> stored() {
        return stored.values();
    }

    /** A step in which people answer and vendors do what they like. */
    void step() {
        switch (random.nextInt(6)) {
            case 0 -> dispatch();
            case 1 -> claim().ifPresent(claim -> end(claim, random.nextInt(10)));
            case 2 -> withdraw();
            default -> claim().ifPresent(this::answer);
        }
    }

    /** A step in which nobody answers any more. */
    void silence() {
        dispatch();
        task.claims().forEach(claim -> task = task.expire(claim.dispatch()));
    }

    private void dispatch() {
        List<Vendor> able = eligibility.vendors(task);
        if (!able.isEmpty()) {
            Vendor vendor = able.get(random.nextInt(able.size()));
            task = task.claim("d-" + task.claims().size(), vendor, Integer.MAX_VALUE, Optional.of(START));
        } else if (eligibility.isExhausted(task)) {
            task = eligibility.settle(task, judge);
        }
    }

    private Optional<Claim> claim() {
        return task.claims().isEmpty()
                ? Optional.empty()
                : Optional.of(task.claims().get(random.nextInt(task.claims().size())));
    }

    private void end(Claim claim, int how) {
        task = switch (how) {
            case 0 -> task.unsend(claim.dispatch());
            case 1 -> task.refuse(claim.dispatch());
            default -> task.expire(claim.dispatch());
        };
    }

    /** No claim has more labels than it is for, and nobody answers twice. */
    private void answer(Claim claim) {
        String who = (claim.purpose() == Purpose.LABEL ? "w" : "x") + random.nextInt(ANNOTATORS);
        long given = stored.values().stream()
                .filter(label -> label.dispatch().equals(claim.dispatch()))
                .count();
        boolean mayAnswer = claim.end() == Claim.End.NONE || claim.end() == Claim.End.EXPIRED;
        if (mayAnswer && given < claim.labels() && !stored.containsKey(claim.vendor() + "/" + who)) {
            take(of(label(claim.purpose(), claim.vendor(), who, random.nextInt(2), 1), claim.dispatch()));
        }
    }

    private void withdraw() {
        List<Label> standing = stored.values().stream()
                .filter(label -> !label.isTombstone() && label.purpose() == Purpose.LABEL)
                .toList();
        if (!standing.isEmpty()) {
            Label label = standing.get(random.nextInt(standing.size()));
            take(of(tombstone(Purpose.LABEL, label.vendor(), label.annotator(), 2), label.dispatch()));
        }
    }

    private void take(Label label) {
        stored.put(label.vendor() + "/" + label.annotator(), label);
        task = eligibility.settle(task.receive(label, judge), judge);
    }

    private static Label of(Label label, String dispatch) {
        return new Label(
                label.batch(),
                label.project(),
                label.item(),
                label.vendor(),
                label.annotator(),
                label.value(),
                label.revision(),
                label.delivery(),
                dispatch,
                label.purpose(),
                label.postings(),
                label.millis(),
                label.known(),
                label.spent(),
                label.vendorLabel(),
                label.waited());
    }
}
