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
import dev.labelmill.local.cloud.FunctionUrl;
import dev.labelmill.local.cloud.runtime.InProcessRuntime;
import dev.labelmill.local.cloud.stream.StreamSource;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.Template;
import dev.labelmill.local.vendors.SimulatedVendors;
import dev.labelmill.local.vendors.Simulation;
import dev.labelmill.local.views.Premises;
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
import java.util.OptionalInt;
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

    /** A message that is at work at many places dies twice at each of them: it is tried often. */
    private static final Pace PACE = new Pace(Duration.ofMillis(250), Duration.ofSeconds(2), OptionalInt.of(100));

    private final Faults faults;
    private final Emulators emulators;
    private final Deployment deployment = Deployment.of(Template.deployed());
    private final Resources resources;
    private final Functions functions;
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
        resources = new Resources(emulators, deployment, PACE);
        secrets = new SecretsFile(folder.resolve("secrets.json"));
        functions = new Functions(deployment, resources, emulators, secrets.path(), PACE, Map.of());
        InProcessRuntime runtime = new InProcessRuntime(handlers());
        sources = new EventSources(deployment, resources, functions, runtime, PACE, faults.redelivery());
        webhook = new FunctionUrl(runtime, deployment.webhook(), 0);
        emulators.onObject(
                EventSources.notifications(deployment, resources, DoublingQueue.around(resources.sqs(), faults)));
    }

    private Map<String, UnaryOperator<byte[]>> handlers() {
        Map<String, UnaryOperator<byte[]>> handlers = new HashMap<>();
        handlers.put("intake", environment(Services::intake));
        handlers.put("prelabel", environment(Services::prelabel));
        handlers.put("dispatch", environment(Services::dispatch));
        handlers.put("webhook", environment(Services::webhook));
        handlers.put("score", environment(Services::score));
        handlers.put("tally", environment(Services::tally));
        handlers.put("train", environment(Services::train));
        handlers.put("advance", environment(Services::advance));
        handlers.put("publish", environment(Services::publish));
        handlers.put("finish", environment(Services::finish));
        return handlers;
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
        // What a function is told apart from its name is the same for all.
        Map<String, String> environment =
                new HashMap<>(functions.environment(deployment.functions().get(0)));
        environment.put("LABELMILL_STAGE", "test");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        Configuration configuration = Configuration.of(environment);
        Clients clients = new Clients(
                client(FaultyHttp.Service.DYNAMODB, AwsClients.dynamoDbBuilder(emulators.dynamoDb()), meter),
                client(FaultyHttp.Service.S3, AwsClients.s3Builder(emulators.s3()), meter),
                DoublingQueue.around(
                        client(FaultyHttp.Service.SQS, AwsClients.sqsBuilder(emulators.sqs()), meter), faults));
        return new Services(
                configuration, clients, new FileSecrets(secrets.path()), meter, System.out, Clock.systemUTC());
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

    /** What the web page's views read. */
    Premises premises() {
        return ShownPremises.of(deployment, resources);
    }

    /** Everything that was metered in any environment, dead ones too, in picodollars. */
    long meteredPicos() {
        synchronized (meters) {
            return meters.stream().mapToLong(Meter::totalPicos).sum();
        }
    }

    /** Here it is known what nobody knows in production: whether a write that failed took effect all the same. */
    private void doubt(long nanos, Throwable failure) {
        if (!(failure instanceof SimulatedCrash crash && crash.afterTheRow())) {
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
