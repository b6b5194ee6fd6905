package dev.labelmill.lambda.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Routing;
import dev.labelmill.core.batch.Tier;
import dev.labelmill.core.budget.Provision;
import dev.labelmill.core.budget.Purse;
import dev.labelmill.core.routing.VendorChoice;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Provisions;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Eligibility;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.score.Exhausted;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.OpenDispatch;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Each tick, for each active batch for which there is time: takes up dispatches that died half-way, then gives each vendor the
 * highest-priority tasks that are its own, up to what it may owe.
 */
public final class Dispatcher implements Handler {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** Tasks of one task file. */
    private static final int MAX_TASKS = 100;
    /** How far down a lane one tick looks, so that a full vendor's tasks do not hide another's. */
    private static final int MAX_LOOKED_AT = 4000;

    /** The same since the last task that was sent, where most tasks want one vendor: while that is full, looking is for nothing. */
    private static final int MAX_LOOKED_AT_IN_VAIN = 400;

    private final BatchStore batches;
    private final TaskStore tasks;
    private final DispatchStore dispatches;
    private final TallyStore tallies;
    private final SkillSnapshots snapshots;
    private final Reservations reservations;
    private final Claims claims;
    private final Exhausted exhausted;
    private final Doors doors;
    private final Pushes pushes;
    private final BudgetAlerts alerts;
    private final InstantSource clock;

    public Dispatcher(
            BatchStore batches,
            TaskStore tasks,
            DispatchStore dispatches,
            TallyStore tallies,
            SkillSnapshots snapshots,
            Reservations reservations,
            Claims claims,
            Exhausted exhausted,
            Doors doors,
            Pushes pushes,
            BudgetAlerts alerts,
            InstantSource clock) {
        this.batches = batches;
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.tallies = tallies;
        this.snapshots = snapshots;
        this.reservations = reservations;
        this.claims = claims;
        this.exhausted = exhausted;
        this.doors = doors;
        this.pushes = pushes;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        Instant until = pushes.until();
        // What is looked for at length is still to be sent.
        Instant half =
                clock.instant().plus(Duration.between(clock.instant(), until).dividedBy(2));
        for (String id : batches.activeInTurn(clock.instant())) {
            if (!clock.instant().isBefore(half)) {
                LOG.warnf("there is no time left for batch %s and those after it: later ticks begin with them", id);
                break;
            }
            try {
                batches.get(id).filter(Dispatcher::sendsTasks).ifPresent(this::dispatch);
            } catch (RuntimeException e) {
                LOG.errorf(e, "batch %s could not be dispatched; the next tick tries again", id);
            }
        }
        pushes.send(until);
        return Json.object();
    }

    private static boolean sendsTasks(Batch batch) {
        return batch.phase() == Phase.LABELLING || batch.phase() == Phase.AUDITING;
    }

    private void dispatch(Batch batch) {
        List<OpenDispatch> open = finishHalfDone(batch, dispatches.open(batch.id()));
        open.stream()
                .filter(d -> d.state() == Dispatch.State.SENDING)
                .forEach(d ->
                        batch.settings().vendor(d.vendor()).ifPresent(vendor -> pushes.enqueue(batch, vendor, d.id())));
        Counters totals = tallies.total(Keys.batchTally(batch.id()));
        Capacity capacity = new Capacity(batch, totals, open, doors.limits(batch, open));
        Purse purse = reservations.purse(batch);
        int slices = batch.settings().slices();
        HeldGold known = new HeldGold(batch, totals, tasks, () -> snapshots.latest(batch));
        Candidates candidates = new Candidates(batch, snapshots);
        Shares audits = new Shares(
                batch,
                Tier.EXPERT,
                candidates,
                capacity,
                purse,
                VendorChoice.of(batch.settings(), () -> snapshots.latest(batch)),
                0,
                known);
        serve(batch, audits, 0, () -> tasks.waiting(batch.id(), Tier.EXPERT, 0, slices));
        Provision provision = Provisions.of(batch, totals).asked(audits.given());
        Purse crowds = purse.keeping(provision.nanos());
        for (int wave = 0; wave < batch.snapshots().size(); wave++) {
            int which = wave;
            serve(
                    batch,
                    new Shares(
                            batch,
                            Tier.CROWD,
                            candidates,
                            capacity,
                            crowds,
                            VendorChoice.of(batch.settings(), () -> snapshots.of(batch, which)),
                            provision.perTask(),
                            known),
                    provision.nanos(),
                    () -> tasks.waiting(batch.id(), Tier.CROWD, which, slices));
        }
        alerts.look(batch, totals);
    }

    /** What is open afterwards: only then is it known how many labels each owes. */
    private List<OpenDispatch> finishHalfDone(Batch batch, List<OpenDispatch> open) {
        List<Dispatch> half = open.stream()
                .filter(d -> d.state() == Dispatch.State.CLAIMING)
                .flatMap(d -> dispatches.get(d.id()).stream())
                .filter(d -> d.state() == Dispatch.State.CLAIMING)
                .toList();
        half.forEach(dispatch -> claims.complete(batch, dispatch));
        return half.isEmpty() ? open : dispatches.open(batch.id());
    }

    private interface Lane {
        Iterator<String> open();
    }

    private void serve(Batch batch, Shares shares, long kept, Lane lane) {
        if (!shares.isServed()) {
            return;
        }
        Iterator<String> waiting = lane.open();
        int patience = patience(batch.settings());
        Eligibility eligibility = new Eligibility(batch.settings());
        int inVain = 0;
        for (int looked = 0; looked < MAX_LOOKED_AT && inVain < patience && waiting.hasNext() && shares.isServed(); ) {
            List<String> page = page(waiting);
            looked += page.size();
            List<Task> read = read(batch, page);
            List<Task> left = read.stream().filter(task -> !shares.give(task)).toList();
            List<Task> over = left.stream().filter(eligibility::isExhausted).toList();
            InParallel.each(over, this::settle);
            boolean moved = left.size() < read.size() || !over.isEmpty();
            inVain = moved ? 0 : inVain + page.size();
            shares.full(MAX_TASKS).forEach(share -> claims.claim(batch, share, kept));
        }
        shares.rest().forEach(share -> claims.claim(batch, share, kept));
    }

    /** What cannot be settled holds nothing else up. */
    private void settle(Task task) {
        try {
            exhausted.settle(Claims.FUNCTION, task);
        } catch (RuntimeException e) {
            LOG.errorf(e, "task %s of batch %s has nobody left and could not be settled", task.item(), task.batch());
        }
    }

    /** How many tasks of a lane are looked at where none of them can be sent: few where most of them want, and may go to, the same vendor. */
    static int patience(BatchSettings settings) {
        boolean wantOne = settings.routing().by() != Routing.By.CAPACITY
                && settings.vendors().stream()
                        .allMatch(vendor -> vendor.skills().isEmpty() && vendor.takesAgain());
        return wantOne ? MAX_LOOKED_AT_IN_VAIN : MAX_LOOKED_AT;
    }

    /** In the order of the page. */
    private List<Task> read(Batch batch, List<String> page) {
        Map<String, Task> read = new LinkedHashMap<>();
        page.forEach(item -> read.put(item, null));
        tasks.getAll(batch.id(), page).forEach(task -> read.put(task.item(), task));
        return read.values().stream().filter(Objects::nonNull).toList();
    }

    private static List<String> page(Iterator<String> waiting) {
        List<String> page = new ArrayList<>();
        while (waiting.hasNext() && page.size() < MAX_TASKS) {
            page.add(waiting.next());
        }
        return page;
    }
}
