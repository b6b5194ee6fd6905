package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Limits;
import dev.labelmill.core.budget.Reservation;
import dev.labelmill.lambda.store.BudgetStore.Opened;
import dev.labelmill.lambda.store.LabelStore.Booked;
import org.junit.jupiter.api.Test;

class BudgetStoreTest extends BudgetDesk {

    @Test
    void a_dispatch_and_its_money_are_there_together_or_not_at_all() {
        Limits limits = limits(5 * PRICE, 100 * PRICE);

        assertThat(open("d-1", 3, limits)).isEqualTo(Opened.OPENED);
        assertThat(open("d-1", 3, limits)).isEqualTo(Opened.THERE);
        assertThat(open("d-2", 3, limits)).isEqualTo(Opened.UNPAYABLE);
        assertThat(open("d-3", 6, limits)).isEqualTo(Opened.UNPAYABLE);
        assertThat(open("d-4", 2, limits)).isEqualTo(Opened.OPENED);

        assertThat(batch()).isEqualTo(new Account(5 * PRICE, 5 * PRICE));
        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(5 * PRICE, 5 * PRICE));
        assertThat(stage.dispatches().get("d-2")).isEmpty();
        assertThat(budgets.reservation("b", "d-2")).isEmpty();
    }

    @Test
    void a_days_limit_holds_beside_the_batchs() {
        Limits limits = limits(100 * PRICE, 4 * PRICE);

        assertThat(open("d-1", 3, limits)).isEqualTo(Opened.OPENED);
        assertThat(open("d-2", 2, limits)).isEqualTo(Opened.UNPAYABLE);
        Reservation tomorrow = Reservation.of("b", "d-2", DAY.plusDays(1), PRICE, 2);
        assertThat(budgets.open(dispatch("d-2"), tomorrow, limits)).isEqualTo(Opened.OPENED);

        assertThat(batch().committed()).isEqualTo(5 * PRICE);
        assertThat(budgets.of("b", DAY.plusDays(1)).committed()).isEqualTo(2 * PRICE);
    }

    @Test
    void a_label_is_paid_out_of_what_was_set_aside_and_the_rest_comes_back_once() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        open("d-1", 3, limits);

        assertThat(book(label("d-1", "w1", 1), limits)).isEqualTo(Booked.STORED);
        assertThat(book(label("d-1", "w1", 1), limits)).isEqualTo(Booked.STALE);
        assertThat(batch()).isEqualTo(new Account(3 * PRICE, 3 * PRICE));
        budgets.change("b", "d-1", limits, Reservation::settle);
        budgets.change("b", "d-1", limits, Reservation::settle);

        assertThat(batch()).isEqualTo(new Account(PRICE, 0));
        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(PRICE, 0));
    }

    @Test
    void a_label_beyond_what_was_set_aside_is_stored_where_every_limit_leaves_its_price_and_not_otherwise() {
        Limits limits = limits(2 * PRICE, 100 * PRICE);
        open("d-1", 1, limits);

        assertThat(book(label("d-1", "w1", 1), limits)).isEqualTo(Booked.STORED);
        assertThat(book(label("d-1", "w2", 1), limits)).isEqualTo(Booked.STORED);
        assertThat(book(label("d-1", "w3", 1), limits)).isEqualTo(Booked.UNPAYABLE);

        assertThat(labelsOf("d-1")).hasSize(2);
        assertThat(batch()).isEqualTo(new Account(2 * PRICE, 2 * PRICE));
        assertThat(budgets.of("b", DAY)).isEqualTo(new Account(2 * PRICE, 2 * PRICE));
    }

    @Test
    void a_label_that_comes_after_its_dispatch_was_settled_is_paid_if_the_limit_leaves_it() {
        Limits limits = limits(2 * PRICE, 100 * PRICE);
        open("d-1", 2, limits);
        budgets.change("b", "d-1", limits, Reservation::settle);
        open("d-2", 1, limits);

        assertThat(book(label("d-1", "w1", 1), limits)).isEqualTo(Booked.STORED);
        assertThat(book(label("d-1", "w2", 1), limits)).isEqualTo(Booked.UNPAYABLE);

        assertThat(batch()).isEqualTo(new Account(2 * PRICE, PRICE));
        assertThat(labelsOf("d-1")).hasSize(1);
    }

    @Test
    void a_label_taken_back_gives_its_price_back_before_and_after_settling() {
        Limits limits = limits(2 * PRICE, 100 * PRICE);
        open("d-1", 2, limits);
        book(label("d-1", "w1", 1), limits);
        book(label("d-1", "w2", 1), limits);

        assertThat(book(takenBack("d-1", "w1", 2), limits)).isEqualTo(Booked.STORED);
        assertThat(budgets.reservation("b", "d-1").orElseThrow().spent()).isEqualTo(PRICE);
        budgets.change("b", "d-1", limits, Reservation::settle);
        assertThat(book(takenBack("d-1", "w2", 2), limits)).isEqualTo(Booked.STORED);
        assertThat(book(takenBack("d-1", "w2", 2), limits)).isEqualTo(Booked.STALE);

        assertThat(batch()).isEqualTo(Account.EMPTY);
    }

    @Test
    void a_dispatch_that_got_fewer_tasks_keeps_what_these_cost_at_most() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        open("d-1", 5, limits);

        budgets.change("b", "d-1", limits, reservation -> reservation.cut(PRICE, 2));
        budgets.change("b", "d-1", limits, reservation -> reservation.cut(PRICE, 2));

        assertThat(batch()).isEqualTo(new Account(2 * PRICE, 2 * PRICE));
    }

    @Test
    void nothing_is_opened_once_the_budget_is_closed() {
        Limits limits = limits(5 * PRICE, 5 * PRICE);
        open("d-1", 1, limits);

        budgets.close("b");

        assertThat(open("d-2", 1, limits)).isEqualTo(Opened.UNPAYABLE);
        assertThat(open("d-1", 1, limits)).isEqualTo(Opened.THERE);
    }
}
