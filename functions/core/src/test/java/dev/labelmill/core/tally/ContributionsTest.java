package dev.labelmill.core.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.task.AuditState;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Given;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContributionsTest {

    private static final Judge JUDGE = Given.judge(new StopRule(2, 4, 0.9, true), 0.5);
    private static final Instant DEADLINE = Instant.parse("2026-11-24T10:00:00Z");

    /** A task's versions, one after another, as the table's stream tells them. */
    private static List<Task> walk(int kind, long seed) {
        Random random = new Random(seed);
        List<Task> versions = new ArrayList<>();
        Task task = kind == 0 ? Given.people(2) : kind == 1 ? Given.gold(1, 2) : Given.auditOfAccepted(0);
        versions.add(task);
        for (int step = 0; step < 20; step++) {
            Purpose wanted = task.openClaim().map(c -> c.purpose()).orElse(kind == 1 ? Purpose.GOLD : Purpose.LABEL);
            Label label = Given.label(
                    wanted,
                    "v",
                    "w" + random.nextInt(5),
                    random.nextInt(6) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(3)),
                    1 + random.nextInt(2));
            task = random.nextInt(3) == 0 && task.need().isPresent()
                    ? task.claim("d-" + step, "v", false)
                    : random.nextInt(8) == 0
                            ? task.expire("d-" + (step - 1))
                            : task.receive(label, JUDGE).spend(Spend.of("score", Kind.LAMBDA, 3));
            versions.add(task);
        }
        return versions;
    }

    @Property(tries = 200)
    void differences_folded_in_any_cut_and_order_of_tasks_give_what_a_scan_of_the_last_versions_gives(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int tasks) {
        List<Counters> differences = new ArrayList<>();
        Counters scan = new Counters();
        for (int i = 0; i < tasks; i++) {
            List<Task> versions = walk(i % 3, seed + i);
            Counters before = new Counters();
            for (Task version : versions) {
                Counters now = Contributions.of(version);
                differences.add(new Counters().addAll(now).subtractAll(before));
                before = now;
            }
            scan.addAll(before);
        }
        Collections.shuffle(differences, new Random(seed));

        Counters folded = new Counters();
        differences.forEach(folded::addAll);

        assertThat(folded).isEqualTo(scan);
    }

    @Test
    void a_dispatch_counts_when_it_is_delivered_and_is_fulfilled_or_expired_when_closed() {
        Dispatch claiming = Dispatch.claiming("d", "b", "crowd", List.of("i1", "i2"), DEADLINE);
        Dispatch delivered = claiming.delivered(List.of("i1", "i2"), 4, Spend.of("dispatch", Kind.LAMBDA, 10));
        Dispatch closed = delivered.closed(1, 2, Spend.of("dispatch", Kind.LAMBDA, 5));

        assertThat(Contributions.of(claiming)).isEqualTo(new Counters());
        assertThat(Contributions.of(delivered))
                .isEqualTo(new Counters()
                        .add("dispatches", 1)
                        .add("claims", 2)
                        .add("requested.crowd", 4)
                        .add("spent.dispatch.lambda", 10));
        assertThat(Contributions.of(closed))
                .isEqualTo(new Counters()
                        .add("dispatches", 1)
                        .add("claims", 2)
                        .add("requested.crowd", 4)
                        .add("expired.crowd", 1)
                        .add("overtime.crowd", 2)
                        .add("fulfilled.crowd", 3)
                        .add("spent.dispatch.lambda", 15));
    }

    @Test
    void a_label_counts_for_its_purpose_and_a_label_taken_back_only_its_storing() {
        assertThat(Contributions.of(Given.label(Purpose.AUDIT, "experts", "e1", 1, 1)))
                .isEqualTo(new Counters()
                        .add("spent.webhook.lambda", 7)
                        .add("labelEvents", 1)
                        .add("labels.audit", 1)
                        .add("money.audit", 12_000_000)
                        .add("millis.audit", 900)
                        .add("received.experts", 1)
                        .add("paid.experts", 12_000_000)
                        .add("took.experts.39", 1));
        assertThat(Contributions.of(Given.tombstone(Purpose.LABEL, "crowd", "w1", 2)))
                .isEqualTo(new Counters().add("spent.webhook.lambda", 7).add("tombstones", 1));
        assertThat(Contributions.ofAnnotator(Given.tombstone(Purpose.LABEL, "crowd", "w1", 2)))
                .isEqualTo(new Counters());
    }

    @Test
    void a_label_counts_how_long_it_was_waited_for_until_it_is_taken_back() {
        Label label = Given.label(Purpose.LABEL, "crowd", "w1", 1, 1);

        assertThat(Contributions.of(waited(label, label.value(), 2500)).nonZero())
                .containsEntry("inTime.crowd", 1L)
                .containsEntry("waited.crowd", 2500L);
        assertThat(Contributions.of(label).nonZero()).doesNotContainKeys("inTime.crowd", "waited.crowd", "late.crowd");
        assertThat(Contributions.of(waited(label, label.value(), -1)).nonZero())
                .containsEntry("received.crowd", 1L)
                .containsEntry("late.crowd", 1L)
                .doesNotContainKeys("inTime.crowd", "waited.crowd");
        assertThat(Contributions.of(waited(label, Optional.empty(), 2500)).nonZero())
                .doesNotContainKeys("inTime.crowd", "waited.crowd");
    }

    private static Label waited(Label label, Optional<LabelValue> value, long millis) {
        return new Label(
                label.batch(),
                label.project(),
                label.item(),
                label.vendor(),
                label.annotator(),
                value,
                label.revision(),
                label.delivery(),
                label.dispatch(),
                label.purpose(),
                label.postings(),
                label.millis(),
                label.known(),
                label.spent(),
                label.vendorLabel(),
                millis);
    }

    @Test
    void an_answer_on_gold_counts_for_its_vendor_right_or_wrong() {
        Counters vendor = Contributions.of(Given.goldLabel("crowd", "w1", 1, 1))
                .addAll(Contributions.of(Given.goldLabel("crowd", "w2", 1, 0)));

        assertThat(vendor.get("goldAsked.crowd")).isEqualTo(2);
        assertThat(vendor.get("goldMet.crowd")).isEqualTo(1);
    }

    @Test
    void a_known_item_that_is_held_back_counts_as_over_and_as_held_until_it_goes_out() {
        Task held = Task.heldGold("b", "i1", Given.PLACE, 0.5, null, 1, 2);
        assertThat(Contributions.of(held).nonZero())
                .containsEntry("tasks.gold", 1L)
                .containsEntry("state.gold.resolved", 1L)
                .containsEntry("goldHeld", 1L);

        assertThat(Contributions.of(held.claim("d-1", "crowd", false)).nonZero())
                .containsEntry("state.gold.claimed", 1L)
                .containsEntry("wave.1.claimed", 1L)
                .doesNotContainKeys("goldHeld", "state.gold.resolved");
    }

    @Test
    void a_task_that_the_crowd_could_not_decide_counts_apart_while_an_expert_is_asked() {
        Task undecided = Given.people(2);
        for (int n = 0; undecided.state() != TaskState.ADJUDICATE; n++) {
            undecided = undecided.receive(Given.crowd("w" + n, n % Given.CLASSES, 1), Given.judge());
        }
        Task asked = undecided.claim("d-1", "experts", false);

        assertThat(Contributions.of(undecided).nonZero())
                .containsEntry("state.human.adjudicate", 1L)
                .doesNotContainKey("adjudicating");
        assertThat(Contributions.of(asked).nonZero())
                .containsEntry("state.human.adjudicate", 1L)
                .containsEntry("adjudicating", 1L);
        assertThat(Contributions.of(asked.expire("d-1"))).isEqualTo(Contributions.of(undecided));
        assertThat(Contributions.of(asked.receive(Given.label(Purpose.ADJUDICATION, "experts", "e1", 1, 1), JUDGE))
                        .nonZero())
                .containsEntry("resolvedBy.expert", 1L)
                .doesNotContainKeys("adjudicating", "state.human.adjudicate");
    }

    @Test
    void gold_and_audited_items_stay_out_of_agreement() {
        Task gold = Given.gold(1, 2)
                .claim("d", "crowd", false)
                .receive(Given.label(Purpose.GOLD, "crowd", "w1", 1, 1), JUDGE)
                .receive(Given.label(Purpose.GOLD, "crowd", "w2", 0, 1), JUDGE);

        Counters counters = Contributions.of(gold);

        assertThat(AgreementCounts.of(counters.nonZero())).isEqualTo(AgreementCounts.EMPTY);
        assertThat(counters.get("goldRight")).isEqualTo(1);
        assertThat(counters.get("ballots.gold")).isEqualTo(2);
        assertThat(counters.get("state.gold.resolved")).isEqualTo(1);
    }

    @Test
    void an_audit_that_contradicts_is_an_error_of_its_stratum() {
        Task audited = Given.auditOfAccepted(0)
                .claim("d", "experts", false)
                .receive(Given.label(Purpose.AUDIT, "experts", "e1", 2, 1), JUDGE);

        Counters counters = Contributions.of(audited);

        assertThat(counters.get("auditErrors.auto")).isEqualTo(1);
        assertThat(counters.get("audit.auto.done")).isEqualTo(1);
        assertThat(counters.get("tasks.auto")).isEqualTo(1);
    }

    @Test
    void an_answer_that_breaks_a_check_is_a_violation_and_its_audit_no_error() {
        Judge judge = new Judge(
                Given.CLASSES,
                new StopRule(2, 4, 0.9, true),
                Skills.uninformed(Given.CLASSES, 0.8),
                new Draw(5),
                1,
                Set.of(2));
        Task task = Given.people(2)
                .receive(Given.label(Purpose.LABEL, "v", "w1", 2, 1), judge)
                .receive(Given.label(Purpose.LABEL, "v", "w2", 2, 1), judge);
        Counters counters = Contributions.of(task.receive(Given.label(Purpose.AUDIT, "e", "x", 1, 1), judge));

        assertThat(task.resolution().breaksCheck()).isTrue();
        assertThat(counters.get("violations.human")).isEqualTo(1);
        assertThat(counters.get("audit.human.done")).isEqualTo(1);
        assertThat(counters.get("auditedViolations.human")).isEqualTo(1);
        assertThat(counters.get("auditErrors.human")).isZero();

        assertThat(task.audit()).isEqualTo(AuditState.DUE);
        Counters missed = Contributions.of(task.stop(any -> false));
        assertThat(missed.get("audit.human.missed")).isEqualTo(1);
        assertThat(missed.get("auditedViolations.human")).isEqualTo(1);
        assertThat(missed.get("auditErrors.human")).as("it is known already").isZero();
    }

    @Test
    void an_audit_that_nobody_answered_and_nobody_will_is_an_error() {
        Counters counters = Contributions.of(Given.auditOfAccepted(0).stop(any -> false));

        assertThat(counters.get("audit.auto.missed")).isEqualTo(1);
        assertThat(counters.get("auditErrors.auto")).isEqualTo(1);
    }
}
