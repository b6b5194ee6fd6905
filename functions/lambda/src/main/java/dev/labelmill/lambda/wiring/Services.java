package dev.labelmill.lambda.wiring;

import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.hosted.ModelAccess;
import dev.labelmill.core.prelabel.Embedders;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.advance.Advancing;
import dev.labelmill.lambda.advance.Pilot;
import dev.labelmill.lambda.advance.Recount;
import dev.labelmill.lambda.advance.Steps;
import dev.labelmill.lambda.advance.Totals;
import dev.labelmill.lambda.collect.Collecting;
import dev.labelmill.lambda.dispatch.BudgetStop;
import dev.labelmill.lambda.dispatch.Reservations;
import dev.labelmill.lambda.dispatch.Sweeper;
import dev.labelmill.lambda.finish.Finishing;
import dev.labelmill.lambda.groundtruth.Consolidating;
import dev.labelmill.lambda.groundtruth.Pretask;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.intake.Intake;
import dev.labelmill.lambda.json.ModelAccessForm;
import dev.labelmill.lambda.notify.Certified;
import dev.labelmill.lambda.notify.Courier;
import dev.labelmill.lambda.notify.EndpointSource;
import dev.labelmill.lambda.notify.Notices;
import dev.labelmill.lambda.notify.Notifying;
import dev.labelmill.lambda.notify.PhaseNotices;
import dev.labelmill.lambda.notify.QueuedNotices;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.prelabel.ItemContent;
import dev.labelmill.lambda.prelabel.Prelabeling;
import dev.labelmill.lambda.publish.BatchMetrics;
import dev.labelmill.lambda.publish.Comparison;
import dev.labelmill.lambda.publish.DeadLetters;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.MetricHours;
import dev.labelmill.lambda.publish.Publishing;
import dev.labelmill.lambda.pull.TaskDesk;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.reception.DeliveryMetrics;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.reception.LabelIntake;
import dev.labelmill.lambda.reception.Reception;
import dev.labelmill.lambda.reception.Storing;
import dev.labelmill.lambda.returned.ReturnedFiles;
import dev.labelmill.lambda.score.Scoring;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.store.AnnotatorStore;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.HourStore;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.NoticeStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.store.VendorLabelStore;
import dev.labelmill.lambda.tally.Tallying;
import dev.labelmill.lambda.train.HeadTraining;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import dev.labelmill.lambda.webhook.WebhookGate;
import java.io.PrintStream;
import java.time.InstantSource;

/** Every handler with all it needs, from plain constructors: Quarkus and tests both start here. */
public final class Services {

    private final Configuration configuration;
    private final Clients clients;
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
                        bucket(),
                        batches(),
                        chunks(),
                        rejected(),
                        queue(configuration.prelabelQueue()),
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
                        bucket(),
                        new ItemContent(clients.s3()),
                        batches(),
                        chunks(),
                        tasks(),
                        rejected(),
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
                new DispatchServices(secrets, configuration.timeout(), events, meter, clock)
                        .dispatcher(table(), bucket()),
                events);
    }

    /** Takes vendors' labels, and gives tasks to annotators who ask. */
    public Handler webhook() {
        ForgeryCounter forgeries = new ForgeryCounter(clock);
        WebhookGate gate = new WebhookGate(secrets, forgeries, clock);
        return metered(new Reception(gate, storing(desk("webhook", forgeries)), taskDesk(), rejected()));
    }

    private TaskDesk taskDesk() {
        return new TaskDesk(
                batches(),
                tasks(),
                new LabelStore(table()),
                new LeaseStore(table()),
                tallies(),
                itemLines(),
                new SkillSnapshots(bucket()),
                clock);
    }

    /** Fetches labels that webhooks only told of, and reads those of returned files. */
    public Handler collect() {
        LabelDesk desk = desk("collect", new ForgeryCounter(clock));
        Queue queue = queue(configuration.collectQueue());
        ReturnedFiles files = new ReturnedFiles(bucket(), desk, rejected(), queue, configuration.timeout(), clock);
        return metered(new Collecting(secrets, new VendorHttp(clock), storing(desk), files, queue, clock));
    }

    /** Prepares lines of Ground Truth labeling jobs. */
    public Handler pretask() {
        return metered(new Pretask());
    }

    /** Makes one label of several answers in Ground Truth labeling jobs. */
    public Handler consolidate() {
        return metered(new Consolidating(clients.s3(), clock));
    }

    private Storing storing(LabelDesk desk) {
        return new Storing(desk, rejected(), queue(configuration.collectQueue()), notices(), clock);
    }

    private LabelDesk desk(String function, ForgeryCounter forgeries) {
        LabelIntake labels = new LabelIntake(
                function,
                batches(),
                tasks(),
                itemLines(),
                new LabelStore(table()),
                new VendorLabelStore(table()),
                meter,
                clock);
        return new LabelDesk(
                labels, new DeliveryMetrics(forgeries, emf(), configuration.stage(), configuration.batchMetrics()));
    }

    /** Decides tasks. */
    public Handler score() {
        EventCounts events = events();
        return counted(
                new Scoring(
                        tasks(),
                        new LabelStore(table()),
                        batches(),
                        itemLines(),
                        bucket(),
                        rejected(),
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
                        tallies(),
                        rejected(),
                        new Comparison(emf()),
                        new PhaseNotices(notices()),
                        events,
                        meter,
                        clock),
                events);
    }

    /** Drives batches on. */
    public Handler advance() {
        EventCounts events = events();
        Steps steps = new Steps(
                queue(configuration.intakeQueue()),
                queue(configuration.prelabelQueue()),
                queue(configuration.trainQueue()),
                queue(configuration.finishQueue()),
                clock);
        Sweeper sweeper = new Sweeper(
                tasks(),
                new LabelStore(table()),
                dispatches(),
                new Reservations(dispatches(), new BudgetStore(table()), clock),
                events,
                meter);
        return counted(
                new Advancing(
                        batches(),
                        chunks(),
                        bucket(),
                        steps,
                        new Totals(
                                tallies(),
                                dispatches(),
                                new Recount(
                                        chunks(),
                                        tasks(),
                                        new LabelStore(table()),
                                        dispatches(),
                                        new HourStore(table()),
                                        bucket()),
                                clock),
                        new Pilot(chunks(), tasks(), bucket()),
                        sweeper,
                        new BudgetStop(tasks(), dispatches(), new BudgetStore(table())),
                        new HourStore(table()),
                        events,
                        meter,
                        clock),
                events);
    }

    /** Fits heads to what people have labelled. */
    public Handler train() {
        EventCounts events = events();
        return counted(
                new HeadTraining(
                        bucket(),
                        new ItemContent(clients.s3()),
                        batches(),
                        chunks(),
                        tasks(),
                        Embedders.deployed(),
                        events,
                        meter,
                        clock),
                events);
    }

    /** Publishes active batches' metrics. */
    public Handler publish() {
        return metered(new Publishing(
                batches(),
                tallies(),
                new MetricHours(new HourStore(table()), meter),
                new DeadLetters(clients.sqs(), configuration.deadLetters()),
                emf(),
                configuration.stage(),
                configuration.batchMetrics()));
    }

    /** Concludes batches. */
    public Handler finish() {
        return metered(new Finishing(
                bucket(),
                batches(),
                chunks(),
                tasks(),
                new LabelStore(table()),
                tallies(),
                new MetricHours(new HourStore(table()), meter),
                new AnnotatorStore(table()),
                rejected(),
                metrics(),
                new Comparison(emf()),
                meter,
                clock));
    }

    /** Tells users' endpoints. */
    public Handler notifications() {
        Courier courier =
                new Courier(new VendorHttp(clock), new NoticeStore(table()), queue(configuration.notifyQueue()), clock);
        return metered(new Notifying(endpoints, new Certified(bucket()), courier));
    }

    private Notices notices() {
        return new QueuedNotices(queue(configuration.notifyQueue()));
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

    private Table table() {
        return new Table(clients.dynamo(), configuration.table());
    }

    private Bucket bucket() {
        return new Bucket(clients.s3(), configuration.bucket());
    }

    private Queue queue(String url) {
        return new Queue(clients.sqs(), url);
    }

    private BatchStore batches() {
        return new BatchStore(table());
    }

    private ChunkStore chunks() {
        return new ChunkStore(table());
    }

    private ItemLines itemLines() {
        return new ItemLines(chunks(), bucket());
    }

    private TaskStore tasks() {
        return new TaskStore(table());
    }

    private DispatchStore dispatches() {
        return new DispatchStore(table());
    }

    private TallyStore tallies() {
        return new TallyStore(table());
    }

    private RejectedStore rejected() {
        return new RejectedStore(table());
    }
}
