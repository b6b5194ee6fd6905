package dev.labelmill.core.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Reservation OPEN = Reservation.of("b", "d-1", LocalDate.parse("2026-11-24"), 10, 6);

    @Test
    void all_that_is_set_aside_counts_until_it_is_settled_and_then_what_was_spent() {
        Reservation used = OPEN.book(10, 1).book(7, 1);

        assertThat(used.committed()).isEqualTo(60);
        assertThat(used.held()).isEqualTo(60);
        assertThat(used.settle().committed()).isEqualTo(17);
        assertThat(used.settle().held()).isZero();
        assertThat(used.settle().settle()).isEqualTo(used.settle());
    }

    @Test
    void a_dispatch_that_got_fewer_tasks_gives_the_rest_back() {
        assertThat(OPEN.cut(10, 4).nanos()).isEqualTo(40);
        assertThat(OPEN.cut(10, 6)).isSameAs(OPEN);
        assertThat(OPEN.settle().cut(10, 1)).isEqualTo(OPEN.settle());
    }

    @Test
    void what_labels_cost_beyond_what_was_set_aside_is_set_aside_too() {
        assertThat(OPEN.book(60, 6).committed()).isEqualTo(60);
        assertThat(OPEN.book(61, 6).committed()).isEqualTo(61);
        assertThat(OPEN.book(61, 6).book(-61, -6).held()).isEqualTo(61);
        assertThat(OPEN.settle().book(61, 6).committed()).isEqualTo(61);
        assertThat(OPEN.book(60, 6).isAnswered()).isTrue();
        assertThat(OPEN.book(60, 5).isAnswered()).isFalse();
    }

    @Test
    void the_tighter_limit_tells_what_is_left() {
        Account batch = new Account(70, 20);
        Account day = new Account(45, 20);

        assertThat(new Limits(OptionalLong.of(100), OptionalLong.of(50)).room(batch, day))
                .isEqualTo(5);
        assertThat(new Limits(OptionalLong.of(100), OptionalLong.empty()).room(batch, day))
                .isEqualTo(30);
        assertThat(new Limits(OptionalLong.of(60), OptionalLong.empty()).room(batch, day))
                .isZero();
        assertThat(Limits.NONE.exist()).isFalse();
        assertThat(batch.spent()).isEqualTo(50);
    }

    @Test
    void a_threshold_is_reached_at_its_share_exactly() {
        assertThat(Threshold.reached(49, 100)).isZero();
        assertThat(Threshold.reached(50, 100)).isEqualTo(50);
        assertThat(Threshold.reached(79, 100)).isEqualTo(50);
        assertThat(Threshold.reached(80, 100)).isEqualTo(80);
        assertThat(Threshold.reached(100, 100)).isEqualTo(100);
        assertThat(Threshold.reached(1, 3)).isZero();
        assertThat(Threshold.reached(2, 3)).isEqualTo(50);
        assertThat(Threshold.reached(Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(100);
    }

    @Test
    void amounts_beyond_what_a_number_holds_are_an_error_and_no_small_sum() {
        assertThatThrownBy(() -> Reservation.of("b", "d", LocalDate.EPOCH, Long.MAX_VALUE, 2))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> OPEN.book(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
