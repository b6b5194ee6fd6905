package dev.labelmill.core.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartScoresTest {

    @Test
    void an_item_is_as_sure_as_its_least_sure_part_and_one_without_parts_has_no_score() {
        assertThat(PartScores.ofItem(List.of(0.9, 0.4, 0.8))).hasValue(0.4);
        assertThat(PartScores.ofItem(List.of())).isEmpty();
    }
}
