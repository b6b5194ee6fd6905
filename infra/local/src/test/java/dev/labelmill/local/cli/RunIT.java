package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.cost.PriceList;
import dev.labelmill.core.cost.UnitCounts;
import dev.labelmill.core.signature.Verdict;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.ChunkStore;
import dev.labelmill.local.reconcile.LoggedBatches;
import dev.labelmill.local.reconcile.Logs;
import dev.labelmill.local.reconcile.Usage;
import dev.labelmill.local.stack.Distribution;
import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.stack.StepWrites;
import dev.labelmill.local.stack.TallyRows;
import dev.labelmill.local.vendors.Receiver;
import dev.labelmill.local.web.PageServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's command on its sample batch, with the packaged functions as processes. */
class RunIT {

    private static final Path BATCHES = Path.of(System.getProperty("labelmill.root"), "events/batches");

    private static final List<String> TOLD_EVERYWHERE = List.of(
            "items",
            "autoAccepted",
            "people",
            "labels.label",
            "labels.gold",
            "labels.audit",
            "labels.adjudication",
            "labour",
            "qualityControl",
            "platform",
            "total",
            "alpha",
            "goldAccuracy",
            "audits.done");

    @TempDir
    private Path folder;

    @Test
    void digits_are_mostly_labelled_by_the_model_and_certified_and_all_that_tells_of_them_agrees() throws Exception {
        StringWriter out = new StringWriter();
        BatchFolder batch = BatchFolder.open(BATCHES.resolve("digits"), OptionalLong.empty(), Optional.empty());
        Distribution distribution = Distribution.installed().orElseThrow();
        try (Receiver receiver = new Receiver(503);
                LocalCloud cloud = LocalCloud.start(distribution, told(receiver));
                PageServer page = new PageOptions().open(cloud)) {
            Summary summary =
                    new BatchRun(batch, ResultFolder.of(batch, Optional.empty()), cloud, new PrintWriter(out)).label();
            assertIsGood(summary.toJson());
            awaitLastRow(cloud, "digits");
            assertAgrees(cloud, page.address(), summary.report().json());
            assertUnitsAreThoseOfEstimates(cloud, summary.report());
            assertTold(receiver);
        }
    }

    /** Whose first answer is that it has no time. */
    private LocalCloud.Options told(Receiver receiver) throws IOException {
        Path endpoints = Files.writeString(
                folder.resolve("endpoints.json"),
                "{\"ops\":{\"url\":\"" + receiver.address() + "\",\"current\":\"" + Receiver.KEY + "\"}}");
        return new LocalCloud.Options(Optional.empty(), 0, false, Optional.of(endpoints));
    }

    private static void assertTold(Receiver receiver) throws InterruptedException {
        Set<String> phases = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>();
        while (!phases.contains("DONE") || !phases.contains("RECEIVED") || !types.contains("batch.certified")) {
            Receiver.Request request = receiver.requests().poll(60, TimeUnit.SECONDS);
            assertThat(request).as("a notice after " + phases).isNotNull();
            assertThat(request.verdict()).isInstanceOf(Verdict.Accepted.class);
            types.add(request.body().path("type").asText());
            phases.add(request.body().at("/data/phase").asText());
        }
        assertThat(phases).contains("SCORING", "ROUTING", "LABELLING", "AUDITING", "FINISHING");
    }

    private static void assertIsGood(JsonNode summary) {
        long items = summary.path("items").asLong();
        assertThat(items).isEqualTo(1597);
        assertThat(summary.path("autoAccepted").asLong()).isGreaterThanOrEqualTo(items * 30 / 100);
        assertThat(summary.path("labelsPerHumanItem").asDouble()).isLessThan(3);
        double bound = summary.path("errorBound").asDouble();
        assertThat(bound).isLessThanOrEqualTo(0.10);
        assertThat(1 - summary.path("accuracy").asDouble()).isLessThanOrEqualTo(bound);
        assertThat(summary.path("cost").path("total").decimalValue())
                .isEqualByComparingTo(summary.path("cost")
                        .path("labour")
                        .decimalValue()
                        .add(summary.path("cost").path("qualityControl").decimalValue())
                        .add(summary.path("cost").path("platform").decimalValue())
                        .add(summary.path("cost").path("model").decimalValue()));
        assertThat(summary.path("functions").properties()).hasSize(11).allSatisfy(function -> {
            assertThat(function.getValue().path("coldStartMillis").asLong()).isPositive();
            assertThat(function.getValue().path("processes").asInt())
                    .as("processes of %s, of which two run at a time: none has died", function.getKey())
                    .isLessThanOrEqualTo(2);
            assertThat(function.getValue().path("peakKilobytes").asLong()).isPositive();
        });
        assertThat(summary.path("writeUnits").asLong()).isPositive();
    }

    /** The stream brings the totals the batch's last row a moment after it is written. */
    private static void awaitLastRow(LocalCloud cloud, String batch) throws InterruptedException {
        BatchStore batches = new BatchStore(cloud.table());
        for (int attempt = 0; attempt < 300; attempt++) {
            if (TallyRows.of(cloud, batch).getOrDefault(Names.BATCH_VERSION, 0L)
                    == batches.get(batch).orElseThrow().version()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("the totals do not hold the batch's last row after half a minute");
    }

    /** Page, last metrics, tallies, ledger and report, in every figure that any two of them tell. */
    private static void assertAgrees(LocalCloud cloud, URI page, JsonNode report) throws Exception {
        SharedFigures figures = new SharedFigures();
        FigurePlaces places = new FigurePlaces("digits", figures);
        places.report(report);
        places.tally(TallyRows.of(cloud, "digits"));
        JsonNode last = places.lastMetrics(cloud.folder().resolve("logs"));
        places.page(page);
        assertThat(last.path("phase").asText()).isEqualTo("DONE");
        assertThat(figures.disagreements()).isEmpty();
        for (String figure : TOLD_EVERYWHERE) {
            assertThat(figures.placesOf(figure))
                    .as(figure)
                    .contains("report.json", "tally", "last metrics", "page: batch", "page: dashboard");
        }
        for (String money : List.of("labour", "qualityControl", "platform", "total")) {
            assertThat(figures.placesOf(money)).as(money).contains("page: ledger", "page: whole ledger");
        }
        assertThat(figures.placesOf("ledger.score.lambda")).contains("report.json", "tally", "last metrics");
    }

    /**
     * What {@link UnitCounts} says of a task, a claim and a label, by the run's own writes, ledger and log; nothing of it is
     * time. A label may put its task back among those that wait, for another label or an audit, which is the next claim's unit.
     */
    private static void assertUnitsAreThoseOfEstimates(LocalCloud cloud, Report report) throws InterruptedException {
        Map<StepWrites.Step, StepWrites.Writes> writes = StepWrites.of(cloud);
        StepWrites.Writes made = writes.get(StepWrites.Step.TASK_MADE);
        StepWrites.Writes claimed = writes.get(StepWrites.Step.TASK_CLAIMED);
        StepWrites.Writes labels = writes.get(StepWrites.Step.LABEL);
        assertThat(made.changes()).isEqualTo(report.tasks());
        assertThat(made.units()).isEqualTo(UnitCounts.WRITES_A_TASK.longValueExact() * made.changes());
        assertThat(claimed.units()).isEqualTo(UnitCounts.WRITES_A_CLAIM.longValueExact() * claimed.changes());
        assertThat(labels.units()).isEqualTo(report.labels());
        double perLabel = (double) (labels.units()
                        + writes.get(StepWrites.Step.TASK_ANSWERED).units())
                / report.labels();
        assertThat(perLabel).isLessThanOrEqualTo(1.12 * UnitCounts.WRITES_A_LABEL.doubleValue());

        PriceList prices = PriceFile.shipped("us-east-1-arm64");
        Map<String, Long> ledger = LoggedBatches.nanos(report.json().at("/cost/ledger"));
        double label = UnitCounts.WRITES_A_LABEL.doubleValue() * prices.writeUnit() / 1000
                + UnitCounts.READS_A_LABEL.doubleValue() * prices.readUnit() / 1000;
        // How many labels share a read of the batch's row depends on how fast they come.
        assertThat((double) (ledger.get("webhook.dynamodb") + ledger.get("score.dynamodb")))
                .isLessThanOrEqualTo(1.3 * label * report.labels());
        int chunks = new ChunkStore(cloud.table()).of("digits").size();
        double chunk = UnitCounts.S3_A_CHUNK.doubleValue() * (prices.s3Write() + prices.s3Read()) / 1000;
        assertThat((double) (ledger.get("prelabel.s3") + ledger.get("finish.s3")))
                .isLessThanOrEqualTo(chunk * chunks);
        Map<String, Usage> usage = Logs.usage(cloud.folder().resolve("logs"));
        assertThat(usage.get("webhook").invocations() + usage.get("score").invocations())
                .as("calls for %s labels", report.labels())
                .isLessThanOrEqualTo(report.labels() / 4);
    }
}
