package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.budget.Account;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.BudgetStore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.IntStream;

/** A batch with a limit of eleven cents a day: five tasks of the crowd's, of two labels at a cent, and half of a sixth. */
final class DailyLimit {

    static final long CENT = 10_000_000;
    static final long LIMIT = 11 * CENT;
    static final String SETTINGS = Samples.SETTINGS
            .replace("\"vendors\"", "\"budget\":{\"dollarsPerDay\":0.11},\"vendors\"")
            .replace("\"capacity\":10", "\"capacity\":100");

    private DailyLimit() {}

    static BudgetStore budgets(Desk desk) {
        return new BudgetStore(desk.stage.table());
    }

    /** The money of the day that it is. */
    static Account today(Desk desk) {
        return budgets(desk).of("b", LocalDate.ofInstant(desk.stage.now, ZoneOffset.UTC));
    }

    /** More tasks than the limit pays for, each more urgent than the one before. */
    static void twentyWait(Desk desk) {
        IntStream.range(0, 20).forEach(i -> desk.people(i, i / 20.0));
    }
}
