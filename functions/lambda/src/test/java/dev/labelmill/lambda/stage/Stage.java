package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.emulators.memory.objects.MemoryObjects;
import dev.labelmill.emulators.memory.queues.MemoryQueues;
import dev.labelmill.lambda.cost.MeteringInterceptor;
import dev.labelmill.lambda.notify.EndpointSource;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.prelabel.hosted.ModelClients;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.secret.FileSecrets;
import dev.labelmill.lambda.secret.SecretSource;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.store.Row;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.store.VendorLabelStore;
import dev.labelmill.lambda.wiring.Clients;
import dev.labelmill.lambda.wiring.Configuration;
import dev.labelmill.lambda.wiring.Services;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A table, a bucket, queues and a clock of one's own. Nothing of one stage is seen on another. Most tests' stages are in memory;
 * what is about how the services themselves behave is {@linkplain #onServers() on real servers}, and with the system property
 * {@code labelmill.stage.servers} every stage is.
 */
public final class Stage {

    /** How long an invocation may take. */
    public static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** When the sample webhooks were signed. */
    public static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private static final AtomicInteger COUNT = new AtomicInteger();

    public final DynamoDbClient dynamo;
    public final S3Client s3;
    public final SqsClient sqs;
    public final String name = "stage-" + COUNT.incrementAndGet();
    public final String intakeQueue;
    public final String prelabelQueue;
    public final String trainQueue;
    public final String finishQueue;
    public final String collectQueue;
    public final String notifyQueue;
    public final Meter meter = new Meter(Samples.PRICES, 1024, (nanos, failure) -> {});

    private final Changes changes;
    private final StageLog log = new StageLog();

    /** What every clock on this stage shows. */
    public volatile Instant now = START;

    /** Where the webhooks' secrets are. */
    public String secrets = "file:/none";

    /** Where the users' endpoints are. */
    public String endpoints = "file:/none";

    /** The hosted models that the stage may call. */
    public String models = "";

    /** Where they are. */
    public ModelClients modelClients = ModelClients.deployed();

    /** Whether the deployment says that it can run pre-trained models. */
    public boolean pretrained;

    /** A stage in memory, unless all are to be on servers. */
    public Stage() {
        this(!Boolean.getBoolean("labelmill.stage.servers"));
    }

    private Stage(boolean inMemory) {
        StageTable table = inMemory ? StageTable.inMemory(name) : StageTable.onServer(name);
        dynamo = table.client();
        changes = new Changes(dynamo, table.streams(), name);
        s3 = inMemory ? new MemoryObjects(Clock.systemUTC()) : Servers.S3;
        sqs = inMemory ? new MemoryQueues(Clock.systemUTC()) : Servers.SQS;
        s3.createBucket(b -> b.bucket(name));
        intakeQueue = queue("intake");
        prelabelQueue = queue("prelabel");
        trainQueue = queue("train");
        finishQueue = queue("finish");
        collectQueue = queue("collect");
        notifyQueue = queue("notify");
    }

    /** A stage in memory, where the index is never behind and nothing is ever throttled. */
    public static Stage inMemory() {
        return new Stage(true);
    }

    /** A stage on DynamoDB Local, S3Proxy and ElasticMQ. */
    public static Stage onServers() {
        return new Stage(false);
    }

    private String queue(String purpose) {
        return sqs.createQueue(b -> b.queueName(name + "-" + purpose)).queueUrl();
    }

    /** The functions, as a new environment has them. */
    public Services services() {
        return services(new Clients(dynamo, s3, sqs, modelClients));
    }

    /** The functions in an environment that dies as the crash says. */
    public Services services(Crash crash) {
        return services(new Clients(
                crash.around(DynamoDbClient.class, dynamo),
                crash.around(S3Client.class, s3),
                crash.around(SqsClient.class, sqs),
                modelClients));
    }

    /** The functions with a client of the table of one's own. */
    public Services services(DynamoDbClient table) {
        return services(new Clients(table, s3, sqs, modelClients));
    }

    private Services services(Clients clients) {
        return services(clients, FileSecrets.at(secrets));
    }

    /** The functions with services and secrets of one's own. */
    public Services services(Clients clients, SecretSource vendorSecrets) {
        return services(clients, vendorSecrets, List::of, meter, () -> now);
    }

    /** The functions of an environment that has all of its own. */
    public Services services(
            Clients clients, SecretSource vendorSecrets, EndpointSource users, Meter spending, InstantSource clock) {
        Configuration configuration = new Configuration(
                "test",
                name,
                name,
                intakeQueue,
                prelabelQueue,
                trainQueue,
                finishQueue,
                collectQueue,
                notifyQueue,
                endpoints,
                secrets,
                "us-east-1-arm64",
                Map.of(),
                pretrained,
                20,
                models,
                1024,
                TIMEOUT);
        return new Services(configuration, clients, vendorSecrets, users, spending, log.lines(), clock);
    }

    public Table table() {
        return new Table(dynamo, name);
    }

    /** The same table, its consumed units on a meter; of a stage on servers. */
    public Table meteredTable(Meter units) {
        return watchedTable(new MeteringInterceptor(units));
    }

    /** The same table, its calls watched, or disturbed; of a stage on servers. */
    public Table watchedTable(ExecutionInterceptor watcher) {
        return new Table(Servers.watchedDynamo(watcher), name);
    }

    public Bucket bucket() {
        return new Bucket(s3, name);
    }

    public BatchStore batches() {
        return new BatchStore(table());
    }

    public ChunkStore chunks() {
        return new ChunkStore(table());
    }

    public TaskStore tasks() {
        return new TaskStore(table());
    }

    public LabelStore labels() {
        return new LabelStore(table());
    }

    public VendorLabelStore vendorIds() {
        return new VendorLabelStore(table());
    }

    public DispatchStore dispatches() {
        return new DispatchStore(table());
    }

    public TallyStore tallies() {
        return new TallyStore(table());
    }

    /** Stores a task that the crowd has claimed. */
    public void claimed(Task task, String dispatch) {
        tasks().insert(task, 2);
        tasks().update(task.batch(), task.item(), 2, t -> t.claim(dispatch, "crowd", false));
    }

    /** Stores a dispatch whose tasks have all been delivered. @return as it is stored */
    public Dispatch delivered(Dispatch claiming, long labels) {
        dispatches().insert(claiming);
        Dispatch stored = dispatches().get(claiming.id()).orElseThrow();
        dispatches().replace(stored, stored.delivered(stored.items(), labels, Spend.of("dispatch", Kind.LAMBDA, 11)));
        return dispatches().get(claiming.id()).orElseThrow();
    }

    /** What was rejected today from a source, in no particular order. */
    public List<Rejection> rejections(String source) {
        return new RejectedStore(table()).of(source, now.atZone(ZoneOffset.UTC).toLocalDate());
    }

    /** Every row of the table. */
    public List<Row> rows() {
        return dynamo.scanPaginator(b -> b.tableName(name).consistentRead(true)).items().stream()
                .map(Row::of)
                .toList();
    }

    /** Uploads an object as a user does. */
    public void upload(String key, String content) {
        bucket().put(key, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
    }

    /** An object's text. */
    public String text(String key) {
        return new String(
                bucket().read(key).orElseThrow(() -> new AssertionError("no object " + key)), StandardCharsets.UTF_8);
    }

    /** Takes all messages out of a queue. */
    public List<JsonNode> drain(String queue) {
        return Messages.drain(sqs, queue);
    }

    /** Counts of events that are told to the same log. */
    public EventCounts events() {
        return new EventCounts(new EmfLog(log.lines(), () -> now, meter::logged), "test");
    }

    /** Each line of metrics since the last call: its dimensions' values, and what it counts in the order of the line. */
    public List<String> counted() {
        return log.counted();
    }

    /** All changes of the table so far, in order, as Lambda gets them. */
    public List<JsonNode> changes() {
        return changes.all();
    }

    /** Those behind as many as are known, while the stream has one shard. */
    public List<JsonNode> changes(int known) {
        return changes.from(known);
    }
}
