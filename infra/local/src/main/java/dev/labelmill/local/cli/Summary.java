package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.stack.LocalCloud;
import dev.labelmill.local.stack.LocalCloud.FunctionReport;
import dev.labelmill.local.stack.WriteUnits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A finished run: the batch's own report, and what only this machine knows.
 *
 * @param report    that the batch ended with
 * @param accuracy  against the truth; empty where there is none
 * @param took      from upload to results
 * @param functions that ran
 * @param writes    to the table
 * @param platform  what the platform costs where there are many more items
 * @param rejected  lines of the manifest that were not used; empty if all were
 * @param strayGold ids of gold.jsonl that no item has
 * @param results   folder of the results
 */
record Summary(
        Report report,
        Optional<Accuracy> accuracy,
        Duration took,
        List<FunctionReport> functions,
        WriteUnits writes,
        PlatformCost platform,
        Optional<RejectedLines> rejected,
        long strayGold,
        Path results) {

    private static final double MILLIS = 1000;

    Summary {
        functions = List.copyOf(functions);
    }

    /** Reads the downloaded results. */
    static Summary of(BatchFolder batch, ResultFolder folder, Duration took, LocalCloud cloud)
            throws InterruptedException {
        Path results = folder.path();
        Report report = Report.read(results.resolve(Report.FILE));
        return new Summary(
                report,
                batch.truth().map(truth -> Accuracy.of(results.resolve(Accuracy.FILE), report.attribute(), truth)),
                took,
                cloud.reports(),
                cloud.writeUnits(),
                PlatformCost.of(report, cloud),
                RejectedLines.in(folder).map(lines -> lines.numbered(new ManifestFile(batch.manifest()))),
                KnownAnswers.withoutItem(results.resolve(Accuracy.FILE), batch.gold()),
                results);
    }

    /** Items a second, from upload to results. */
    double itemsPerSecond() {
        return report.items() / seconds();
    }

    double seconds() {
        return took.toMillis() / MILLIS;
    }

    /** The summary as a file for programs. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        report.copyTo(json);
        accuracy.ifPresent(a -> a.addTo(json));
        json.put("writeUnits", writes.total()).put("tallyWriteUnits", writes.tallies());
        json.set("platformCost", platform.toJson());
        json.put("wallSeconds", seconds()).put("itemsPerSecond", itemsPerSecond());
        ObjectNode all = json.putObject("functions");
        for (FunctionReport function : functions) {
            ObjectNode one = all.putObject(function.name())
                    .put("processes", function.processes())
                    .put("invocations", function.invocations())
                    .put("peakKilobytes", function.peakKilobytes());
            function.coldStart().ifPresent(time -> one.put("coldStartMillis", time.toMillis()));
        }
        return json.put("results", results.toString());
    }
}
