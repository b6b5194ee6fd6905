package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.cost.UnitCounts;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.local.reconcile.LoggedBatches;
import dev.labelmill.local.reconcile.Logs;
import dev.labelmill.local.reconcile.MarginalCost;
import dev.labelmill.local.reconcile.MarginalCost.Line;
import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.template.Deployment;
import dev.labelmill.local.template.StreamMapping;
import dev.labelmill.local.template.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the platform costs where there are many more items, in dollars.
 *
 * @param human  a million items that people label; empty where the run had too few to tell
 * @param auto   a million items whose pre-label stands; empty likewise
 * @param hourly whatever happens
 */
record PlatformCost(List<Line> human, List<Line> auto, List<Line> hourly) {

    /**
     * What a run must have for a share of its calls to be about that of many items: what is called at each tick and for each
     * chunk is shared by few otherwise. Runs of 20 items came to 4 to 10 times what 1,600 do, 302 items of 1,510 labels to 1.3 times.
     */
    private static final long LEAST_ITEMS = 1_000;

    private static final long LEAST_LABELS = 500;
    private static final String PRICES = "us-east-1-arm64";
    private static final MarginalCost.Metrics METRICS = new MarginalCost.Metrics(
            UnitCounts.METRICS_OF_A_BATCH, UnitCounts.METRICS_OF_A_PROJECT, UnitCounts.METRICS_OF_A_STAGE);

    /** Derives it from a batch's report, the totals it left in the cloud, and what the functions' logs there say. */
    static PlatformCost of(Report report, LocalCloud cloud) {
        MarginalCost cost = new MarginalCost(
                LoggedBatches.nanos(report.json().at("/cost/ledger")),
                Logs.usage(cloud.folder().resolve("logs")),
                PriceFile.shipped(PRICES),
                new MarginalCost.Counts(report.items(), report.tasks(), claims(report, cloud), report.labels()),
                fullBatches());
        boolean isTold = isEnough(report.items(), report.labels());
        return new PlatformCost(
                isTold ? cost.humanLabelled() : List.of(),
                isTold ? cost.autoAccepted() : List.of(),
                cost.hourly(METRICS));
    }

    /** Whether a run of so many items and labels tells what many more would cost. */
    static boolean isEnough(long items, long labels) {
        return items >= LEAST_ITEMS && labels >= LEAST_LABELS;
    }

    private static long claims(Report report, LocalCloud cloud) {
        String batch = report.json().path("batch").asText();
        return new TallyStore(cloud.table()).total(Keys.batchTally(batch)).get(Names.CLAIMS);
    }

    private static Map<String, Integer> fullBatches() {
        return Deployment.of(Template.deployed()).streamMappings().stream()
                .collect(Collectors.toMap(StreamMapping::function, StreamMapping::batchSize));
    }

    /** For programs: null is what the run had too few items to tell. */
    ObjectNode toJson() {
        return Json.object()
                .put("perMillionHumanLabelled", dollars(human))
                .put("perMillionAutoAccepted", dollars(auto))
                .put("perHour", dollars(hourly));
    }

    private static Double dollars(List<Line> lines) {
        return lines.isEmpty() ? null : MarginalCost.sum(lines);
    }

    /** A sum and its arithmetic. */
    static String text(List<Line> lines, String pattern) {
        return Dollars.text(String.format(Locale.ROOT, pattern, MarginalCost.sum(lines))) + " = "
                + lines.stream()
                        .map(line -> String.format(Locale.ROOT, pattern, line.dollars()) + " " + line.what())
                        .collect(Collectors.joining(" + "));
    }
}
