package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.judge;
import static dev.labelmill.core.task.Given.label;
import static dev.labelmill.core.task.Given.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.consensus.StopRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Who may have a task again: {@code files} names who must not and what it takes the place of, {@code toloka} the former,
 * {@code argilla} and {@code argillans} neither.
 */
class EligibilityTest {

    private static final Vendor FILES = vendor("files", Tier.CROWD, Vendor.Format.LABELMILL);
    private static final Vendor ARGILLA = vendor("argilla", Tier.CROWD, Vendor.Format.ARGILLA);
    private static final Vendor SECOND = vendor("second", Tier.CROWD, Vendor.Format.ARGILLA);
    private static final Vendor ARGILLANS = vendor("argillans", Tier.EXPERT, Vendor.Format.ARGILLA);
    private static final Vendor TOLOKA = vendor("toloka", Tier.CROWD, Vendor.Format.TOLOKA);
    private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
    private static final Judge ALONE = judge(new StopRule(2, 4, 0.9, false), 1);
    private static final Judge BACKED = judge(new StopRule(2, 4, 0.9, true), 1);

    private static Vendor vendor(String name, Tier tier, Vendor.Format format) {
        return new Vendor(name, tier, format, 12_000_000, 100, Duration.ofSeconds(20), false);
    }

    private static Eligibility among(Vendor... vendors) {
        GivenSettings given = new GivenSettings();
        given.vendors = Arrays.asList(vendors);
        return new Eligibility(given.build());
    }

    private static Task claimed(String vendor, int wanted) {
        return Given.people(wanted).claim("d-1", vendor, false);
    }

    private static Task said(Task task, String vendor, int... answers) {
        Task now = task;
        for (int i = 0; i < answers.length; i++) {
            now = now.receive(label(Purpose.LABEL, vendor, "w" + i, answers[i], 1), ALONE);
        }
        return now;
    }

    @Test
    void an_item_goes_again_to_a_vendor_that_keeps_those_who_know_it_away_and_to_no_other() {
        Task split = said(claimed("argilla", 2), "argilla", 0, 1);

        assertThat(split.state()).isEqualTo(TaskState.OPEN);
        assertThat(among(ARGILLA, FILES).vendors(split)).containsExactly(FILES);
        assertThat(among(FILES).vendors(said(claimed("files", 2), "files", 0, 1)))
                .containsExactly(FILES);
        assertThat(among(ARGILLA, FILES).isExhausted(split)).isFalse();
        assertThat(among(ARGILLA).isExhausted(split)).isTrue();
        assertThat(among(ARGILLA, FILES).mayGoToCrowd(split)).isTrue();
        assertThat(among(ARGILLA).mayGoToCrowd(split)).isFalse();
    }

    @Test
    void
            an_item_that_lay_with_a_vendor_unanswered_goes_again_to_none_but_one_that_can_be_told_what_it_takes_the_place_of() {
        assertThat(among(ARGILLA, FILES).vendors(claimed("argilla", 2).expire("d-1")))
                .containsExactly(FILES);
        assertThat(among(TOLOKA, FILES).vendors(claimed("toloka", 2).expire("d-1")))
                .containsExactly(FILES);
        assertThat(among(FILES).vendors(claimed("files", 2).expire("d-1"))).containsExactly(FILES);
    }

    @Test
    void an_item_that_never_reached_a_vendor_may_go_to_it_as_before() {
        Task unsent = claimed("argilla", 2).unsend("d-1");

        assertThat(unsent.claims().get(0).end()).isEqualTo(Claim.End.UNSENT);
        assertThat(among(ARGILLA).vendors(unsent)).containsExactly(ARGILLA);
        assertThat(among(ARGILLA).isExhausted(unsent)).isFalse();
    }

    @Test
    void an_item_whose_answers_were_all_taken_back_has_been_seen_all_the_same() {
        Task emptied = said(claimed("argilla", 2), "argilla", 0)
                .receive(tombstone(Purpose.LABEL, "argilla", "w0", 2), ALONE)
                .expire("d-1");
        Task halved = said(claimed("argilla", 3), "argilla", 0, 1)
                .receive(tombstone(Purpose.LABEL, "argilla", "w0", 2), ALONE)
                .expire("d-1");

        assertThat(among(ARGILLA, FILES).vendors(emptied)).containsExactly(FILES);
        assertThat(among(ARGILLA, FILES).vendors(halved)).containsExactly(FILES);
    }

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

    private static Instant after(int seconds) {
        return START.plusSeconds(seconds);
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
    void a_task_that_others_decided_before_all_its_labels_came_lies_there_still() {
        Task decided = said(
                claimed("argilla", 2).expire("d-1").claim("d-2", TOLOKA, Integer.MAX_VALUE, Optional.of(START)),
                "argilla",
                0,
                0);
        Task reopened = decided.expire("d-2").reopen(2, 2);

        assertThat(reopened.state()).isEqualTo(TaskState.OPEN);
        assertThat(reopened.claims().get(1).mayLieThere()).isTrue();
        assertThat(among(ARGILLA, TOLOKA, FILES).vendors(reopened)).containsExactly(FILES);
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
    void an_answer_to_what_was_thought_unsent_shows_that_somebody_has_seen_it() {
        Task answered = said(claimed("argilla", 2).unsend("d-1"), "argilla", 0);

        assertThat(among(ARGILLA, FILES).vendors(answered)).containsExactly(FILES);
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

        assertThat(among(FILES, ARGILLANS).settle(emptied, BACKED).state()).isEqualTo(TaskState.OPEN);
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
    void a_refusal_alone_leaves_a_task_waiting_and_beside_an_answer_nobody_waits() {
        Task refused = claimed("argilla", 2).refuse("d-1");
        Task halfRefused = said(claimed("argilla", 2), "argilla", 0)
                .expire("d-1")
                .claim("d-2", "files", false)
                .refuse("d-2");

        assertThat(among(ARGILLA).vendors(refused)).isEmpty();
        assertThat(among(ARGILLA).isExhausted(refused)).isFalse();
        assertThat(among(ARGILLA, FILES).isExhausted(halfRefused)).isTrue();
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
    void what_a_vendor_of_one_label_refuses_another_one_is_asked_for_whole() {
        Vendor scale = vendor("scale", Tier.CROWD, Vendor.Format.SCALE);
        Task refused = Given.people(2)
                .claim("d-0", scale, Integer.MAX_VALUE, Optional.empty())
                .refuse("d-0");
        Task claimed = refused.claim("d-1", ARGILLA, Integer.MAX_VALUE, Optional.empty());

        assertThat(claimed.claimOf("d-1").orElseThrow().labels()).isEqualTo(2);
        Task agreed = said(claimed, "argilla", 1, 1);
        assertThat(among(scale, ARGILLA).isExhausted(agreed)).isFalse();
        assertThat(agreed.ballots()).hasSize(2);
        assertThat(agreed.state()).isEqualTo(TaskState.RESOLVED);
    }

    @Test
    void the_batchs_owner_is_told_of_vendors_that_have_no_other_beside_them_and_get_everything_once() {
        GivenSettings given = new GivenSettings();
        given.audit = Optional.of(new BatchSettings.Audit(10, 10, 0.95));
        given.vendors = List.of(ARGILLA, ARGILLANS);

        assertThat(new Eligibility(given.build()).remarks())
                .satisfiesExactly(
                        crowd -> assertThat(crowd)
                                .contains("vendor argilla ", "beyond overlap.min no labels are bought"),
                        experts -> assertThat(experts).contains("vendor argillans ", "count as errors"));
        assertThat(among(ARGILLA, ARGILLANS).remarks()).as("nothing is audited").hasSize(1);
        assertThat(among(ARGILLA, FILES).remarks()).isEmpty();
        assertThat(among(FILES).remarks()).isEmpty();
    }

    @Test
    void the_batchs_owner_is_told_where_vendors_that_give_one_label_each_are_too_few() {
        Vendor scale = vendor("scale", Tier.CROWD, Vendor.Format.SCALE);

        assertThat(among(scale, vendor("second", Tier.CROWD, Vendor.Format.SCALE))
                        .remarks())
                .containsExactly("answers of the crowd's vendors name nobody, so that each gives an item one label:"
                        + " beyond 2 no labels are bought");
        assertThat(among(scale, ARGILLA).remarks()).isEmpty();
        assertThat(among(skilled(scale), ARGILLA).remarks())
                .containsExactly(
                        "items that ask for radiology get fewer labels than overlap.min: answers of the crowd's vendors"
                                + " with that skill name nobody, so that each gives an item one label");
        assertThat(among(skilled(scale), skilled(ARGILLA)).remarks()).isEmpty();
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

    private static Vendor skilled(Vendor vendor) {
        return new Vendor(
                vendor.name(),
                vendor.tier(),
                vendor.format(),
                vendor.delivery(),
                vendor.price(),
                vendor.capacity(),
                vendor.deadline(),
                vendor.seesPrelabel(),
                Set.of("radiology"),
                vendor.hours(),
                vendor.turnaround(),
                vendor.excludes());
    }

    @Test
    void a_task_that_waits_for_nothing_may_go_to_nobody() {
        Task out = claimed("argilla", 2);

        assertThat(among(ARGILLA).vendors(out)).isEmpty();
        assertThat(among(ARGILLA).isExhausted(out)).isFalse();
    }
}
