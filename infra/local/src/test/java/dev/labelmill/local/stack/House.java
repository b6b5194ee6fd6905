package dev.labelmill.local.stack;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.emulators.ObjectListener;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.cost.MeteringInterceptor;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.webhook.FileSecrets;
import dev.labelmill.lambda.wiring.Clients;
import dev.labelmill.lambda.wiring.Configuration;
import dev.labelmill.lambda.wiring.Services;
import dev.labelmill.local.cloud.AwsClients;
import dev.labelmill.local.cloud.BucketNotifications;
import dev.labelmill.local.cloud.FunctionUrl;
import dev.labelmill.local.cloud.runtime.InProcessRuntime;
import dev.labelmill.local.cloud.stream.StreamSource;
import dev.labelmill.local.vendors.SimulatedVendors;
import dev.labelmill.local.vendors.Simulation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The whole pipeline in one JVM for tests: real servers, real event sources, the real handlers behind
 * an in-process runtime, and faults between the handlers and the servers.
 */
final class House implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(250);
    private static final int VISIBILITY_SECONDS = 2;
    /** A message that is at work at many places dies twice at each of them. */
    private static final int MAX_RECEIVES = 100;

    private final Faults faults;
    private final Emulators emulators;
    private final Resources resources;
    private final SecretsFile secrets;
    private final EventSources sources;
    private final FunctionUrl webhook;
    private final SplittableRandom splits;
    private final PriceList prices = PriceFile.shipped("us-east-1-arm64");
    private final List<Meter> meters = new ArrayList<>();
    private final LongAdder lostNanos = new LongAdder();
    private final CrashPoints points;
    private final AtomicLong crashes = new AtomicLong();
    private final AtomicLong throttles = new AtomicLong();

    House(Path folder, Faults faults) {
        this.faults = faults;
        this.splits = faults.random("splits");
        this.points = new CrashPoints(faults.crashed() > 0);
        emulators = Emulators.start(Emulators.Options.all());
        resources = new Resources(emulators, Duration.ofSeconds(VISIBILITY_SECONDS), MAX_RECEIVES);
        secrets = new SecretsFile(folder.resolve("secrets.json"));
        InProcessRuntime runtime = new InProcessRuntime(functions());
        sources = new EventSources(resources, runtime, TICK, faults.redelivery());
        webhook = new FunctionUrl(runtime, Functions.WEBHOOK, 0);
        emulators.onObject(new BucketNotifications(
                DoublingQueue.around(resources.sqs(), faults),
                Resources.BUCKET,
                List.of(new BucketNotifications.Rule("ObjectCreated:", "batches/", resources.intakeQueue()))));
    }

    private Map<String, UnaryOperator<byte[]>> functions() {
        Map<String, UnaryOperator<byte[]>> functions = new HashMap<>();
        functions.put(Functions.INTAKE, environment(Services::intake));
        functions.put(Functions.PRELABEL, environment(Services::prelabel));
        functions.put(Functions.DISPATCH, environment(Services::dispatch));
        functions.put(Functions.WEBHOOK, environment(Services::webhook));
        functions.put(Functions.SCORE, environment(Services::score));
        functions.put(Functions.TALLY, environment(Services::tally));
        functions.put(Functions.ADVANCE, environment(Services::advance));
        functions.put(Functions.PUBLISH, environment(Services::publish));
        functions.put(Functions.FINISH, environment(Services::finish));
        return functions;
    }

    /** One execution environment after the other: a crash ends one, with all it remembered. */
    private UnaryOperator<byte[]> environment(Function<Services, Handler> chosen) {
        return new UnaryOperator<>() {
            private Handler handler;

            @Override
            public byte[] apply(byte[] event) {
                Handler alive = alive();
                try {
                    return Json.MAPPER.writeValueAsBytes(alive.handle(Json.MAPPER.readTree(event)));
                } catch (SimulatedCrash crash) {
                    forget(alive);
                    throw crash;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }

            private synchronized Handler alive() {
                if (handler == null) {
                    handler = chosen.apply(services());
                }
                return handler;
            }

            private synchronized void forget(Handler dead) {
                handler = handler == dead ? null : handler;
            }
        };
    }

    private Services services() {
        Meter meter = new Meter(prices, 512, this::doubt);
        synchronized (meters) {
            meters.add(meter);
        }
        Configuration configuration = new Configuration(
                "test",
                Resources.BUCKET,
                Resources.TABLE,
                resources.intakeQueue(),
                resources.prelabelQueue(),
                resources.finishQueue(),
                secrets.path().toUri().toString(),
                "us-east-1-arm64",
                512);
        Clients clients = new Clients(
                client(FaultyHttp.Service.DYNAMODB, AwsClients.dynamoDbBuilder(emulators.dynamoDb()), meter),
                client(FaultyHttp.Service.S3, AwsClients.s3Builder(emulators.s3()), meter),
                DoublingQueue.around(
                        client(FaultyHttp.Service.SQS, AwsClients.sqsBuilder(emulators.sqs()), meter), faults));
        return new Services(configuration, clients, new FileSecrets(secrets.path()), meter, Clock.systemUTC());
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            FaultyHttp.Service service, B builder, Meter meter) {
        return builder.httpClient(
                        new FaultyHttp(UrlConnectionHttpClient.create(), service, faults, points, crashes, throttles))
                .overrideConfiguration(c -> c.addExecutionInterceptor(new MeteringInterceptor(meter)))
                .build();
    }

    /** Uploads a batch and waits until it is done, splitting shards now and then if faults say so. */
    Batch run(Path batchFolder, Duration limit) throws IOException, InterruptedException {
        String id = batchFolder.getFileName().toString();
        BatchSettings settings = BatchSettingsReader.read(id, Files.readAllBytes(batchFolder.resolve("batch.json")));
        secrets.ensure(settings.vendors());
        Simulation simulation = Simulation.read(batchFolder, settings, OptionalLong.empty());
        try (SimulatedVendors vendors =
                new SimulatedVendors(simulation, bucket(), webhook.address(), secrets.webhookKeys(), complaint -> {})) {
            emulators.onObject(vendors);
            upload(batchFolder, settings);
            return await(id, limit);
        }
    }

    private void upload(Path folder, BatchSettings settings) throws IOException {
        List<String> names = new ArrayList<>(settings.companions());
        names.add("batch.json");
        names.add("manifest.jsonl");
        for (String name : names) {
            bucket().put(
                            "batches/" + settings.batch() + "/" + name,
                            "application/json",
                            Files.readAllBytes(folder.resolve(name)));
        }
    }

    private Batch await(String id, Duration limit) throws InterruptedException {
        Instant end = Instant.now().plus(limit);
        BatchStore batches = new BatchStore(table());
        int splitsLeft = faults.splits();
        while (Instant.now().isBefore(end)) {
            Thread.sleep(500);
            if (splitsLeft > 0 && splits.nextInt(3) == 0) {
                splitsLeft--;
                splitOne();
            }
            Batch batch = batches.get(id).orElse(null);
            if (batch != null && batch.phase().isFinal()) {
                settle();
                return batch;
            }
        }
        throw new AssertionError("batch " + id + " is not over after " + limit + ": " + batches.get(id));
    }

    private void splitOne() {
        StreamSource source =
                sources.streams().get(splits.nextInt(sources.streams().size()));
        List<String> shards = source.shardIds();
        source.split(shards.get(splits.nextInt(shards.size())));
    }

    /** Waits for the stream's readers to come to rest. */
    private void settle() throws InterruptedException {
        for (int quiet = 0; quiet < 4; ) {
            Thread.sleep(300);
            quiet = sources.streams().stream().allMatch(StreamSource::idle) ? quiet + 1 : 0;
        }
    }

    /** Has somebody told of each change in the bucket. */
    void onObject(ObjectListener listener) {
        emulators.onObject(listener);
    }

    /** Scheme, host and port of the webhook. */
    URI webhook() {
        return webhook.address();
    }

    /** What a vendor signs with, once a batch that names it has been run. */
    Secret secret(String vendor) {
        return secrets.webhookKeys().get(vendor);
    }

    Bucket bucket() {
        return new Bucket(resources.s3(), Resources.BUCKET);
    }

    Table table() {
        return new Table(resources.dynamo(), Resources.TABLE);
    }

    Resources resources() {
        return resources;
    }

    /** Everything that was metered in any environment, dead ones too, in picodollars. */
    long meteredPicos() {
        synchronized (meters) {
            return meters.stream().mapToLong(Meter::totalPicos).sum();
        }
    }

    /** Here it is known what nobody knows in production: whether a write that failed took effect all the same. */
    private void doubt(long nanos, Throwable failure) {
        if (!(failure instanceof SimulatedCrash crash && crash.afterTheWrite())) {
            lostNanos.add(nanos);
        }
    }

    /** What rode on writes that died before they took effect. */
    long lostPicos() {
        return lostNanos.sum() * 1000;
    }

    /** What was metered and has not ridden on a row yet, in dead environments too. */
    long untakenPicos() {
        synchronized (meters) {
            return meters.stream().mapToLong(Meter::untakenPicos).sum();
        }
    }

    CrashPoints points() {
        return points;
    }

    long crashes() {
        return crashes.get();
    }

    long throttles() {
        return throttles.get();
    }

    /** Stops what wakes functions, so that what is metered stands still. */
    void rest() {
        sources.close();
        webhook.close();
    }

    @Override
    public void close() {
        rest();
        resources.close();
        emulators.close();
    }
}
