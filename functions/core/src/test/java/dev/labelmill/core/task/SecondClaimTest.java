package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.crowd;
import static dev.labelmill.core.task.Given.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Tier;
import org.junit.jupiter.api.Test;

/** A task that was given to others when its first claim had run out, and labels of both claims. */
class SecondClaimTest {

    private static final int OWED = 2;

    /** Nobody answered d-1 in time; d-2 is for two labels. */
    private static Task givenAgain() {
        return Given.people(OWED).claim("d-1", "crowd", false).expire("d-1").claim("d-2", "crowd", false);
    }

    @Test
    void late_labels_that_disagree_wait_for_those_of_the_claim_that_stands() {
        Task disagreeing = received(givenAgain(), crowd("w1", 0, 1, "d-1"), crowd("w2", 1, 1, "d-1"));

        assertThat(disagreeing.state()).isEqualTo(TaskState.CLAIMED);
        assertThat(disagreeing.need()).isEmpty();
        assertThat(disagreeing.awaits("d-2")).isTrue();

        Task unsure = received(disagreeing, crowd("w3", 0, 1, "d-2"));
        assertThat(unsure.need()).as("one is still to come").isEmpty();

        Task sure = received(unsure, crowd("w4", 0, 1, "d-2"));
        assertThat(sure.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(sure.resolution().answer()).isZero();
    }

    @Test
    void labels_of_both_claims_that_disagree_wait_for_what_is_still_to_come() {
        Task disagreeing = received(givenAgain(), crowd("w1", 0, 1, "d-1"), crowd("w3", 1, 1, "d-2"));

        assertThat(disagreeing.need()).isEmpty();
        assertThat(disagreeing.awaits("d-2")).isTrue();
    }

    @Test
    void late_labels_that_agree_decide_at_once() {
        Task agreed = received(givenAgain(), crowd("w1", 0, 1, "d-1"), crowd("w2", 0, 1, "d-1"));

        assertThat(agreed.state()).isEqualTo(TaskState.RESOLVED);
    }

    @Test
    void when_the_second_claim_runs_out_too_others_are_asked_for_one_more() {
        Task disagreeing = received(givenAgain(), crowd("w1", 0, 1, "d-1"), crowd("w2", 1, 1, "d-1"));

        assertThat(disagreeing.expire("d-2").need()).contains(new Need(Tier.CROWD, Purpose.LABEL, 1));
    }

    @Test
    void a_claim_whose_labels_have_all_come_is_not_waited_for() {
        Task unsure =
                received(givenAgain(), crowd("w3", 0, 1, "d-2"), crowd("w4", 1, 1, "d-2"), crowd("w1", 2, 1, "d-1"));

        assertThat(unsure.need()).contains(new Need(Tier.CROWD, Purpose.LABEL, 1));
        assertThat(unsure.awaits("d-2")).isFalse();
    }

    @Test
    void a_label_that_is_taken_back_is_owed_again_and_a_corrected_one_is_not() {
        Task corrected = received(givenAgain(), crowd("w3", 0, 1, "d-2"), crowd("w3", 1, 2, "d-2"));
        assertThat(corrected.claimOf("d-2").orElseThrow().owed()).isEqualTo(OWED - 1);

        Task takenBack = received(corrected, crowd("w3", -1, 3, "d-2"));
        assertThat(takenBack.claimOf("d-2").orElseThrow().owed()).isEqualTo(OWED);
        assertThat(received(takenBack, crowd("w3", 1, 1, "d-2"))).isSameAs(takenBack);
    }

    @Test
    void what_takes_back_a_label_that_never_came_leaves_no_more_owed_than_was_asked_for() {
        Task takenBack = received(givenAgain(), crowd("w3", -1, 2, "d-2"));

        assertThat(takenBack.claimOf("d-2").orElseThrow().owed()).isEqualTo(OWED);
    }
}
