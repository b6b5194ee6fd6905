package dev.labelmill.core.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.core.tally.Counters;
import org.junit.jupiter.api.Test;

class ByHandTest {

    private static Counters batch() {
        return new Counters()
                .add("items", 100)
                .add("autoAccepted", 70)
                .add("people", 30)
                .add("labels.label", 66)
                .add("money.label", 660_000_001)
                .add("labels.adjudication", 3)
                .add("money.adjudication", 300_000_000)
                .add("labels.audit", 2)
                .add("money.audit", 200_000_000)
                .add("spent.score", 1_001);
    }

    @Test
    void everything_by_hand_is_items_times_labour_a_human_item_to_the_nano_dollar() {
        ByHand hand = ByHand.of(BatchFigures.of(batch())).orElseThrow();
        // 100 · 960,000,001 ÷ 30 = 3,200,000,003.33
        assertThat(hand.nanos()).isEqualTo(3_200_000_003L);
        assertThat(hand.savedNanos()).isEqualTo(3_200_000_003L - 1_160_001_002L);
        assertThat(hand.savedShare()).isCloseTo(0.6375, within(1e-6));
        assertThat(hand.labelsPerItem()).isEqualTo(2.3);
        assertThat(hand.pricePerLabel()).isEqualByComparingTo("0.013913043");
    }

    @Test
    void quality_control_can_cost_more_than_was_saved_and_that_is_negative() {
        ByHand hand = ByHand.of(BatchFigures.of(batch().add("money.audit", 9_000_000_000L)))
                .orElseThrow();
        assertThat(hand.savedNanos()).isNegative();
        assertThat(hand.savedShare()).isNegative();
    }

    @Test
    void nothing_is_claimed_where_nobody_labelled_or_labels_were_free() {
        assertThat(ByHand.of(BatchFigures.of(new Counters().add("items", 9).add("autoAccepted", 9))))
                .isEmpty();
        assertThat(ByHand.of(BatchFigures.of(
                        new Counters().add("items", 9).add("people", 9).add("labels.label", 18))))
                .isEmpty();
    }

    @Test
    void ten_billion_items_do_not_overflow() {
        ByHand hand = new ByHand(10_000_000_000L, 1_000_000_000L, 3_000_000_000L, 90_000_000_000_000_000L, 0);
        assertThat(hand.nanos()).isEqualTo(900_000_000_000_000_000L);
    }
}
