package dev.labelmill.lambda.wiring;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.dispatch.BudgetAlerts;
import dev.labelmill.lambda.dispatch.Claims;
import dev.labelmill.lambda.dispatch.Dispatcher;
import dev.labelmill.lambda.dispatch.Doors;
import dev.labelmill.lambda.dispatch.Handovers;
import dev.labelmill.lambda.dispatch.PushForms;
import dev.labelmill.lambda.dispatch.PushRecords;
import dev.labelmill.lambda.dispatch.PushTroubles;
import dev.labelmill.lambda.dispatch.Pushes;
import dev.labelmill.lambda.dispatch.Reservations;
import dev.labelmill.lambda.dispatch.TaskFiles;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.notify.BudgetNotices;
import dev.labelmill.lambda.notify.Notices;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.score.Exhausted;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.BudgetAlertStore;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.CircuitStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import java.time.Duration;
import java.time.InstantSource;

/** What sends tasks out, put together. */
public final class DispatchServices {

    /** Added to a function's timeout, after which its invocation is surely over. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** To write down what became of the tasks of an attempt. */
    private static final Duration WRITING = Duration.ofSeconds(15);

    private final SecretSource secrets;
    private final Notices notices;
    private final Duration timeout;
    private final EventCounts events;
    private final Meter meter;
    private final InstantSource clock;

    /** @param notices where users are told of what vendors refuse */
    public DispatchServices(
            SecretSource secrets,
            Notices notices,
            Duration timeout,
            EventCounts events,
            Meter meter,
            InstantSource clock) {
        this.secrets = secrets;
        this.notices = notices;
        this.timeout = timeout;
        this.events = events;
        this.meter = meter;
        this.clock = clock;
    }

    /** The dispatcher with every vendor's API that there is. */
    Dispatcher dispatcher(Table table, Bucket bucket) {
        return dispatcher(table, bucket, PushForms.known());
    }

    /** The dispatcher with some vendors' APIs. */
    public Dispatcher dispatcher(Table table, Bucket bucket, PushForms forms) {
        TaskStore tasks = new TaskStore(table);
        LabelStore labels = new LabelStore(table);
        DispatchStore dispatches = new DispatchStore(table);
        BatchStore batches = new BatchStore(table);
        Reservations reservations = new Reservations(dispatches, new BudgetStore(table), clock);
        CircuitStore circuits = new CircuitStore(table);
        SkillSnapshots snapshots = new SkillSnapshots(bucket);
        TaskFiles files = new TaskFiles(new ItemLines(new ChunkStore(table), bucket), bucket, snapshots);
        PushTroubles troubles = new PushTroubles(batches, new RejectedStore(table), notices, events, clock);
        Pushes pushes = new Pushes(
                new VendorHttp(clock),
                secrets,
                forms,
                files,
                tasks,
                dispatches,
                new PushRecords(tasks, labels, dispatches, reservations, troubles, meter),
                circuits,
                troubles,
                timeout.plus(MARGIN),
                pushing(),
                clock);
        Handovers handovers = new Handovers(files, dispatches, new LeaseStore(table), meter, pushes, clock);
        Claims claims = new Claims(tasks, dispatches, reservations, handovers, events, clock);
        return new Dispatcher(
                batches,
                tasks,
                dispatches,
                new TallyStore(table),
                snapshots,
                reservations,
                claims,
                new Exhausted(tasks, labels, batches, bucket, events, meter),
                new Doors(circuits, clock),
                pushes,
                new BudgetAlerts(
                        new BudgetStore(table), new BudgetAlertStore(table), new BudgetNotices(notices), clock),
                clock);
    }

    /** A request that is begun then may take as long as any may, and what became of it must be written down. */
    private Duration pushing() {
        Duration time = timeout.minus(VendorHttp.EXCHANGE).minus(WRITING);
        Duration least = timeout.dividedBy(4);
        return time.compareTo(least) > 0 ? time : least;
    }
}
