package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.crowd;
import static dev.labelmill.core.task.Given.judge;
import static dev.labelmill.core.task.Given.label;
import static dev.labelmill.core.task.Given.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.consensus.StopRule;
import dev.labelmill.core.draw.Draw;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskTest {

    private static Task disputed() {
        Task task = Given.people(4).claim("d-1", "crowd", false);
        return received(task, crowd("w1", 0, 1), crowd("w2", 1, 1), crowd("w3", 0, 1), crowd("w4", 1, 1));
    }

    @Test
    void a_claim_is_for_all_labels_that_are_wanted() {
        Task task = Given.people(2);
        assertThat(task.need()).contains(new Need(Tier.CROWD, Purpose.LABEL, 2));

        Task claimed = task.claim("d-1", "crowd", false);

        assertThat(claimed.openClaim())
                .contains(new Claim("d-1", "crowd", Purpose.LABEL, 2, 2, Optional.empty(), Claim.End.NONE));
        assertThat(claimed.need()).isEmpty();
        assertThatThrownBy(() -> claimed.claim("d-2", "crowd", false)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void annotators_who_agree_resolve_a_task_and_those_who_do_not_are_asked_for_one_more() {
        Task claimed = Given.people(2).claim("d-1", "crowd", false);

        Task agreed = received(claimed, crowd("w1", 2, 1), crowd("w2", 2, 1));
        assertThat(agreed.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(agreed.resolution().answer()).isEqualTo(2);
        assertThat(agreed.resolution().by()).isEqualTo(Resolution.By.CROWD);
        assertThat(agreed.isSettled()).isTrue();

        Task split = received(claimed, crowd("w1", 2, 1), crowd("w2", 1, 1));
        assertThat(split.need()).contains(new Need(Tier.CROWD, Purpose.LABEL, 1));
        assertThat(split.annotatorsOf("crowd")).containsExactly("w1", "w2");
        assertThat(split.annotatorsOf("other")).isEmpty();
    }

    @Test
    void a_pre_label_is_evidence_only_as_long_as_no_annotator_has_seen_it() {
        Task task = Task.forPeople("b", "i1", Given.PLACE, 0, 0.5, Prelabel.of(new double[] {0.9, 0.05, 0.05}), 1);

        double unseen = task.claim("d-1", "crowd", false).posterior(judge().skills())[0];
        double seen = task.claim("d-1", "crowd", true).posterior(judge().skills())[0];
        double seenOnce = task.claim("d-1", "crowd", true)
                .expire("d-1")
                .claim("d-2", "crowd", false)
                .posterior(judge().skills())[0];

        assertThat(unseen).isEqualTo(0.9, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(seen).isEqualTo(1.0 / 3, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(seenOnce).isEqualTo(seen);
    }

    @Test
    void a_task_that_was_claimed_in_part_asks_for_the_rest_when_that_part_has_come() {
        Task part = Given.people(2).claim("d-1", "crowd", false, 1, Optional.empty());
        assertThat(part.openClaim().orElseThrow().labels()).isEqualTo(1);
        assertThat(part.need()).isEmpty();

        Task more = part.receive(label(Purpose.LABEL, "crowd", "w1", 1, 1), judge());

        assertThat(more.state()).isEqualTo(TaskState.OPEN);
        assertThat(more.need()).contains(new Need(Tier.CROWD, Purpose.LABEL, 1));
        assertThat(more.annotatorsOf("crowd")).containsExactly("w1");
    }

    @Test
    void a_claim_of_more_than_a_task_needs_is_one_of_what_it_needs() {
        Task task = Given.people(2).claim("d-1", "crowd", false, 3, Optional.empty());

        assertThat(task.openClaim().orElseThrow().labels()).isEqualTo(2);
        assertThat(task.wanted()).isEqualTo(2);
    }

    @Test
    void a_crowd_that_does_not_agree_is_followed_by_an_expert() {
        Task task = disputed();
        assertThat(task.state()).isEqualTo(TaskState.ADJUDICATE);
        assertThat(task.need()).contains(new Need(Tier.EXPERT, Purpose.ADJUDICATION, 1));

        Task decided = task.claim("d-2", "experts", false)
                .receive(label(Purpose.ADJUDICATION, "experts", "e1", 2, 1), judge());

        assertThat(decided.resolution()).isEqualTo(new Resolution(2, 1, Resolution.By.EXPERT));
        assertThat(decided.ballots()).hasSize(4);
    }

    @Test
    void the_expert_who_decided_does_not_audit() {
        Judge auditing = judge(new StopRule(2, 4, 0.9, true), 1);
        Task due = disputed()
                .claim("d-2", "experts", false)
                .receive(label(Purpose.ADJUDICATION, "experts", "e1", 2, 1), auditing);
        assertThat(due.audit()).isEqualTo(AuditState.DUE);
        assertThat(due.annotatorsOf("experts")).containsExactly("e1");

        Task out = due.claim("d-3", "experts", false);
        assertThat(out.receive(label(Purpose.AUDIT, "experts", "e1", 2, 2), auditing))
                .isSameAs(out);

        Task done = out.receive(label(Purpose.AUDIT, "experts", "e2", 1, 1), auditing);
        assertThat(done.audit()).isEqualTo(AuditState.DONE);
        assertThat(done.auditAnswer()).hasValue(1);
        assertThat(done.resolution().answer()).isEqualTo(2);
    }

    @Test
    void without_experts_the_best_answer_stands() {
        Judge alone = judge(new StopRule(1, 2, 0.99, false), 0);
        Task task = Given.people(2).claim("d-1", "crowd", false);
        task = task.receive(crowd("w1", 2, 1), alone).receive(crowd("w2", 1, 1), alone);

        assertThat(task.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(task.resolution().answer()).isEqualTo(1);
    }

    @Test
    void an_expired_claim_reopens_only_what_its_dispatch_still_holds() {
        Task claimed = Given.people(2).claim("d-1", "crowd", false);
        assertThat(claimed.expire("d-2")).isSameAs(claimed);

        Task reopened = received(claimed, crowd("w1", 1, 1)).expire("d-1");
        assertThat(reopened.need()).contains(new Need(Tier.CROWD, Purpose.LABEL, 1));
        assertThat(reopened.expiredClaims("crowd")).isEqualTo(1);
        assertThat(reopened.expire("d-1")).isSameAs(reopened);

        Task again = reopened.claim("d-2", "other", false);
        assertThat(again.expire("d-1")).isSameAs(again);

        Task resolved = received(claimed, crowd("w1", 1, 1), crowd("w2", 1, 1));
        assertThat(resolved.expire("d-1")).isSameAs(resolved);
    }

    @Test
    void labels_that_come_after_their_claim_expired_still_count() {
        Task reopened = Given.people(2).claim("d-1", "crowd", false).expire("d-1");

        Task resolved = received(reopened, crowd("w1", 1, 1), crowd("w2", 1, 1));

        assertThat(resolved.state()).isEqualTo(TaskState.RESOLVED);
    }

    @Test
    void an_accepted_item_that_was_drawn_waits_for_its_auditor_and_can_expire() {
        Task due = Given.auditOfAccepted(0);
        assertThat(due.need()).contains(new Need(Tier.EXPERT, Purpose.AUDIT, 1));
        assertThat(due.isSettled()).isFalse();

        Task out = due.claim("d-1", "experts", false);
        assertThat(out.openClaim()).isPresent();
        assertThat(out.expire("d-1").need()).isEqualTo(due.need());

        Task done = out.receive(label(Purpose.AUDIT, "experts", "e1", 1, 1), judge());
        assertThat(done.isSettled()).isTrue();
        assertThat(done.auditAnswer()).isEqualTo(OptionalInt.of(1));
        assertThat(done.receive(label(Purpose.AUDIT, "experts", "e2", 2, 1), judge()))
                .isSameAs(done);
    }

    @Test
    void the_same_name_at_two_vendors_is_two_annotators() {
        Task task = received(
                Given.people(2).claim("d-1", "crowd", false),
                crowd("w1", 1, 1),
                label(Purpose.LABEL, "other", "w1", 1, 1));

        assertThat(task.ballots()).hasSize(2);
        assertThat(task.annotatorsOf("other")).containsExactly("w1");
    }

    @Test
    void audits_are_drawn_at_the_rate_by_item_and_seed_alone() {
        Judge tenth = judge(new StopRule(1, 2, 0.5, true), 0.1);
        long drawn = IntStream.range(0, 5000)
                .mapToObj(i -> Task.forPeople("b", "i" + i, Given.PLACE, 0, 0.5, null, 1)
                        .claim("d-1", "crowd", false)
                        .receive(crowd("w1", 0, 1), tenth))
                .peek(task -> assertThat(task.audit())
                        .isEqualTo(
                                new Draw(5).uniform("audit", "b", task.item()) < 0.1
                                        ? AuditState.DUE
                                        : AuditState.NONE))
                .filter(task -> task.audit() == AuditState.DUE)
                .count();

        assertThat(drawn).isBetween(430L, 570L);
    }

    @Test
    void nothing_new_is_the_very_same_task() {
        Task task = received(Given.people(2).claim("d-1", "crowd", false), crowd("w1", 1, 2));

        assertThat(task.receive(crowd("w1", 1, 2), judge())).isSameAs(task);
        assertThat(task.receive(crowd("w1", 0, 1), judge())).isSameAs(task);
        assertThat(task.receive(label(Purpose.AUDIT, "experts", "e1", 0, 1), judge()))
                .isSameAs(task);
        assertThat(task.receive(label(Purpose.ADJUDICATION, "experts", "e1", 0, 1), judge()))
                .isSameAs(task);
    }
}
