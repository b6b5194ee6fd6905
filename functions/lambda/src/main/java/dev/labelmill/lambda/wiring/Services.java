package dev.labelmill.lambda.wiring;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.finish.Finishing;
import dev.labelmill.lambda.groundtruth.Consolidating;
import dev.labelmill.lambda.groundtruth.Pretask;
import dev.labelmill.lambda.http.EndpointHttp;
import dev.labelmill.lambda.intake.Intake;
import dev.labelmill.lambda.json.ModelAccessForm;
import dev.labelmill.lambda.notify.Certified;
import dev.labelmill.lambda.notify.Courier;
import dev.labelmill.lambda.notify.EndpointSource;
import dev.labelmill.lambda.notify.Notices;
import dev.labelmill.lambda.notify.Notifying;
import dev.labelmill.lambda.notify.PhaseNotices;
import dev.labelmill.lambda.notify.QueuedNotices;
import dev.labelmill.lambda.prelabel.ItemContent;
import dev.labelmill.lambda.prelabel.Prelabeling;
import dev.labelmill.lambda.publish.BatchMetrics;
import dev.labelmill.lambda.publish.Comparison;
import dev.labelmill.lambda.publish.DeadLetters;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.MetricHours;
import dev.labelmill.lambda.publish.Publishing;
import dev.labelmill.lambda.score.Scoring;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.store.EndedBudgets;
import dev.labelmill.lambda.tally.Tallying;
import dev.labelmill.lambda.train.HeadTraining;
import java.io.PrintStream;
import java.time.InstantSource;

/** Every handler with all it needs, from plain constructors: Quarkus and tests both start here. */
public final class Services {

    private final Configuration configuration;
    private final Clients clients;
    private final Stores stores;
    private final SecretSource secrets;
    private final EndpointSource endpoints;
    private final Meter meter;
    private final PrintStream out;
    private final InstantSource clock;

    /** @param out where lines of metrics go */
    public Services(
            Configuration configuration,
            Clients clients,
            SecretSource secrets,
            EndpointSource endpoints,
            Meter meter,
            PrintStream out,
            InstantSource clock) {
        this.configuration = configuration;
        this.clients = clients;
        this.stores = new Stores(clients, configuration);
        this.secrets = secrets;
        this.endpoints = endpoints;
        this.meter = meter;
        this.out = out;
        this.clock = clock;
    }

    /** Takes uploads. */
    public Handler intake() {
        EventCounts events = events();
        return counted(
                new Intake(
                        stores.bucket(),
                        stores.batches(),
                        stores.chunks(),
                        stores.rejected(),
                        stores.queue(configuration.prelabelQueue()),
                        access(),
                        configuration.pretrained(),
                        events,
                        meter,
                        clock),
                events);
    }

    /** Scores and routes chunks. */
    public Handler prelabel() {
        EventCounts events = events();
        return counted(
                new Prelabeling(
                        stores.bucket(),
                        new ItemContent(clients.s3()),
                        stores.batches(),
                        stores.chunks(),
                        stores.tasks(),
                        stores.rejected(),
                        access(),
                        clients.models(),
                        Embedders.deployed(),
                        events,
                        meter,
                        configuration.timeout(),
                        clock),
                events);
    }

    /** Sends tasks to vendors. */
    public Handler dispatch() {
        EventCounts events = events();
        return counted(
                new DispatchServices(secrets, notices(), configuration.timeout(), events, meter, clock)
                        .dispatcher(stores.table(), stores.bucket()),
                events);
    }

    /** Takes vendors' labels, and gives tasks to annotators who ask. */
    public Handler webhook() {
        return metered(labelServices().reception());
    }

    /** Fetches labels that webhooks only told of, and reads those of returned files. */
    public Handler collect() {
        return metered(labelServices().collecting());
    }

    private LabelServices labelServices() {
        return new LabelServices(configuration, stores, secrets, notices(), emf(), meter, clock);
    }

    /** Prepares lines of Ground Truth labeling jobs: it calls no service and writes no row that its cost could ride on. */
    public Handler pretask() {
        return new Pretask();
    }

    /** Makes one label of several answers in Ground Truth labeling jobs. */
    public Handler consolidate() {
        return metered(new Consolidating(clients.s3(), clock));
    }

    /** Decides tasks. */
    public Handler score() {
        EventCounts events = events();
        return counted(
                new Scoring(
                        stores.tasks(),
                        stores.labels(),
                        stores.batches(),
                        stores.itemLines(),
                        stores.bucket(),
                        stores.rejected(),
                        events,
                        meter,
                        clock),
                events);
    }

    /** Folds rows into totals. */
    public Handler tally() {
        EventCounts events = events();
        return counted(
                new Tallying(
                        stores.tallies(),
                        stores.rejected(),
                        new Comparison(emf()),
                        new PhaseNotices(notices()),
                        new EndedBudgets(stores.budgets(), stores.dispatches()),
                        events,
                        meter,
                        clock),
                events);
    }

    /** Drives batches on. */
    public Handler advance() {
        EventCounts events = events();
        return counted(new AdvanceServices(configuration, stores, events, meter, clock).advancing(), events);
    }

    /** Fits heads to what people have labelled. */
    public Handler train() {
        EventCounts events = events();
        return counted(
                new HeadTraining(
                        stores.bucket(),
                        new ItemContent(clients.s3()),
                        stores.batches(),
                        stores.chunks(),
                        stores.tasks(),
                        Embedders.deployed(),
                        events,
                        meter,
                        clock),
                events);
    }

    /** Publishes active batches' metrics. */
    public Handler publish() {
        return metered(new Publishing(
                stores.batches(),
                stores.tallies(),
                stores.budgets(),
                new MetricHours(stores.hours(), meter),
                new DeadLetters(clients.sqs(), configuration.deadLetters()),
                emf(),
                configuration.stage(),
                configuration.batchMetrics()));
    }

    /** Concludes batches. */
    public Handler finish() {
        return metered(new Finishing(
                stores.bucket(),
                stores.batches(),
                stores.chunks(),
                stores.tasks(),
                stores.labels(),
                stores.tallies(),
                new MetricHours(stores.hours(), meter),
                stores.annotators(),
                stores.rejected(),
                metrics(),
                new Comparison(emf()),
                meter,
                clock));
    }

    /** Tells users' endpoints. */
    public Handler notifications() {
        Courier courier = new Courier(
                configuration.isLocal() ? EndpointHttp.ofAny(clock) : EndpointHttp.ofPublic(clock),
                stores.notices(),
                stores.endpoints(),
                stores.queue(configuration.notifyQueue()),
                clock);
        return metered(new Notifying(endpoints, new Certified(stores.bucket()), courier));
    }

    private Notices notices() {
        return new QueuedNotices(stores.queue(configuration.notifyQueue()));
    }

    private BatchMetrics metrics() {
        return new BatchMetrics(emf(), configuration.stage());
    }

    private EmfLog emf() {
        return new EmfLog(out, clock, meter::logged);
    }

    private EventCounts events() {
        return new EventCounts(emf(), configuration.stage());
    }

    private ModelAccess access() {
        return ModelAccessForm.read(configuration.models(), meter.prices());
    }

    private Handler counted(Handler handler, EventCounts events) {
        return metered(new CountedHandler(handler, events));
    }

    private Handler metered(Handler handler) {
        return new MeteredHandler(handler, meter, clock);
    }
}
