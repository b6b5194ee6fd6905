package dev.labelmill.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PausesTest {

    /** Looks of a batch whose known items get so many answers, one after the other. */
    private static long looks(long answers) {
        Pauses last = Pauses.NONE;
        long looks = 0;
        for (long now = 1; now <= answers; now++) {
            if (last.isDue(now)) {
                last = new Pauses(now, "");
                looks++;
            }
        }
        return looks;
    }

    @Test
    void the_first_look_comes_with_the_answers_that_begin_an_annotators_work() {
        assertThat(LongStream.rangeClosed(0, 5).filter(Pauses.NONE::isDue)).containsExactly(5L);
    }

    @Test
    void each_look_waits_for_a_tenth_more_so_that_they_are_few_in_the_largest_batch() {
        assertThat(new Pauses(1000, "").isDue(1099)).isFalse();
        assertThat(new Pauses(1000, "").isDue(1100)).isTrue();
        assertThat(looks(1_000)).isBetween(35L, 45L);
        assertThat(looks(300_000)).isLessThan(110);
    }

    @Test
    void answers_that_were_taken_back_are_no_reason_to_look() {
        assertThat(new Pauses(50, "").isDue(40)).isFalse();
    }
}
