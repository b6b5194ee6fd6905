package dev.labelmill.core.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundRecordTest {

    private static List<RoundRecord> before(long... labels) {
        return LongStream.of(labels)
                .mapToObj(told -> RoundRecord.of(RoundPlan.finish(Optional.empty(), "to test"), 0, told))
                .toList();
    }

    @Test
    void labels_that_were_taken_back_after_a_round_make_no_round_give_fewer_than_none() {
        assertThat(RoundRecord.labels(before(0, 25, 36, 75), 72)).containsExactly(25L, 11L, 36L, 0L);
        assertThat(RoundRecord.labels(before(0, 25, 20), 10)).containsExactly(10L, 0L, 0L);
    }

    @Test
    void where_none_is_taken_back_a_round_has_what_came_before_the_next() {
        assertThat(RoundRecord.labels(before(0, 25, 36), 40)).containsExactly(25L, 11L, 4L);
        assertThat(RoundRecord.labels(List.of(), 0)).isEmpty();
    }
}
