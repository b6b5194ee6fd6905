package dev.labelmill.lambda.finish;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.label.LabelType;
import dev.labelmill.core.label.LabelValue;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.results.AnnotatorReport;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.ClassQuality;
import dev.labelmill.core.results.FinalConsensus;
import dev.labelmill.core.results.RoutingComparison;
import dev.labelmill.core.results.SettledTask;
import dev.labelmill.core.results.SettledValues;
import dev.labelmill.core.results.TallyCheck;
import dev.labelmill.core.results.ValueConsensus;
import dev.labelmill.core.results.ValueQuality;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.InParallel;
import dev.labelmill.lambda.finish.report.AnnotatorLines;
import dev.labelmill.lambda.finish.report.Conclusion;
import dev.labelmill.lambda.finish.report.Report;
import dev.labelmill.lambda.finish.report.ReportJson;
import dev.labelmill.lambda.finish.report.ReportPage;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.RuleFiles;
import dev.labelmill.lambda.store.AnnotatorStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns what was gathered into results. Reads the gathered parts again and again and keeps annotators and classes in
 * memory, never items. All it writes follows from the facts, so that a repetition writes the same; only the platform's
 * cost grows by what a repetition costs.
 */
final class Concluding {

    private static final int WRITERS = 3;

    private final Bucket bucket;
    private final TallyStore tallies;
    private final AnnotatorStore annotators;

    Concluding(Bucket bucket, TallyStore tallies, AnnotatorStore annotators) {
        this.bucket = bucket;
        this.tallies = tallies;
        this.annotators = annotators;
    }

    /** The totals lag behind the facts; trying again later helps. */
    static final class TallyBehind extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TallyBehind(String batch, String lack) {
            super("batch " + batch + " cannot be concluded yet: " + lack);
        }
    }

    /**
     * Writes labels and what annotators were like.
     *
     * @param chunks all of the batch's, gathered
     * @param hours  the sum of the versions of its hours' rows
     * @return the report, whose figures lack what concluding costs
     */
    Report conclude(Batch batch, List<Chunk> chunks, long hours) {
        return batch.settings().labelType() instanceof SingleChoice classes
                ? concludeClasses(batch, chunks, hours, classes)
                : concludeValues(batch, chunks, hours, batch.settings().labelType());
    }

    private Report concludeClasses(Batch batch, List<Chunk> chunks, long hours, SingleChoice classes) {
        GatheredLines<SettledTask> tasks = new GatheredLines<>(bucket, batch.id(), chunks.size(), GatheredTasks::read);
        TallyCheck check = checkOf(chunks);
        tasks.forEach(check::expect);
        Counters totals = completeTotals(batch, chunks, hours, check);
        BatchFigures figures = BatchFigures.of(totals);
        FinalConsensus consensus = FinalConsensus.of(tasks, classes.size());
        LabelsFile.Written<ClassLabels> written = new LabelsFile(bucket, batch, chunks, figures.unlabelled())
                .write(() -> new ClassLabels(bucket, batch, consensus));
        Conclusion conclusion = new Conclusion.OfClasses(
                classes,
                consensus,
                written.labels().findings(),
                ClassQuality.agreement(tasks, classes.size()),
                ClassQuality.crowd(tasks, consensus, classes.size()),
                RoutingComparison.of(tasks, consensus, batch.settings(), totals));
        return report(new Report(
                batch,
                figures.orphaning(written.labels().orphans()),
                conclusion,
                written.attribute(),
                new RuleFiles(bucket).findings(batch)));
    }

    private <V extends LabelValue> Report concludeValues(
            Batch batch, List<Chunk> chunks, long hours, LabelType<V> type) {
        GatheredLines<SettledValues<V>> tasks = new GatheredLines<>(
                bucket, batch.id(), chunks.size(), line -> GatheredValues.read(line, type.valueType()));
        TallyCheck check = checkOf(chunks);
        tasks.forEach(check::expect);
        BatchFigures figures = BatchFigures.of(completeTotals(batch, chunks, hours, check));
        ValueConsensus<V> consensus = ValueConsensus.of(tasks, type);
        LabelsFile.Written<ValueLabels<V>> written = new LabelsFile(bucket, batch, chunks, figures.unlabelled())
                .write(() -> new ValueLabels<>(bucket, batch, type, consensus));
        Conclusion conclusion = new Conclusion.OfValues(
                type,
                written.labels().findings(),
                ValueQuality.agreement(tasks, type, batch.settings().seed()),
                ValueQuality.crowd(tasks, consensus, type));
        return report(
                new Report(batch, figures, conclusion, written.attribute(), new RuleFiles(bucket).findings(batch)));
    }

    private static TallyCheck checkOf(List<Chunk> chunks) {
        TallyCheck check = new TallyCheck();
        chunks.forEach(check::expect);
        return check;
    }

    /** The totals, once the stream has brought every fact that the results rest on. */
    private Counters completeTotals(Batch batch, List<Chunk> chunks, long hours, TallyCheck check) {
        Counters totals = tallies.total(Keys.batchTally(batch.id()));
        check.lack(totals).ifPresent(lack -> {
            throw new TallyBehind(batch.id(), lack);
        });
        if (!TallyCheck.holdsMoney(totals, batch, chunks, hours)) {
            throw new TallyBehind(batch.id(), "the tally lacks a row's money");
        }
        return totals;
    }

    private Report report(Report report) {
        if (report.conclusion().violations().items() > 0) {
            new AsideFile(bucket, report.batch().id()).write(report.attribute());
        }
        annotators(report.batch(), report.conclusion());
        return report;
    }

    /** Writes the reports. */
    void write(Report report) {
        put(report.batch(), "report.json", "application/json", ReportJson.write(report));
        put(report.batch(), "report.html", "text/html; charset=utf-8", ReportPage.write(report));
    }

    private void annotators(Batch batch, Conclusion conclusion) {
        AnnotatorLines lines = new AnnotatorLines(conclusion);
        List<AnnotatorReport> worstFirst = conclusion.crowd().worstFirst();
        bucket.write(Layout.result(batch.id(), "annotators.jsonl"), "application/x-ndjson", out -> {
            for (AnnotatorReport annotator : worstFirst) {
                out.write((lines.line(annotator) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
        // All are rows of one partition, which takes 1,000 writes a second; so many side by side make fewer.
        InParallel.each(
                IntStream.range(0, WRITERS).boxed().toList(),
                writer -> IntStream.iterate(writer, n -> n < worstFirst.size(), n -> n + WRITERS)
                        .mapToObj(worstFirst::get)
                        .forEach(annotator -> annotators.keep(row(batch, annotator, lines.line(annotator)))));
    }

    private static AnnotatorStore.Reviewed row(Batch batch, AnnotatorReport annotator, String line) {
        String[] who = annotator.who().split("/", 2);
        return new AnnotatorStore.Reviewed(
                batch.id(),
                who[0],
                who[1],
                annotator.review().labels(),
                annotator.review().signals().size(),
                line);
    }

    private void put(Batch batch, String name, String contentType, byte[] content) {
        bucket.put(Layout.result(batch.id(), name), contentType, content);
    }
}
