package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.crowd;
import static dev.labelmill.core.task.Given.judge;
import static dev.labelmill.core.task.Given.label;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.consensus.StopRule;
import org.junit.jupiter.api.Test;

/** A task that has an answer and is asked for one more label. */
class ReopenedTaskTest {

    private static final Judge AUDITING = judge(new StopRule(2, 4, 0.9, true), 1);

    private static Task agreed(Judge judge) {
        return Given.people(2)
                .claim("d-1", "crowd", false)
                .receive(crowd("w1", 2, 1), judge)
                .receive(crowd("w2", 2, 1), judge);
    }

    @Test
    void it_waits_for_one_label_of_somebody_new_and_keeps_its_answer_until_that_comes() {
        Task resolved = agreed(judge());

        Task open = resolved.reopen(2, 1);

        assertThat(open.state()).isEqualTo(TaskState.OPEN);
        assertThat(open.need()).contains(new Need(Tier.CROWD, Purpose.LABEL, 1));
        assertThat(open.resolution()).isEqualTo(resolved.resolution());
        assertThat(open.annotatorsOf("crowd")).containsExactly("w1", "w2");
        Task confirmed = open.claim("d-2", "crowd", false).receive(crowd("w3", 2, 1), judge());
        assertThat(confirmed.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(confirmed.resolution().confidence())
                .isGreaterThan(resolved.resolution().confidence());
    }

    @Test
    void a_label_against_it_has_the_stop_rule_ask_on() {
        Task doubted =
                agreed(judge()).reopen(2, 1).claim("d-2", "crowd", false).receive(crowd("w3", 1, 1, "d-2"), judge());

        assertThat(doubted.state()).isEqualTo(TaskState.OPEN);
        assertThat(doubted.wanted()).isEqualTo(4);
    }

    @Test
    void asking_twice_asks_once_even_after_the_label_has_come() {
        Task resolved = agreed(judge());
        Task open = resolved.reopen(2, 1);
        Task again = open.claim("d-2", "crowd", false).receive(crowd("w3", 2, 1), judge());

        assertThat(open.reopen(2, 1)).isSameAs(open);
        assertThat(again.reopen(2, 1)).isSameAs(again);
    }

    @Test
    void what_an_expert_decided_what_is_known_and_what_has_labels_enough_is_not_asked_again() {
        Task disputed = Given.people(4).claim("d-1", "crowd", false);
        for (int w = 1; w <= 4; w++) {
            disputed = disputed.receive(crowd("w" + w, w % 2, 1), judge());
        }
        Task decided = disputed.claim("d-2", "experts", false)
                .receive(label(Purpose.ADJUDICATION, "experts", "e1", 2, 1), judge());

        assertThat(decided.isOpenToDoubt(25)).isFalse();
        assertThat(decided.reopen(4, 1)).isSameAs(decided);
        assertThat(agreed(judge()).isOpenToDoubt(3)).isTrue();
        assertThat(agreed(judge()).isOpenToDoubt(2)).isFalse();
        assertThat(Given.people(2).isOpenToDoubt(3)).isFalse();
    }

    @Test
    void an_audit_that_is_out_meanwhile_expires_and_is_answered_on_its_own() {
        Task out = agreed(AUDITING).claim("d-audit", "experts", false);
        Task both = out.reopen(2, 1).claim("d-2", "crowd", false);

        assertThat(both.state()).isEqualTo(TaskState.CLAIMED);
        assertThat(both.audit()).isEqualTo(AuditState.OUT);
        Task expired = both.expire("d-audit");
        assertThat(expired.state()).isEqualTo(TaskState.CLAIMED);
        assertThat(expired.need()).contains(new Need(Tier.EXPERT, Purpose.AUDIT, 1));
        assertThat(both.expire("d-2").state()).isEqualTo(TaskState.OPEN);
        assertThat(both.expire("d-2").audit()).isEqualTo(AuditState.OUT);

        Task audited = both.receive(label(Purpose.AUDIT, "experts", "e1", 1, 1), AUDITING);
        assertThat(audited.audit()).isEqualTo(AuditState.DONE);
        Task settled = audited.receive(crowd("w3", 2, 1), AUDITING);
        assertThat(settled.isSettled()).isTrue();
        assertThat(settled.auditAnswer()).hasValue(1);
    }
}
