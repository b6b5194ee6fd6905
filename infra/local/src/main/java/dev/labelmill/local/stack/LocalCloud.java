package dev.labelmill.local.stack;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.emulators.ObjectListener;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.local.cloud.BucketNotifications;
import dev.labelmill.local.cloud.FunctionUrl;
import dev.labelmill.local.cloud.InvokeApi;
import dev.labelmill.local.cloud.runtime.EnvironmentReport;
import dev.labelmill.local.cloud.runtime.ProcessRuntime;
import dev.labelmill.local.cloud.stream.Redelivery;
import dev.labelmill.local.telemetry.Telemetry;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.Template;
import dev.labelmill.local.views.Premises;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Labelmill on this machine: emulated services, the packaged functions as processes, and everything that wakes them. All of
 * it listens on 127.0.0.1 only and ends with {@link #close()} or with this JVM.
 */
public final class LocalCloud implements AutoCloseable {

    private final OpenParts parts = new OpenParts();
    private final Thread hook = new Thread(parts::end, "labelmill-close");
    private final WorkFolder folder;
    private final Emulators emulators;
    private final Deployment deployment = Deployment.of(Template.deployed());
    private final Resources resources;
    private final SecretsFile secrets;
    private final Telemetry telemetry = new Telemetry(InstantSource.system());
    private final ProcessRuntime runtime;
    private final FunctionUrl webhook;
    private final InvokeApi invoke;

    /**
     * How to run it.
     *
     * @param executable the functions as a native executable; empty for the distribution's own
     * @param port    of the webhook's address; 0 for any free one
     * @param keep    whether the work folder stays
     * @param endpoints file with the users' endpoints that are told of batches; empty for none
     */
    public record Options(Optional<Path> executable, int port, boolean keep, Optional<Path> endpoints) {}

    /**
     * What a function's processes were like.
     *
     * @param name            of the function
     * @param processes       started
     * @param coldStart       the longest time from a process's start to its first poll; empty if none came so far
     * @param peakKilobytes   the most memory resident in one process
     * @param invocations     events given to it
     */
    public record FunctionReport(
            String name, int processes, Optional<Duration> coldStart, long peakKilobytes, long invocations) {}

    private LocalCloud(Distribution distribution, Options options) {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            folder = parts.opened(new WorkFolder(options.keep()));
            emulators = parts.openedInMemory(Emulators.start(Emulators.Options.all()));
            resources = parts.opened(new Resources(emulators, deployment, Pace.quick()));
            secrets = new SecretsFile(folder.path().resolve("secrets.json"));
            Packages packages = new Packages(distribution, options.executable());
            Functions functions = new Functions(
                    deployment, resources, emulators, secrets.path(), Pace.quick(), told(packages, options));
            runtime = parts.opened(new ProcessRuntime(packages.artifact(), functions.all(), folder.path(), telemetry));
            webhook = parts.opened(new FunctionUrl(runtime, deployment.webhook(), options.port()));
            invoke = parts.opened(new InvokeApi(runtime, Set.copyOf(deployment.exports())));
            parts.opened(new EventSources(deployment, resources, functions, runtime, Pace.quick(), Redelivery.none()));
            parts.opened(new QueueDepths(resources.sqs(), telemetry));
            emulators.onObject(notifications());
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private Map<String, String> told(Packages packages, Options options) {
        Map<String, String> told = new HashMap<>(packages.runPretrained() ? Packages.TOLD : Map.of());
        told.put("LABELMILL_ENDPOINTS", endpoints(options).toUri().toString());
        return told;
    }

    private Path endpoints(Options options) {
        if (options.endpoints().isPresent()) {
            return options.endpoints().get().toAbsolutePath();
        }
        Path none = folder.path().resolve("endpoints.json");
        try {
            return Files.writeString(none, "{}");
        } catch (IOException full) {
            throw new UncheckedIOException(none + " cannot be written", full);
        }
    }

    /** Starts it; returns when uploads and webhooks are taken. */
    public static LocalCloud start(Distribution distribution, Options options) {
        System.setProperty(Emulators.HOME, distribution.emulators().toString());
        return new LocalCloud(distribution, options);
    }

    /** What the functions print, as metrics and log events. */
    public Telemetry telemetry() {
        return telemetry;
    }

    /** Where it keeps logs and secrets. */
    public Path folder() {
        return folder.path();
    }

    /** The S3 server's address. */
    public URI s3() {
        return emulators.s3();
    }

    /** DynamoDB Local's address. */
    public URI dynamoDb() {
        return emulators.dynamoDb();
    }

    /** The SQS server's address. */
    public URI sqs() {
        return emulators.sqs();
    }

    /** Scheme, host and port that vendors send their webhooks to. */
    public URI webhook() {
        return webhook.address();
    }

    /** Where functions can be invoked as by Lambda's API. */
    public URI lambda() {
        return invoke.address();
    }

    /** The vendors' secrets. */
    public SecretsFile secrets() {
        return secrets;
    }

    /** The bucket. */
    public Bucket bucket() {
        return new Bucket(resources.s3(), Resources.BUCKET);
    }

    /** The table. */
    public Table table() {
        return new Table(resources.dynamo(), Resources.TABLE);
    }

    /** What the table is called. */
    public String tableName() {
        return Resources.TABLE;
    }

    /** Table, bucket and queues, for whoever shows them. */
    public Premises premises() {
        return ShownPremises.of(deployment, resources);
    }

    /** Has {@code listener} told of every change in the bucket from now on. */
    public void onObject(ObjectListener listener) {
        emulators.onObject(listener);
    }

    /** What was written to the table so far. */
    public WriteUnits writeUnits() throws InterruptedException {
        return WriteUnits.count(resources);
    }

    /** What the functions' processes were like so far, in the order of the flow; functions never started are left out. */
    public List<FunctionReport> reports() {
        return deployment.exports().stream()
                .map(name -> report(name, runtime.environments(name)))
                .filter(report -> report.processes() > 0)
                .toList();
    }

    /** The emulated table, bucket and queues. */
    Resources resources() {
        return resources;
    }

    /** Kills a process of a function, as a machine's failure would; false if none runs. */
    boolean kill(String function) {
        return runtime.kill(function);
    }

    /** The functions' names, in the order of the flow. */
    List<String> functions() {
        return deployment.exports();
    }

    /** The process ids of functions that run; none is without one. */
    Map<String, List<Long>> livingProcesses() {
        Map<String, List<Long>> living = new TreeMap<>();
        for (String function : deployment.exports()) {
            List<Long> processes = runtime.environments(function).stream()
                    .filter(EnvironmentReport::alive)
                    .map(EnvironmentReport::pid)
                    .toList();
            if (!processes.isEmpty()) {
                living.put(function, processes);
            }
        }
        return living;
    }

    /** Stops everything, newest first, and deletes the work folder unless it is to be kept. Closing again does nothing. */
    @Override
    public void close() {
        try {
            parts.close();
        } finally {
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook is what closes this, or finds it closed.
            return;
        }
    }

    private BucketNotifications notifications() {
        BucketNotifications notifications = EventSources.notifications(deployment, resources, resources.sqs());
        notifications.announce();
        return notifications;
    }

    private static FunctionReport report(String name, List<EnvironmentReport> environments) {
        return new FunctionReport(
                name,
                environments.size(),
                environments.stream()
                        .flatMap(environment -> environment.coldStart().stream())
                        .max(Comparator.naturalOrder()),
                environments.stream()
                        .mapToLong(EnvironmentReport::peakKilobytes)
                        .max()
                        .orElse(0),
                environments.stream().mapToLong(EnvironmentReport::invocations).sum());
    }
}
