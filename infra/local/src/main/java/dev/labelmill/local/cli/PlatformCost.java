package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.cost.UnitCounts;
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
 * @param human  a million items that people label
 * @param auto   a million items whose pre-label stands
 * @param hourly whatever happens
 */
record PlatformCost(List<Line> human, List<Line> auto, List<Line> hourly) {

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
        return new PlatformCost(cost.humanLabelled(), cost.autoAccepted(), cost.hourly(METRICS));
    }

    private static long claims(Report report, LocalCloud cloud) {
        String batch = report.json().path("batch").asText();
        return new TallyStore(cloud.table()).total(Keys.batchTally(batch)).get(Names.CLAIMS);
    }

    private static Map<String, Integer> fullBatches() {
        return Deployment.of(Template.deployed()).streamMappings().stream()
                .collect(Collectors.toMap(StreamMapping::function, StreamMapping::batchSize));
    }

    /** For programs. */
    ObjectNode toJson() {
        return Json.object()
                .put("perMillionHumanLabelled", MarginalCost.sum(human))
                .put("perMillionAutoAccepted", MarginalCost.sum(auto))
                .put("perHour", MarginalCost.sum(hourly));
    }

    /** A sum and its arithmetic. */
    static String text(List<Line> lines, String pattern) {
        return String.format(Locale.ROOT, "$" + pattern, MarginalCost.sum(lines)) + " = "
                + lines.stream()
                        .map(line -> String.format(Locale.ROOT, pattern, line.dollars()) + " " + line.what())
                        .collect(Collectors.joining(" + "));
    }
}
