package dev.labelmill.core.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Optional;
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
    void a_change_that_costs_nothing_and_is_no_label_leaves_a_reservation_as_it_is() {
        assertThat(OPEN.book(0, 0)).isSameAs(OPEN);
        assertThat(OPEN.book(0, 1).labels()).isEqualTo(1);
        assertThat(OPEN.book(5, 0).labels()).isZero();
    }

    @Test
    void no_amount_of_a_reservation_or_of_what_is_kept_back_is_negative() {
        assertThatThrownBy(() -> OPEN.book(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OPEN.book(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OPEN.cut(10, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Provision(-1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Provision(1, -1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Provision(1, 0, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Provision(1, 0, 0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_tighter_limit_tells_what_is_left() {
        Account batch = new Account(70, 20);
        Account day = new Account(45, 20);

        Purse tighter = new Limits(OptionalLong.of(100), OptionalLong.of(50)).purse(batch, day);
        assertThat(tighter.pays(1, 5)).isTrue();
        assertThat(tighter.pays(1, 6)).isFalse();
        Purse whole = new Limits(OptionalLong.of(100), OptionalLong.empty()).purse(batch, day);
        assertThat(whole.pays(1, 30)).isTrue();
        assertThat(whole.pays(1, 31)).isFalse();
        Purse spent = new Limits(OptionalLong.of(60), OptionalLong.empty()).purse(batch, day);
        assertThat(spent.pays(1, 1)).isFalse();
        assertThat(spent.pays(0, 9)).as("what costs nothing").isTrue();
        assertThat(Limits.NONE.exist()).isFalse();
        assertThat(batch.spent()).isEqualTo(50);
    }

    @Test
    void what_is_kept_back_is_of_the_whole_batchs_limit_alone() {
        Provision provision = new Provision(10, 2, 3, 0.25);
        assertThat(provision.perTask()).isEqualTo(3);
        assertThat(provision.nanos()).isEqualTo(2 * 10 + 3 * 3);
        assertThat(provision.asked(1).nanos()).isEqualTo(10 + 3 * 3);
        assertThat(Provision.NONE.nanos()).isZero();

        Limits limits = new Limits(OptionalLong.of(100), OptionalLong.of(50));
        assertThat(limits.keeping(29)).isEqualTo(new Limits(OptionalLong.of(71), OptionalLong.of(50)));
        assertThat(limits.keeping(101).batch()).hasValue(0);
        assertThat(Limits.NONE.keeping(29)).isEqualTo(Limits.NONE);

        Purse crowd = limits.purse(Account.EMPTY, Account.EMPTY).keeping(29);
        assertThat(crowd.pays(1, 50, 21)).isTrue();
        assertThat(crowd.pays(1, 50, 22)).isFalse();
        assertThat(crowd.pays(1, 51)).as("more than the day's").isFalse();
        crowd.take(1, 40, 21);
        assertThat(crowd.pays(1, 10)).isTrue();
        assertThat(crowd.pays(1, 11)).isFalse();
        assertThat(new Purse(20, 50).pays(0, 9, 21))
                .as("labels that cost nothing, whose audits cannot be paid")
                .isFalse();
        assertThat(Purse.endless().keeping(29).pays(1, Long.MAX_VALUE - 29, 29)).isTrue();
    }

    @Test
    void a_threshold_is_reached_at_its_share_exactly() {
        assertThat(Threshold.reached(49, 100)).isEmpty();
        assertThat(Threshold.reached(50, 100)).containsExactly(Threshold.HALF);
        assertThat(Threshold.reached(79, 100)).containsExactly(Threshold.HALF);
        assertThat(Threshold.reached(80, 100)).containsExactly(Threshold.HALF, Threshold.MOST);
        assertThat(Threshold.reached(100, 100)).containsExactly(Threshold.values());
        assertThat(Threshold.reached(1, 3)).isEmpty();
        assertThat(Threshold.reached(2, 3)).containsExactly(Threshold.HALF);
        assertThat(Threshold.reached(Long.MAX_VALUE, Long.MAX_VALUE)).hasSize(3);
    }

    @Test
    void all_of_a_limit_is_used_once_it_pays_for_no_label_and_all_of_a_target_once_it_is_spent() {
        Account nearly = new Account(95, 0);

        assertThat(new Usage(Optional.empty(), 100, nearly, true).reached(6)).contains(Threshold.ALL);
        assertThat(new Usage(Optional.empty(), 100, nearly, true).reached(5)).doesNotContain(Threshold.ALL);
        assertThat(new Usage(Optional.empty(), 100, nearly, false).reached(6)).doesNotContain(Threshold.ALL);
        assertThat(new Usage(Optional.empty(), 100, Account.EMPTY, true).reached(0))
                .isEmpty();
        assertThat(new Usage(Optional.empty(), 300, nearly, true).percent()).isEqualTo("31.67");
    }

    @Test
    void amounts_beyond_what_a_number_holds_are_an_error_and_no_small_sum() {
        assertThatThrownBy(() -> Reservation.of("b", "d", LocalDate.EPOCH, Long.MAX_VALUE, 2))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> OPEN.book(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
