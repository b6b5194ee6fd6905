package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.FinalConsensus;
import dev.labelmill.core.results.TallyCheck;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.finish.report.Report;
import dev.labelmill.lambda.finish.report.ReportJson;
import dev.labelmill.lambda.finish.report.ReportPage;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.util.List;

/**
 * Turns what was gathered into results. Reads the gathered parts again and again and keeps annotators and classes in
 * memory, never items. All it writes follows from the facts, so that a repetition writes the same; only the platform's
 * cost grows by what a repetition costs.
 */
final class Concluding {

    private final Bucket bucket;
    private final TallyStore tallies;

    Concluding(Bucket bucket, TallyStore tallies) {
        this.bucket = bucket;
        this.tallies = tallies;
    }

    /** The totals lag behind the facts; trying again later helps. */
    static final class TallyBehind extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TallyBehind(String batch, String lack) {
            super("batch " + batch + " cannot be concluded yet: " + lack);
        }
    }

    /**
     * Writes labels and reports.
     *
     * @param chunks all of the batch's, gathered
     * @return the figures they rest on
     */
    BatchFigures conclude(Batch batch, List<Chunk> chunks) {
        GatheredTasks tasks = new GatheredTasks(bucket, batch.id(), chunks.size());
        BatchFigures figures = BatchFigures.of(completeTotals(batch, chunks, tasks));
        FinalConsensus consensus =
                FinalConsensus.of(tasks, batch.settings().labelType().size());
        LabelsFile.Written written = new LabelsFile(bucket, batch, chunks, consensus).write();
        Report report = new Report(batch, figures, consensus, written.findings(), written.attribute());
        put(batch, "report.json", "application/json", ReportJson.write(report));
        put(batch, "report.html", "text/html; charset=utf-8", ReportPage.write(report));
        return figures;
    }

    /** The totals, once the stream has brought every fact that the results rest on. */
    private Counters completeTotals(Batch batch, List<Chunk> chunks, GatheredTasks tasks) {
        TallyCheck check = new TallyCheck();
        chunks.forEach(check::expect);
        tasks.forEach(check::expect);
        Counters totals = tallies.total(Keys.batchTally(batch.id()));
        check.lack(totals).ifPresent(lack -> {
            throw new TallyBehind(batch.id(), lack);
        });
        return totals;
    }

    private void put(Batch batch, String name, String contentType, byte[] content) {
        bucket.put(Layout.result(batch.id(), name), contentType, content);
    }
}
