package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.delivery.Circuit;
import dev.labelmill.core.delivery.RetryDelay;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.store.CircuitStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.NotYet;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends tasks to vendors' APIs: what is due in a tick, vendor beside vendor and each vendor's one after the other. An attempt
 * is noted on the dispatch's row before it is made, so that no two are made at once, and one whose environment died is made
 * again; what failed is tried again later, until the deadline of its claims.
 */
public final class Pushes {

    private static final Logger LOG = Logger.getLogger(Pushes.class);

    private final VendorApi api;
    private final SecretSource secrets;
    private final PushForms forms;
    private final TaskFiles files;
    private final TaskStore tasks;
    private final DispatchStore dispatches;
    private final PushRecords records;
    private final CircuitStore circuits;
    private final PushTroubles troubles;
    private final Duration patience;
    private final Duration time;
    private final InstantSource clock;
    private final ConcurrentLinkedQueue<Due> due = new ConcurrentLinkedQueue<>();

    /**
     * @param patience after which an invocation that made an attempt is surely over
     * @param time     of an invocation, from its beginning, in which requests may be begun
     */
    public Pushes(
            VendorApi api,
            SecretSource secrets,
            PushForms forms,
            TaskFiles files,
            TaskStore tasks,
            DispatchStore dispatches,
            PushRecords records,
            CircuitStore circuits,
            PushTroubles troubles,
            Duration patience,
            Duration time,
            InstantSource clock) {
        this.api = api;
        this.secrets = secrets;
        this.forms = forms;
        this.files = files;
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.records = records;
        this.circuits = circuits;
        this.troubles = troubles;
        this.patience = patience;
        this.time = time;
        this.clock = clock;
    }

    private record Due(Batch batch, Vendor vendor, String dispatch) {}

    /** Has a dispatch sent at the end of this tick, if it is due by its row. */
    void enqueue(Batch batch, Vendor vendor, String dispatch) {
        due.add(new Due(batch, vendor, dispatch));
    }

    /** Until when an invocation that begins now may begin requests. */
    Instant until() {
        return clock.instant().plus(time);
    }

    /**
     * Makes the attempts that are due; those for which there is no time any more, a later tick makes.
     *
     * @param until from when on no request is begun
     */
    void send(Instant until) {
        Map<String, List<Due>> byVendor = Stream.generate(due::poll)
                .takeWhile(next -> next != null)
                .distinct()
                .collect(Collectors.groupingBy(next -> next.vendor().name()));
        InParallel.eachInItsThread(byVendor.values(), queue -> queue.forEach(next -> attempt(next, until)));
    }

    private void attempt(Due next, Instant until) {
        try {
            dispatches
                    .get(next.dispatch())
                    .filter(dispatch -> clock.instant().isBefore(until) && isDue(dispatch))
                    .filter(dispatch -> circuits.enter(dispatch.vendor(), clock.instant(), patience))
                    .flatMap(dispatch -> begun(dispatch, until))
                    .ifPresent(run -> push(next.batch(), next.vendor(), run));
        } catch (RuntimeException e) {
            LOG.errorf(e, "dispatch %s could not be sent; a later tick tries again", next.dispatch());
        }
    }

    private boolean isDue(Dispatch dispatch) {
        Instant now = clock.instant();
        return dispatch.state() == Dispatch.State.SENDING
                && !now.isBefore(dispatch.attempts().next())
                && now.isBefore(dispatch.deadline());
    }

    private Optional<PushRun> begun(Dispatch dispatch, Instant until) {
        boolean mine =
                dispatches.replace(dispatch, dispatch.trying(clock.instant().plus(patience)));
        int doubtful = dispatch.attempts().doubtful();
        return mine
                ? dispatches.get(dispatch.id()).map(now -> new PushRun(api, clock, end(now, until), now, doubtful))
                : Optional.empty();
    }

    /** What is sent after the deadline of its claims, somebody else may be asked for as well. */
    private static Instant end(Dispatch dispatch, Instant until) {
        return until.isBefore(dispatch.deadline()) ? until : dispatch.deadline();
    }

    private void push(Batch batch, Vendor vendor, PushRun run) {
        try {
            handOver(batch, vendor, run);
        } catch (OutOfTime late) {
            goOnLater(batch, vendor, run);
            return;
        } catch (NotYet working) {
            noFailure(vendor, run);
            postpone(batch, vendor, run, Optional.of(working.after()));
            return;
        } catch (VendorUnavailable e) {
            unavailable(batch, vendor, run, e.retryAfter());
            return;
        } catch (VendorRefusal e) {
            refused(batch, vendor, run, e.getMessage());
            return;
        }
        noFailure(vendor, run);
        records.settle(batch, vendor, run);
    }

    /** A claim that is over, by an answer or because an attempt died as it gave the task back, is nothing to ask for any more. */
    private void handOver(Batch batch, Vendor vendor, PushRun run) {
        PushForm form = forms.of(vendor.format())
                .orElseThrow(() -> new VendorRefusal(
                        "tasks cannot be sent in format \"" + vendor.format().id() + "\""));
        Dispatch dispatch = run.dispatch();
        List<Task> awaited = tasks.getAll(batch.id(), dispatch.left()).stream()
                .filter(task -> task.awaits(dispatch.id()))
                .toList();
        if (!awaited.isEmpty()) {
            List<TaskLine> lines = files.recorded(batch, vendor, dispatch, awaited);
            run.push(form, access(vendor), vendor.delivery().target().orElse(""), lines);
        }
    }

    private void noFailure(Vendor vendor, PushRun run) {
        circuits.update(vendor.name(), c -> run.hasAsked() ? c.succeeded() : c.uncalled(clock.instant()));
    }

    private ApiAccess access(Vendor vendor) {
        return secrets.current()
                .of(vendor.name())
                .flatMap(VendorSecrets.Entry::api)
                .orElseThrow(() ->
                        new VendorRefusal("the secrets hold no \"api\" for the vendor, with its \"url\" and \"key\""));
    }

    /**
     * A vendor so slow that not even one task is with it in all the time there is does not answer, for all one can tell; if it
     * was asked at all.
     */
    private void goOnLater(Batch batch, Vendor vendor, PushRun run) {
        if (run.hasGotOn() || !run.hasAsked()) {
            noFailure(vendor, run);
            records.keep(batch, vendor, run, clock.instant());
        } else {
            unavailable(batch, vendor, run, Optional.empty());
        }
    }

    private void unavailable(Batch batch, Vendor vendor, PushRun run, Optional<Duration> asked) {
        boolean opened = circuits.update(vendor.name(), c -> c.failed(clock.instant()))
                && circuits.get(vendor.name()).state() == Circuit.State.OPEN;
        troubles.unavailable(batch, vendor, opened);
        postpone(batch, vendor, run, asked);
    }

    /** What is with the vendor stays there, and the rest waits anew, unless it may be there too: then it is tried again. */
    private void refused(Batch batch, Vendor vendor, PushRun run, String reason) {
        circuits.update(vendor.name(), c -> c.tripped(clock.instant()));
        troubles.refusedAltogether(batch, vendor, run.dispatch(), reason);
        if (run.isDoubtful()) {
            postpone(batch, vendor, run, Optional.empty());
        } else {
            records.settle(batch, vendor, run);
        }
    }

    /** The wait begins when the attempt ended. */
    private void postpone(Batch batch, Vendor vendor, PushRun run, Optional<Duration> asked) {
        Dispatch dispatch = run.dispatch();
        Duration wait = RetryDelay.after(
                dispatch.attempts().made(), asked, new Draw(batch.settings().seed()), dispatch.id());
        records.keep(batch, vendor, run, clock.instant().plus(wait));
    }
}
