package dev.labelmill.bench.webhook;

import dev.labelmill.bench.observed.ObservedTable;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.core.signature.Secret;
import dev.labelmill.core.signature.SecretRing;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.emulators.memory.MemoryTable;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.json.BatchSettingsReader;
import dev.labelmill.lambda.secret.Rate;
import dev.labelmill.lambda.secret.VendorScheme;
import dev.labelmill.lambda.secret.VendorSecrets;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.wiring.Clients;
import dev.labelmill.lambda.wiring.Configuration;
import dev.labelmill.lambda.wiring.Services;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A batch of tasks that a vendor has claimed, in a table in memory, and the webhook that its labels come to. */
final class LoadedDoor {
    static final String VENDOR = "crowd";
    static final String DISPATCH = "d-0000000000000001";
    static final Secret KEY = Secret.ofKey("the key of a vendor in a benchmark".getBytes(StandardCharsets.UTF_8));

    private static final String BATCH = "load";
    private static final String NAME = "load";
    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["no","yes"]},"slices":2,
             "overlap":{"min":2,"max":2,"targetConfidence":0.9},
             "vendors":[{"name":"crowd","tier":"crowd","pricePerLabel":0.01,"capacity":1000000,"deadlineSeconds":86400}]}""";

    /** The functions' environment; of the queues and the bucket none is used. */
    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("LABELMILL_STAGE", "bench"),
            Map.entry("LABELMILL_BUCKET", "none"),
            Map.entry("LABELMILL_TABLE", NAME),
            Map.entry("LABELMILL_INTAKE_QUEUE", "none"),
            Map.entry("LABELMILL_PRELABEL_QUEUE", "none"),
            Map.entry("LABELMILL_TRAIN_QUEUE", "none"),
            Map.entry("LABELMILL_FINISH_QUEUE", "none"),
            Map.entry("LABELMILL_COLLECT_QUEUE", "none"),
            Map.entry("LABELMILL_NOTIFY_QUEUE", "none"),
            Map.entry("LABELMILL_ENDPOINTS", "file:/none"),
            Map.entry("LABELMILL_SECRETS", "none"),
            Map.entry("LABELMILL_TIMEOUT", "20"),
            Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"));

    final MemoryTable table = new MemoryTable(NAME);
    final Beside beside = new Beside();
    final Handler webhook;

    LoadedDoor(int tasks, InstantSource clock) {
        VendorSecrets.Entry vendor = new VendorSecrets.Entry(
                VendorScheme.STANDARD_WEBHOOKS, SecretRing.of(KEY), Optional.empty(), new Rate(Rate.MOST, Rate.MOST));
        VendorSecrets secrets = new VendorSecrets(Map.of(VENDOR, vendor));
        Meter meter = new Meter(PriceFile.shipped("us-east-1-arm64"), 512, (nanos, failure) -> {});
        PrintStream log = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        webhook = new Services(
                        Configuration.of(ENVIRONMENT),
                        new Clients(new ObservedTable(table, beside), new NoBucket(), new NoQueue()),
                        () -> secrets,
                        List::of,
                        meter,
                        log,
                        clock)
                .webhook();
        fill(tasks, clock);
    }

    private void fill(int tasks, InstantSource clock) {
        Table rows = new Table(table, NAME);
        byte[] settings = SETTINGS.getBytes(StandardCharsets.UTF_8);
        new BatchStore(rows)
                .insert(Batch.received(BatchSettingsReader.read(BATCH, settings), SETTINGS, "etag", clock.instant()));
        TaskStore store = new TaskStore(rows);
        for (int i = 0; i < tasks; i++) {
            store.insert(Task.forPeople(BATCH, item(i), new ItemPlace(0, 0, 10), 0, 0.5, null, 2), 2);
            store.update(BATCH, item(i), 2, task -> task.claim(DISPATCH, VENDOR, false));
        }
    }

    /** The body of a delivery of one label. */
    static byte[] body(int task, int annotator) {
        return ("{\"type\":\"labels.submitted\",\"timestamp\":\"2026-11-29T10:00:00Z\",\"data\":{\"batch\":\"" + BATCH
                        + "\",\"labels\":[{\"task\":\"" + item(task) + "\",\"dispatch\":\"" + DISPATCH
                        + "\",\"annotator\":\"w" + annotator
                        + "\",\"choice\":\"yes\",\"seconds\":4.2,\"revision\":1}]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** How many labels are in the table. */
    long labels() {
        return table.all().stream()
                .filter(row -> row.get("sk").s().startsWith("LABEL#"))
                .count();
    }

    private static String item(int task) {
        return "item-" + task;
    }

    /** Never called. */
    private static final class NoBucket implements S3Client {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    /** Never called. */
    private static final class NoQueue implements SqsClient {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
