package dev.labelmill.core.task;

import static dev.labelmill.core.task.Given.crowd;
import static dev.labelmill.core.task.Given.judge;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tasks of a batch that buys nothing more. */
class StoppedTaskTest {

    private final Task waiting = Given.people(3);

    private Task heard(int... answers) {
        Task now = waiting.claim("d-1", "crowd", false);
        for (int i = 0; i < answers.length; i++) {
            now = now.receive(crowd("w" + i, answers[i], 1), judge());
        }
        return now;
    }

    @Test
    void an_item_that_nobody_has_spoken_of_has_no_label_and_no_audit() {
        Task stopped = waiting.stop(task -> true);

        assertThat(stopped.isSettled()).isTrue();
        assertThat(stopped.stratum()).isEqualTo(Stratum.UNLABELLED);
        assertThat(stopped.resolution()).isNull();
        assertThat(stopped.audit()).isEqualTo(AuditState.NONE);
        assertThat(stopped.receive(crowd("late", 1, 1), judge()).isSettled()).isTrue();
        assertThat(stopped.stop(task -> true)).isSameAs(stopped);
    }

    @Test
    void what_people_have_said_decides_and_an_audit_that_is_drawn_is_missed() {
        Task stopped = heard(2, 1).stop(task -> true);

        assertThat(stopped.stratum()).isEqualTo(Stratum.HUMAN);
        assertThat(stopped.resolution().by()).isEqualTo(Resolution.By.CROWD);
        assertThat(stopped.audit()).isEqualTo(AuditState.MISSED);
        assertThat(heard(2, 1).stop(task -> false).audit()).isEqualTo(AuditState.NONE);
    }

    @Test
    void a_label_that_is_stored_and_not_taken_in_is_waited_for() {
        Task claimed = heard(2);

        assertThat(claimed.awaits(crowd("w9", 1, 1))).isTrue();
        assertThat(claimed.awaits(crowd("w0", 2, 1))).isFalse();
        assertThat(claimed.stop(task -> false).awaits(crowd("w9", 1, 1))).isFalse();
    }
}
