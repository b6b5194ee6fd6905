package dev.labelmill.local.stack;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.emulators.Emulators;
import dev.labelmill.emulators.ObjectListener;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.cloud.FunctionUrl;
import dev.labelmill.local.cloud.runtime.FunctionFailed;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;

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
    private final SecretsFile secrets;
    private final EventSources sources;
    private final FunctionUrl webhook;
    private final SplittableRandom splits;
    private final Environments environments;
    private final InProcessRuntime runtime;

    House(Path folder, Faults faults) {
        this(folder, faults, PACE);
    }

    House(Path folder, Faults faults, Pace pace) {
        this.faults = faults;
        this.splits = faults.random("splits");
        emulators = Emulators.start(Emulators.Options.all());
        resources = new Resources(emulators, deployment, pace);
        secrets = new SecretsFile(folder.resolve("secrets.json"));
        Functions functions = new Functions(deployment, resources, emulators, secrets.path(), pace, Map.of());
        environments = new Environments(
                faults, emulators, functions.environment(deployment.functions().get(0)), secrets.path());
        runtime = new InProcessRuntime(environments.handlers());
        sources = new EventSources(deployment, resources, functions, runtime, pace, faults.redelivery());
        webhook = new FunctionUrl(runtime, deployment.webhook(), 0);
        emulators.onObject(
                EventSources.notifications(deployment, resources, DoublingQueue.around(resources.sqs(), faults)));
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

    private void requireRights() {
        if (!environments.missingRights().isEmpty()) {
            throw new AssertionError(String.join("; ", environments.missingRights()));
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
                requireRights();
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

    /** A function's answer to an event. */
    byte[] invoke(String function, byte[] event) throws FunctionFailed {
        return runtime.invoke(function, event);
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

    /** The functions' environments, with all that they metered. */
    Environments environments() {
        return environments;
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
