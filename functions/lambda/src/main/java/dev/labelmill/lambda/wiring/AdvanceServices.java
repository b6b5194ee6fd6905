package dev.labelmill.lambda.wiring;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.advance.Advancing;
import dev.labelmill.lambda.advance.Pilot;
import dev.labelmill.lambda.advance.Recount;
import dev.labelmill.lambda.advance.Standings;
import dev.labelmill.lambda.advance.Steps;
import dev.labelmill.lambda.advance.Totals;
import dev.labelmill.lambda.dispatch.BudgetStop;
import dev.labelmill.lambda.dispatch.Reservations;
import dev.labelmill.lambda.dispatch.Sweeper;
import dev.labelmill.lambda.publish.EventCounts;
import java.time.InstantSource;

/** What drives batches on, put together. */
record AdvanceServices(
        Configuration configuration, Stores stores, EventCounts events, Meter meter, InstantSource clock) {

    /** Takes every active batch as far as it can go. */
    Advancing advancing() {
        return new Advancing(
                stores.batches(),
                stores.chunks(),
                stores.bucket(),
                steps(),
                totals(),
                new Pilot(stores.chunks(), stores.tasks(), stores.bucket()),
                new Standings(stores.tasks(), stores.bucket()),
                sweeper(),
                new BudgetStop(stores.tasks(), stores.dispatches(), stores.budgets()),
                stores.hours(),
                events,
                meter,
                clock);
    }

    private Steps steps() {
        return new Steps(
                stores.queue(configuration.intakeQueue()),
                stores.queue(configuration.prelabelQueue()),
                stores.queue(configuration.trainQueue()),
                stores.queue(configuration.finishQueue()),
                clock);
    }

    private Totals totals() {
        Recount recount = new Recount(
                stores.chunks(), stores.tasks(), stores.labels(), stores.dispatches(), stores.hours(), stores.bucket());
        return new Totals(stores.tallies(), stores.dispatches(), recount, clock);
    }

    private Sweeper sweeper() {
        Reservations reservations = new Reservations(stores.dispatches(), stores.budgets(), clock);
        return new Sweeper(stores.tasks(), stores.labels(), stores.dispatches(), reservations, events, meter);
    }
}
