package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.judge;
import static dev.labelmill.core.task.Given.label;
import static dev.labelmill.core.task.Given.tombstone;
import static dev.labelmill.core.task.GivenVendors.ALONE;
import static dev.labelmill.core.task.GivenVendors.ARGILLA;
import static dev.labelmill.core.task.GivenVendors.ARGILLANS;
import static dev.labelmill.core.task.GivenVendors.BACKED;
import static dev.labelmill.core.task.GivenVendors.FILES;
import static dev.labelmill.core.task.GivenVendors.SECOND;
import static dev.labelmill.core.task.GivenVendors.START;
import static dev.labelmill.core.task.GivenVendors.after;
import static dev.labelmill.core.task.GivenVendors.among;
import static dev.labelmill.core.task.GivenVendors.claimed;
import static dev.labelmill.core.task.GivenVendors.said;
import static dev.labelmill.core.task.GivenVendors.skilled;
import static dev.labelmill.core.task.GivenVendors.vendor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.StopRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a task that nobody is left for: who is waited for longer, and what there is when nobody is. */
class NobodyLeftTest {

    @Test
    void
            labels_that_are_late_are_waited_for_as_long_as_nobody_else_may_be_asked_and_three_deadlines_have_not_gone_by() {
        Task late = Given.people(2).claim("d-1", ARGILLA, Integer.MAX_VALUE, Optional.of(START));

        assertThat(among(ARGILLA).isWaitedFor(late, "d-1", after(59))).isTrue();
        assertThat(among(ARGILLA).isWaitedFor(late, "d-1", after(60))).isFalse();
        assertThat(among(ARGILLA, FILES).isWaitedFor(late, "d-1", after(21))).isFalse();
        assertThat(among(ARGILLA).isWaitedFor(said(late, "argilla", 0), "d-1", after(21)))
                .as("part of the labels decides")
                .isFalse();
        assertThat(among(ARGILLA).isWaitedFor(late.expire("d-1"), "d-1", after(21)))
                .as("it is over")
                .isFalse();
        assertThat(among(FILES)
                        .isWaitedFor(
                                Given.people(2).claim("d-1", FILES, Integer.MAX_VALUE, Optional.of(START)),
                                "d-1",
                                after(21)))
                .as("it may go there again")
                .isFalse();
    }

    @Test
    void nobody_waits_longer_for_a_known_item_that_is_held_back() {
        Task held = Task.heldGold("b", "i", Given.people(1).place(), 0.5, null, 1, 1)
                .claim("d-1", ARGILLA, Integer.MAX_VALUE, Optional.of(START));

        assertThat(among(ARGILLA).isWaitedFor(held, "d-1", after(21))).isFalse();
    }

    @Test
    void what_nobody_answered_whom_one_could_ask_an_expert_decides_and_without_one_it_stays_unanswered() {
        Task silent = claimed("argilla", 2).expire("d-1");

        assertThat(among(ARGILLA, ARGILLANS).settle(silent, ALONE).state()).isEqualTo(TaskState.ADJUDICATE);
        Task over = among(ARGILLA).settle(silent, ALONE);
        assertThat(over.state()).isEqualTo(TaskState.UNANSWERED);
        assertThat(over.need()).isEmpty();
        assertThat(over.isSettled()).isTrue();
        Task silentTwice = among(ARGILLA, ARGILLANS)
                .settle(silent, ALONE)
                .claim("d-2", "argillans", false)
                .expire("d-2");
        assertThat(among(ARGILLA, ARGILLANS).settle(silentTwice, ALONE).state()).isEqualTo(TaskState.UNANSWERED);
    }

    @Test
    void what_comes_late_counts_although_nobody_waited_for_it_any_more() {
        Task over = among(ARGILLA).settle(claimed("argilla", 2).expire("d-1"), ALONE);

        assertThat(over.awaits(label(Purpose.LABEL, "argilla", "w0", 1, 1))).isTrue();
        Task said = among(ARGILLA).settle(said(over, "argilla", 1), ALONE);
        assertThat(said.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(said.resolution().by()).isEqualTo(Resolution.By.CROWD);
        assertThat(said.resolution().answer()).isEqualTo(1);
        assertThat(said(over, "argilla", 1, 1).resolution().answer())
                .as("as many as were asked for")
                .isEqualTo(1);
        assertThat(over.receive(label(Purpose.ADJUDICATION, "argillans", "e", 2, 1), ALONE)
                        .resolution()
                        .by())
                .isEqualTo(Resolution.By.EXPERT);
        assertThat(over.receive(tombstone(Purpose.LABEL, "argilla", "w0", 1), ALONE)
                        .state())
                .as("taken back before it was there")
                .isEqualTo(TaskState.UNANSWERED);
    }

    @Test
    void a_batch_that_ends_without_an_answer_has_an_item_without_a_label() {
        Task over = among(ARGILLA)
                .settle(claimed("argilla", 2).expire("d-1"), ALONE)
                .stop(drawn -> true);

        assertThat(over.stratum()).isEqualTo(Stratum.UNLABELLED);
        assertThat(over.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(over.audit()).isEqualTo(AuditState.NONE);
    }

    @Test
    void a_vendor_that_an_item_never_reaches_is_waited_for_no_longer_than_one_that_is_silent() {
        Task once = said(claimed("argilla", 2), "argilla", 0).expire("d-1");
        Task thrice = once;
        for (int claims = 2; claims < 5; claims++) {
            assertThat(among(ARGILLA, SECOND).isExhausted(thrice)).isFalse();
            thrice = thrice.claim("d-" + claims, "second", false).unsend("d-" + claims);
        }

        assertThat(among(ARGILLA, SECOND).isExhausted(thrice)).isTrue();
    }

    @Test
    void the_last_claim_of_a_vendor_that_may_be_asked_again_is_waited_for_no_longer_than_the_others() {
        Task third = said(claimed("argilla", 2), "argilla", 0).expire("d-1");
        for (int claims = 2; claims < 4; claims++) {
            third = third.claim("d-" + claims, "files", false).expire("d-" + claims);
        }
        third = third.claim("d-4", FILES, Integer.MAX_VALUE, Optional.of(START));

        assertThat(among(ARGILLA, FILES).isExhausted(third.expire("d-4"))).isTrue();
        assertThat(among(ARGILLA, FILES).isWaitedFor(third, "d-4", after(21))).isFalse();
    }

    @Test
    void where_all_that_the_crowd_said_is_taken_back_and_no_expert_answers_the_crowd_is_asked_again_if_it_may_be() {
        Task emptied = said(claimed("files", 2), "files", 0, 1);
        emptied = new TaskBuilder(emptied).state(TaskState.ADJUDICATE).build();
        for (String who : List.of("w0", "w1")) {
            emptied = emptied.receive(tombstone(Purpose.LABEL, "files", who, 2), BACKED);
        }
        emptied = emptied.claim("d-2", "argillans", false).expire("d-2");

        Task open = among(FILES, ARGILLANS).settle(emptied, BACKED);
        assertThat(open.state()).isEqualTo(TaskState.OPEN);
        Label late = label(Purpose.ADJUDICATION, "argillans", "e", 1, 1);
        assertThat(open.awaits(late)).isTrue();
        assertThat(open.receive(late, BACKED).resolution().by()).isEqualTo(Resolution.By.EXPERT);
    }

    @Test
    void an_experts_answer_decides_though_it_comes_when_what_the_crowd_said_was_taken() {
        Task silent = among(ARGILLA, ARGILLANS)
                .settle(said(claimed("argilla", 2), "argilla", 0, 1), BACKED)
                .claim("d-2", "argillans", false)
                .expire("d-2");
        Task crowds = among(ARGILLA, ARGILLANS).settle(silent, BACKED);
        assertThat(crowds.resolution().by()).isEqualTo(Resolution.By.CROWD);
        Label late = label(Purpose.ADJUDICATION, "argillans", "e", 2, 1);
        assertThat(crowds.awaits(late)).isTrue();

        Task decided = crowds.receive(late, BACKED);

        assertThat(decided.resolution()).isEqualTo(new Resolution(2, 1, Resolution.By.EXPERT));
        assertThat(decided.audit()).as("drawn once").isEqualTo(crowds.audit());
        assertThat(decided.reopen(2, 1)).as("nobody is asked once more").isSameAs(decided);
        assertThat(decided.receive(label(Purpose.ADJUDICATION, "argillans", "other", 1, 1), BACKED))
                .as("the first expert has decided")
                .isSameAs(decided);
        assertThat(crowds.reopen(2, 1).receive(late, BACKED).resolution().by()).isEqualTo(Resolution.By.EXPERT);
    }

    @Test
    void an_audit_that_no_other_expert_may_have_is_missed_when_it_was_not_answered() {
        Task audit = Task.auditOfAccepted(
                "b", "i", Given.people(1).place(), 0.5, null, new Resolution(1, 0.9, Resolution.By.PRELABEL));
        Task out = audit.claim("d-1", ARGILLANS, Integer.MAX_VALUE, Optional.of(START));

        assertThat(among(ARGILLA, ARGILLANS).isWaitedFor(out, "d-1", after(21))).isTrue();
        assertThat(among(ARGILLA, ARGILLANS).settle(out.expire("d-1"), ALONE).audit())
                .isEqualTo(AuditState.MISSED);
    }

    @Test
    void a_vendor_that_has_let_three_claims_end_is_left_no_more_where_anothers_answer_is_there() {
        Task once = said(claimed("argilla", 2), "argilla", 0).expire("d-1");
        Task twice = once.claim("d-2", "files", false)
                .expire("d-2")
                .claim("d-3", "files", false)
                .expire("d-3");
        Task thrice = twice.claim("d-4", "files", false).expire("d-4");

        assertThat(among(ARGILLA, FILES).vendors(twice)).containsExactly(FILES);
        assertThat(among(ARGILLA, FILES).vendors(thrice)).isEmpty();
        assertThat(among(ARGILLA, FILES).isExhausted(thrice)).isTrue();
        Task unanswered = Given.people(2);
        for (int claims = 0; claims < 5; claims++) {
            unanswered = unanswered.claim("d-" + claims, "files", false).expire("d-" + claims);
        }
        assertThat(among(ARGILLA, FILES).vendors(unanswered)).containsExactly(ARGILLA, FILES);
        Task silent = unanswered.claim("d-a", "argilla", false).expire("d-a");
        assertThat(among(ARGILLA, FILES).vendors(silent))
                .as("nobody has answered")
                .containsExactly(FILES);
    }

    @Test
    void with_nobody_left_an_expert_decides_where_there_is_one_and_else_what_was_said() {
        Task split = said(claimed("argilla", 3), "argilla", 0, 0).expire("d-1");

        assertThat(among(ARGILLA, ARGILLANS)
                        .settle(said(claimed("argilla", 2), "argilla", 0, 1), BACKED)
                        .state())
                .isEqualTo(TaskState.ADJUDICATE);
        Task decided = among(ARGILLA).settle(split, ALONE);
        assertThat(decided.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(decided.resolution().answer()).isZero();
        assertThat(decided.resolution().by()).isEqualTo(Resolution.By.CROWD);
        assertThat(decided.audit()).isEqualTo(AuditState.DUE);
        assertThat(among(ARGILLA).settle(decided, ALONE)).isSameAs(decided);
    }

    @Test
    void an_answer_that_is_sure_with_fewer_labels_than_every_task_gets_goes_to_an_expert_all_the_same() {
        Task one = said(claimed("argilla", 2), "argilla", 0).expire("d-1");
        Judge easily = judge(new StopRule(2, 4, 0.5, true), 0);

        assertThat(among(ARGILLA, ARGILLANS).settle(one, easily).state()).isEqualTo(TaskState.ADJUDICATE);
    }

    @Test
    void experts_who_cannot_be_kept_from_an_item_do_not_audit_what_they_decided() {
        Task decided = among(ARGILLA, ARGILLANS)
                .settle(said(claimed("argilla", 2), "argilla", 0, 1), BACKED)
                .claim("d-2", "argillans", false)
                .receive(label(Purpose.ADJUDICATION, "argillans", "e1", 2, 1), BACKED);

        assertThat(decided.audit()).isEqualTo(AuditState.DUE);
        assertThat(among(ARGILLA, ARGILLANS).settle(decided, BACKED).audit()).isEqualTo(AuditState.MISSED);
        assertThat(among(ARGILLA, vendor("others", Tier.EXPERT, Vendor.Format.ARGILLA), ARGILLANS)
                        .vendors(decided))
                .extracting(Vendor::name)
                .containsExactly("others");
    }

    @Test
    void experts_who_have_an_item_already_wait_with_its_audit_until_they_have_answered() {
        Task both = new TaskBuilder(said(claimed("argilla", 2), "argilla", 0, 1))
                .state(TaskState.ADJUDICATE)
                .audit(AuditState.DUE)
                .build()
                .claim("d-2", "argillans", false);

        assertThat(both.need().map(Need::purpose)).contains(Purpose.AUDIT);
        assertThat(among(ARGILLA, ARGILLANS).vendors(both)).isEmpty();
        assertThat(among(ARGILLA, ARGILLANS).isExhausted(both)).isFalse();
    }

    @Test
    void a_known_item_that_part_of_its_people_answered_asks_nobody_else() {
        Task gold = Given.gold(1, 2)
                .claim("d-1", "argilla", false)
                .receive(Given.goldLabel("argilla", "w0", 1, 0), ALONE)
                .expire("d-1");

        Task settled = among(ARGILLA).settle(gold, ALONE);

        assertThat(settled.resolution()).isEqualTo(new Resolution(1, 1, Resolution.By.KNOWN));
        assertThat(settled.isSettled()).isTrue();
    }

    @Test
    void an_item_whose_skill_only_a_vendor_of_one_label_has_ends_with_that() {
        Vendor scale = skilled(vendor("scale", Tier.CROWD, Vendor.Format.SCALE));
        Task said = said(
                Given.people(2)
                        .demanding(new Demand(Optional.of("radiology"), Optional.empty()))
                        .claim("d-1", scale, Integer.MAX_VALUE, Optional.empty()),
                "scale",
                1);

        assertThat(among(scale, FILES).settle(said, ALONE).state()).isEqualTo(TaskState.RESOLVED);
        assertThat(among(scale, FILES).settle(said, BACKED).state()).isEqualTo(TaskState.ADJUDICATE);
    }
}
