package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.cost.Meter;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.notify.PhaseNotices;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.publish.Comparison;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.reception.DeliveryMetrics;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.reception.LabelIntake;
import dev.labelmill.lambda.score.Scoring;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.lambda.store.DispatchStore;
import dev.labelmill.lambda.store.EndedBudgets;
import dev.labelmill.lambda.store.ItemLines;
import dev.labelmill.lambda.store.LabelStore;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.Table;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskStore;
import dev.labelmill.lambda.store.VendorLabelStore;
import dev.labelmill.lambda.tally.Tallying;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The functions' own code as a process starts it, on the table of the model. */
final class Environments {

    static final InstantSource CLOCK = () -> Stage.START;
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private Environments() {}

    /** A bucket that holds one skill snapshot, under every name. */
    private static final class Snapshot implements S3Client {
        private final byte[] file = SkillsFile.write(Skills.uninformed(2, 0.8));

        @Override
        public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> reader) {
            try {
                return reader.transform(
                        GetObjectResponse.builder().build(),
                        AbortableInputStream.create(new ByteArrayInputStream(file)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        /** Nothing to close. */
        @Override
        public void close() {}
    }

    static final Bucket BUCKET = new Bucket(new Snapshot(), "model");

    static Table table(DynamoDbClient dynamo) {
        return new Table(dynamo, SharedTable.NAME);
    }

    static Meter meter() {
        return new Meter(Samples.PRICES, 1024, (nanos, failure) -> {});
    }

    private static EmfLog log() {
        return new EmfLog(NOWHERE, CLOCK, bytes -> {});
    }

    static EventCounts events() {
        return new EventCounts(log(), "model");
    }

    /** What takes vendors' labels; its answer says what became of them. */
    static Handler reception(DynamoDbClient dynamo) {
        Table table = table(dynamo);
        LabelIntake labels = new LabelIntake(
                "webhook",
                new BatchStore(table),
                new TaskStore(table),
                new ItemLines(new ChunkStore(table), BUCKET),
                new LabelStore(table),
                new VendorLabelStore(table),
                meter(),
                CLOCK);
        LabelDesk desk = new LabelDesk(
                labels,
                new LeaseStore(table),
                new DeliveryMetrics(new ForgeryCounter(CLOCK), log(), "model", 20),
                CLOCK);
        return event -> {
            LabelDesk.Taken taken = desk.take(event.path("vendor").asText(), Deliveries.parsed(event));
            return ((ObjectNode) event.deepCopy())
                    .put("stored", taken.stored())
                    .put("duplicates", taken.duplicates())
                    .put("refused", taken.problems().size());
        };
    }

    static Handler score(DynamoDbClient dynamo) {
        Table table = table(dynamo);
        return new Scoring(
                new TaskStore(table),
                new LabelStore(table),
                new BatchStore(table),
                new ItemLines(new ChunkStore(table), BUCKET),
                BUCKET,
                new RejectedStore(table),
                events(),
                meter(),
                CLOCK);
    }

    static Handler tally(DynamoDbClient dynamo) {
        Table table = table(dynamo);
        return new Tallying(
                new TallyStore(table),
                new RejectedStore(table),
                new Comparison(log()),
                new PhaseNotices(notices ->
                        assertThat(notices).as("no batch changes its phase").isEmpty()),
                new EndedBudgets(new BudgetStore(table), new DispatchStore(table)),
                events(),
                meter(),
                CLOCK);
    }
}
