package dev.labelmill.lambda.store;

import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Reservation;
import java.time.LocalDate;

/** Reservations and accounts ↔ rows. */
final class BudgetRows {

    static final String COMMITTED = "committed";
    static final String HELD = "held";

    private BudgetRows() {}

    static Row write(Reservation reservation) {
        return Row.at(Keys.reservation(reservation.batch(), reservation.dispatch()), Keys.META)
                .set("day", reservation.day().toString())
                .set("nanos", reservation.nanos())
                .set("owed", reservation.owed())
                .set("paid", reservation.spent())
                .set("labels", reservation.labels())
                .set("settled", reservation.settled() ? 1L : 0L)
                .set(Keys.VERSION, reservation.version());
    }

    /** @throws UnreadableRow if it holds none */
    static Reservation read(Row row) {
        return row.as(BudgetRows::parse);
    }

    private static Reservation parse(Row row) {
        String[] key = row.pk().split("#", 3);
        return new Reservation(
                key[1],
                key[2],
                LocalDate.parse(row.string("day")),
                row.number("nanos"),
                row.number("owed"),
                row.number("paid"),
                row.number("labels"),
                row.number("settled") == 1,
                row.number(Keys.VERSION));
    }

    static Account account(Row row) {
        return new Account(row.number(COMMITTED), row.number(HELD));
    }
}
