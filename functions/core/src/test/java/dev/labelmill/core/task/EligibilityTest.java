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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may have a task again: {@code files} names who must not, {@code argilla} and {@code argillans} cannot. */
class EligibilityTest {

    private static final Vendor FILES = vendor("files", Tier.CROWD, Vendor.Format.LABELMILL);
    private static final Vendor ARGILLA = vendor("argilla", Tier.CROWD, Vendor.Format.ARGILLA);
    private static final Vendor ARGILLANS = vendor("argillans", Tier.EXPERT, Vendor.Format.ARGILLA);
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
    void a_claim_that_ended_without_an_answer_bars_nobody() {
        Task late = claimed("argilla", 2).expire("d-1");

        assertThat(among(ARGILLA).vendors(late)).containsExactly(ARGILLA);
    }

    @Test
    void an_item_whose_answers_were_all_taken_back_may_go_to_its_vendor_again_and_beside_one_that_stands_not() {
        Task emptied = said(claimed("argilla", 2), "argilla", 0)
                .receive(tombstone(Purpose.LABEL, "argilla", "w0", 2), ALONE)
                .expire("d-1");
        Task halved = said(claimed("argilla", 3), "argilla", 0, 1)
                .receive(tombstone(Purpose.LABEL, "argilla", "w0", 2), ALONE)
                .expire("d-1");

        assertThat(among(ARGILLA).vendors(emptied)).containsExactly(ARGILLA);
        assertThat(among(ARGILLA).vendors(halved)).isEmpty();
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
        assertThat(Eligibility.mayHave(out, FILES)).isFalse();
        assertThat(among(ARGILLA).isExhausted(out)).isFalse();
    }
}
