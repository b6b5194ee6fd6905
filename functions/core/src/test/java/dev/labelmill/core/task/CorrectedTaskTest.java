package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.crowd;
import static dev.labelmill.core.task.Given.received;
import static dev.labelmill.core.task.Given.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Labels that are corrected or taken back after they have been counted. */
class CorrectedTaskTest {

    @Test
    void a_label_taken_back_leaves_no_ballot_and_keeps_older_revisions_out() {
        Task claimed = Given.people(2).claim("d-1", "crowd", false);
        Task back = received(claimed, crowd("w1", 1, 1), tombstone(Purpose.LABEL, "crowd", "w1", 2));
        assertThat(back.ballots()).isEmpty();

        Task replayed = received(back, crowd("w1", 1, 1), crowd("w2", 1, 1));
        assertThat(replayed.ballots()).extracting(Ballot::annotator).containsExactly("w2");
        assertThat(replayed.state()).isEqualTo(TaskState.CLAIMED);
        assertThat(replayed.annotatorsOf("crowd")).containsExactly("w1", "w2");

        assertThat(received(back, crowd("w1", 2, 3)).ballots()).containsExactly(new Ballot("crowd", "w1", 2, 3, 900));
    }

    @Test
    void an_answer_follows_minds_that_change_after_the_decision_and_nobody_is_asked_again() {
        Task resolved = received(Given.people(2).claim("d-1", "crowd", false), crowd("w1", 1, 1), crowd("w2", 1, 1));
        Task changed = received(resolved, crowd("w1", 0, 2), crowd("w2", 0, 2));

        assertThat(changed.ballots())
                .containsExactly(new Ballot("crowd", "w1", 0, 2, 900), new Ballot("crowd", "w2", 0, 2, 900));
        assertThat(changed.resolution().answer()).isZero();
        assertThat(changed.resolution().confidence())
                .isEqualTo(resolved.resolution().confidence());
        assertThat(changed.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(changed.need()).isEmpty();
    }

    @Test
    void an_answer_is_less_certain_once_one_of_its_annotators_says_another() {
        Task resolved = received(Given.people(2).claim("d-1", "crowd", false), crowd("w1", 1, 1), crowd("w2", 1, 1));
        Task split = received(resolved, crowd("w2", 0, 2));

        assertThat(split.state()).isEqualTo(TaskState.RESOLVED);
        assertThat(split.resolution().confidence())
                .isLessThan(resolved.resolution().confidence());
    }

    @Test
    void an_answer_stands_when_all_labels_are_taken_back() {
        Task resolved = received(Given.people(2).claim("d-1", "crowd", false), crowd("w1", 1, 1), crowd("w2", 1, 1));
        Task bare = received(
                resolved, tombstone(Purpose.LABEL, "crowd", "w1", 2), tombstone(Purpose.LABEL, "crowd", "w2", 2));

        assertThat(bare.ballots()).isEmpty();
        assertThat(bare.resolution().answer()).isEqualTo(1);
        assertThat(bare.state()).isEqualTo(TaskState.RESOLVED);
    }
}
