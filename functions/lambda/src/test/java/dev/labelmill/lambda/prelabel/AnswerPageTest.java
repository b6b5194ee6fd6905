package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.prelabel.AnswerPage.Reading;
import dev.labelmill.lambda.stage.Stage;
import org.junit.jupiter.api.Test;

/** Pages of answers that two invocations write. */
class AnswerPageTest {

    private final Stage stage = new Stage();

    private AnswerPage page() {
        return new AnswerPage(stage.bucket(), "work/b/answers/000000/000000.jsonl");
    }

    @Test
    void answers_that_two_stored_at_the_same_time_are_all_kept() {
        AnswerPage one = page();
        AnswerPage other = page();
        one.add(0, new Reading(new double[] {.25, .75}, null, null, false));
        one.add(10, new Reading(null, "no probabilities", null, true));
        other.add(10, new Reading(new double[] {.5, .5}, null, null, false));
        other.add(20, new Reading(null, null, "no such object", false));

        one.store();
        other.store();

        AnswerPage stored = page();
        assertThat(stored.readings()).containsOnlyKeys(0L, 10L, 20L);
        assertThat(stored.readings().get(0L).distribution()).containsExactly(.25, .75);
        assertThat(stored.readings().get(10L).why()).isEqualTo("no probabilities");
        assertThat(stored.readings().get(10L).useless()).isTrue();
        assertThat(stored.readings().get(20L).unreadable()).isEqualTo("no such object");
    }
}
