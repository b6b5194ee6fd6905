package dev.labelmill.lambda.dispatch;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
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
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.PushForm.Refused;
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
import java.util.Set;
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
    private final Reservations reservations;
    private final CircuitStore circuits;
    private final PushTroubles troubles;
    private final Meter meter;
    private final Duration patience;
    private final InstantSource clock;
    private final ConcurrentLinkedQueue<Due> due = new ConcurrentLinkedQueue<>();

    /** @param patience after which an invocation that made an attempt is surely over */
    public Pushes(
            VendorApi api,
            SecretSource secrets,
            PushForms forms,
            TaskFiles files,
            TaskStore tasks,
            DispatchStore dispatches,
            Reservations reservations,
            CircuitStore circuits,
            PushTroubles troubles,
            Meter meter,
            Duration patience,
            InstantSource clock) {
        this.api = api;
        this.secrets = secrets;
        this.forms = forms;
        this.files = files;
        this.tasks = tasks;
        this.dispatches = dispatches;
        this.reservations = reservations;
        this.circuits = circuits;
        this.troubles = troubles;
        this.meter = meter;
        this.patience = patience;
        this.clock = clock;
    }

    private record Due(Batch batch, Vendor vendor, String dispatch) {}

    /** Has a dispatch sent at the end of this tick, if it is due by its row. */
    void enqueue(Batch batch, Vendor vendor, String dispatch) {
        due.add(new Due(batch, vendor, dispatch));
    }

    /** Makes the attempts that are due. */
    void send() {
        Map<String, List<Due>> byVendor = Stream.generate(due::poll)
                .takeWhile(next -> next != null)
                .distinct()
                .collect(Collectors.groupingBy(next -> next.vendor().name()));
        byVendor.values().parallelStream().forEach(queue -> queue.forEach(this::attempt));
    }

    private void attempt(Due next) {
        try {
            dispatches
                    .get(next.dispatch())
                    .filter(this::isDue)
                    .filter(dispatch -> circuits.enter(dispatch.vendor(), clock.instant(), patience))
                    .flatMap(this::begun)
                    .ifPresent(dispatch -> push(next.batch(), next.vendor(), dispatch));
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

    private Optional<Dispatch> begun(Dispatch dispatch) {
        boolean mine =
                dispatches.replace(dispatch, dispatch.trying(clock.instant().plus(patience)));
        return mine ? dispatches.get(dispatch.id()) : Optional.empty();
    }

    private void push(Batch batch, Vendor vendor, Dispatch dispatch) {
        List<Refused> refused;
        try {
            refused = pushed(batch, vendor, dispatch);
        } catch (VendorUnavailable e) {
            boolean opened = circuits.update(vendor.name(), c -> c.failed(clock.instant()))
                    && circuits.get(vendor.name()).state() == Circuit.State.OPEN;
            troubles.unavailable(batch, vendor, opened);
            postpone(batch, dispatch, e.retryAfter());
            return;
        } catch (VendorRefusal e) {
            circuits.update(vendor.name(), c -> c.tripped(clock.instant()));
            troubles.refusedAltogether(batch, vendor, dispatch, e.getMessage());
            release(batch, dispatch);
            return;
        }
        circuits.update(vendor.name(), Circuit::succeeded);
        troubles.refused(batch, vendor, dispatch, refused);
        settle(batch, vendor, dispatch, refused);
    }

    private List<Refused> pushed(Batch batch, Vendor vendor, Dispatch dispatch) {
        PushForm form = forms.of(vendor.format())
                .orElseThrow(() -> new VendorRefusal(
                        "tasks cannot be sent in format \"" + vendor.format().id() + "\""));
        List<TaskLine> lines = files.recorded(batch, vendor, dispatch, tasks.getAll(batch.id(), dispatch.items()));
        String target = vendor.delivery().target().orElse("");
        return form.push(api, new PushForm.Job(access(vendor), target, dispatch.id(), lines));
    }

    private ApiAccess access(Vendor vendor) {
        return secrets.current()
                .of(vendor.name())
                .flatMap(VendorSecrets.Entry::api)
                .orElseThrow(() ->
                        new VendorRefusal("the secrets hold no \"api\" for the vendor, with its \"url\" and \"key\""));
    }

    /** The wait begins when the attempt ended. */
    private void postpone(Batch batch, Dispatch dispatch, Optional<Duration> asked) {
        Duration wait = RetryDelay.after(
                dispatch.attempts().made(), asked, new Draw(batch.settings().seed()), dispatch.id());
        meter.charge(
                Claims.FUNCTION,
                spent -> dispatches.replace(
                        dispatch, dispatch.waiting(clock.instant().plus(wait), spent)));
    }

    /** Nothing is with the vendor: all its tasks wait anew, first for others. */
    private void release(Batch batch, Dispatch dispatch) {
        InParallel.each(
                dispatch.items(),
                item -> tasks.update(batch.id(), item, batch.settings().slices(), task -> task.expire(dispatch.id())));
        reservations.settle(batch, dispatch.id());
        meter.charge(Claims.FUNCTION, spent -> dispatches.replace(dispatch, dispatch.undelivered(0, spent)));
    }

    private void settle(Batch batch, Vendor vendor, Dispatch dispatch, List<Refused> refused) {
        Set<String> gone = refused.stream().map(Refused::item).collect(Collectors.toSet());
        int slices = batch.settings().slices();
        List<Task> after = InParallel.map(
                        dispatch.items(),
                        item -> tasks.update(
                                batch.id(),
                                item,
                                slices,
                                task -> gone.contains(item) ? task.refuse(dispatch.id()) : task))
                .stream()
                .flatMap(Optional::stream)
                .filter(task -> !gone.contains(task.item()))
                .toList();
        List<String> items = after.stream().map(Task::item).toList();
        long owed = after.stream()
                .flatMap(task -> task.claimOf(dispatch.id()).stream())
                .mapToLong(claim -> claim.labels())
                .sum();
        if (items.isEmpty()) {
            reservations.settle(batch, dispatch.id());
        } else {
            reservations.cut(batch, vendor, dispatch.id(), owed);
        }
        meter.charge(Claims.FUNCTION, spent -> {
            Dispatch delivered = dispatch.delivered(items, owed, spent);
            return dispatches.replace(dispatch, items.isEmpty() ? delivered.closed(0, Spend.NONE) : delivered);
        });
    }
}
