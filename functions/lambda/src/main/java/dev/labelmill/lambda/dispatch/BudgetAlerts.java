package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.budget.Alert;
import dev.labelmill.core.budget.Threshold;
import dev.labelmill.core.budget.Usage;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.notify.BudgetNotices;
import dev.labelmill.lambda.store.BudgetAlertStore;
import dev.labelmill.lambda.store.BudgetStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells a batch's owner when shares of its budget are used, each once. What is first noticed is written down, then told, then
 * noted as told, so that whatever dies in between or runs at the same time tells the same notice again, or nothing.
 */
public final class BudgetAlerts {

    /** Longer than a tick takes, and than the next one after it that dies. */
    private static final Duration OVER_MIDNIGHT = Duration.ofMinutes(10);

    private final BudgetStore budgets;
    private final BudgetAlertStore alerts;
    private final BudgetNotices notices;
    private final InstantSource clock;

    public BudgetAlerts(BudgetStore budgets, BudgetAlertStore alerts, BudgetNotices notices, InstantSource clock) {
        this.budgets = budgets;
        this.alerts = alerts;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Tells of what has been reached and was not told.
     *
     * @param totals what the batch has cost, as far as it has been counted
     */
    void look(Batch batch, Counters totals) {
        Instant now = clock.instant();
        long cheapest = batch.settings().vendors().stream()
                .mapToLong(vendor -> vendor.price().most())
                .min()
                .orElse(0);
        long cost = BatchFigures.of(totals).totalNanos();
        for (Usage usage : usages(batch, cost, now)) {
            List<Threshold> reached = usage.reached(cheapest);
            if (!reached.isEmpty()) {
                tell(batch, usage, reached, now);
            }
        }
    }

    /** What was bought just before midnight, nobody may have looked at on its own day. */
    private List<Usage> usages(Batch batch, long cost, Instant now) {
        List<Usage> usages = new ArrayList<>(budgets.usages(batch, cost, day(now)));
        LocalDate before = day(now.minus(OVER_MIDNIGHT));
        if (!before.equals(day(now))) {
            budgets.usages(batch, cost, before).stream()
                    .filter(usage -> usage.day().isPresent())
                    .forEach(usages::add);
        }
        return usages;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private void tell(Batch batch, Usage usage, List<Threshold> reached, Instant now) {
        Map<Threshold, Alert> known = new EnumMap<>(Threshold.class);
        alerts.of(batch.id(), usage.day()).forEach(alert -> known.put(alert.threshold(), alert));
        for (Threshold threshold : reached) {
            Alert alert = known.containsKey(threshold)
                    ? known.get(threshold)
                    : alerts.raise(new Alert(batch.id(), usage, threshold, now));
            if (!alert.told()) {
                notices.tell(batch, alert);
                alerts.told(alert);
            }
        }
    }
}
