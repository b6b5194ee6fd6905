package dev.labelmill.lambda.store;

import dev.labelmill.core.budget.Account;
import dev.labelmill.core.budget.Alert;
import dev.labelmill.core.budget.Threshold;
import dev.labelmill.core.budget.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The thresholds of budgets that were reached: a row for each, written when it is first noticed and never again, however often and
 * by however many it is crossed.
 */
public final class BudgetAlertStore {

    private final Table table;

    public BudgetAlertStore(Table table) {
        this.table = table;
    }

    /** Those of a batch that were noticed so far, of a day or of the whole batch. */
    public List<Alert> of(String batch, Optional<LocalDate> day) {
        return table.partition(Keys.budget(batch), Keys.alerts(day))
                .map(BudgetAlertStore::read)
                .toList();
    }

    /** Stores one unless it is there; the one that is there now. */
    public Alert raise(Alert alert) {
        Alert first = alert.nextVersion();
        if (table.insert(write(first))) {
            return first;
        }
        return table.get(Keys.budget(alert.batch()), key(alert))
                .map(BudgetAlertStore::read)
                .orElseThrow(() -> new IllegalStateException("an alert of batch " + alert.batch() + " is gone"));
    }

    /** Notes that a notice of it is on its way; nothing happens if somebody has noted it meanwhile. */
    public void told(Alert alert) {
        table.replace(write(alert.asTold().nextVersion()), alert.version());
    }

    private static String key(Alert alert) {
        return Keys.alerts(alert.usage().day()) + alert.threshold().percent();
    }

    private static Row write(Alert alert) {
        Usage usage = alert.usage();
        Row row = Row.at(Keys.budget(alert.batch()), key(alert))
                .set("percent", alert.threshold().percent())
                .set("limit", usage.limit())
                .set(BudgetRows.COMMITTED, usage.account().committed())
                .set(BudgetRows.HELD, usage.account().held())
                .set("enforced", usage.enforced() ? 1L : 0L)
                .set("at", alert.at().toString())
                .set("told", alert.told() ? 1L : 0L)
                .set(Keys.VERSION, alert.version());
        return usage.day().map(day -> row.set("day", day.toString())).orElse(row);
    }

    private static Alert read(Row row) {
        return row.as(BudgetAlertStore::parse);
    }

    private static Alert parse(Row row) {
        Optional<LocalDate> day = row.has("day") ? Optional.of(LocalDate.parse(row.string("day"))) : Optional.empty();
        Account account = new Account(row.number(BudgetRows.COMMITTED), row.number(BudgetRows.HELD));
        return new Alert(
                row.pk().substring(Keys.BUDGET.length()),
                new Usage(day, row.number("limit"), account, row.number("enforced") == 1),
                Threshold.of((int) row.number("percent")),
                Instant.parse(row.string("at")),
                row.number("told") == 1,
                row.number(Keys.VERSION));
    }
}
