package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.tombstone;
import static dev.labelmill.core.task.GivenVendors.ALONE;
import static dev.labelmill.core.task.GivenVendors.ARGILLA;
import static dev.labelmill.core.task.GivenVendors.ARGILLANS;
import static dev.labelmill.core.task.GivenVendors.FILES;
import static dev.labelmill.core.task.GivenVendors.SECOND;
import static dev.labelmill.core.task.GivenVendors.START;
import static dev.labelmill.core.task.GivenVendors.TOLOKA;
import static dev.labelmill.core.task.GivenVendors.among;
import static dev.labelmill.core.task.GivenVendors.claimed;
import static dev.labelmill.core.task.GivenVendors.said;
import static dev.labelmill.core.task.GivenVendors.skilled;
import static dev.labelmill.core.task.GivenVendors.vendor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.GivenSettings;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.batch.Vendor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may have a task again. */
class EligibilityTest {

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
    void an_answer_to_what_was_thought_unsent_shows_that_somebody_has_seen_it() {
        Task answered = said(claimed("argilla", 2).unsend("d-1"), "argilla", 0);

        assertThat(among(ARGILLA, FILES).vendors(answered)).containsExactly(FILES);
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

        assertThat(among(scale, vendor("second", Tier.CROWD, Vendor.Format.SCALE), ARGILLANS)
                        .remarks())
                .containsExactly("answers of the crowd's vendors name nobody, so that each gives an item one label:"
                        + " beyond 2 no labels are bought");
        assertThat(among(scale, ARGILLA, ARGILLANS).remarks()).isEmpty();
        assertThat(among(skilled(scale), ARGILLA, ARGILLANS).remarks())
                .containsExactly(
                        "items that ask for radiology get fewer labels than overlap.min: answers of the crowd's vendors"
                                + " with that skill name nobody, so that each gives an item one label");
        assertThat(among(skilled(scale), skilled(ARGILLA), ARGILLANS).remarks()).isEmpty();
    }

    @Test
    void the_batchs_owner_is_told_where_an_item_may_end_without_a_label() {
        assertThat(among(ARGILLA, SECOND).remarks())
                .containsExactly("no vendor of the crowd can be asked about an item again and there are no experts, so"
                        + " that an item that nobody answers in time gets no label");
        assertThat(among(ARGILLA, SECOND, ARGILLANS).remarks()).isEmpty();
        assertThat(among(ARGILLA, FILES).remarks()).isEmpty();
    }

    @Test
    void a_task_that_waits_for_nothing_may_go_to_nobody() {
        Task out = claimed("argilla", 2);

        assertThat(among(ARGILLA).vendors(out)).isEmpty();
        assertThat(among(ARGILLA).isExhausted(out)).isFalse();
    }
}
