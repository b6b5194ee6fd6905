package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.annotator.AnnotatorCounts;
import dev.labelmill.core.annotator.Bias;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.annotator.SpamSignal;
import dev.labelmill.core.results.AnnotatorReport;
import dev.labelmill.core.results.CrowdReport;
import dev.labelmill.lambda.finish.report.Table.Cell;
import dev.labelmill.lambda.finish.report.Table.Column;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The people who labelled, the worst first, with reasons to look at them in plain words. */
final class AnnotatorSection {

    /** More are in annotators.jsonl. */
    private static final int MOST = 40;

    private final Conclusion conclusion;
    private final CrowdReport crowd;
    private final List<Measure> measures = List.of(
            new Measure(Column.number("Labels"), a -> Words.count(a.review().labels())),
            new Measure(Column.number("Right on gold"), a -> share(a.review().onGold())),
            new Measure(
                    Column.number("Same as the final label"),
                    a -> share(a.review().onConsensus())),
            new Measure(Column.strong("Accuracy, estimated"), a -> Words.percent(a.accuracy())),
            new Measure(Column.strong("Agreement with the result"), AnnotatorSection::similarity),
            new Measure(Column.number("Above the result by"), a -> Words.decimal(a.shift(), 2)),
            new Measure(
                    Column.number("Seconds a label"),
                    a -> Words.decimal(a.review().medianSeconds(), 1)),
            new Measure(Column.number("Favours"), this::bias));

    AnnotatorSection(Conclusion conclusion) {
        this.conclusion = conclusion;
        this.crowd = conclusion.crowd();
    }

    /** A column that is left out where nobody has anything in it. */
    private record Measure(Column column, Function<AnnotatorReport, String> cell) {}

    void write(Html html) {
        html.open("section").open("h2").text("Annotators ");
        html.element("span", Words.count(crowd.annotators().size()), "class", "total")
                .close();
        if (crowd.annotators().isEmpty()) {
            html.element("p", "No person of the crowd labelled in this batch.", "class", "quiet")
                    .close();
            return;
        }
        table(html, crowd.worstFirst());
        html.element("p", notes(), "class", "quiet").close();
    }

    /** Without columns that nobody has anything in. */
    private void table(Html html, List<AnnotatorReport> worstFirst) {
        List<AnnotatorReport> shown = worstFirst.stream().limit(MOST).toList();
        List<Measure> used = measures.stream()
                .filter(measure -> shown.stream()
                        .anyMatch(annotator -> !measure.cell().apply(annotator).equals(Words.NONE)))
                .toList();
        Table table =
                Table.open(html, "Annotator", used.stream().map(Measure::column).toList(), Table.DENSE);
        shown.forEach(annotator -> table.row(
                row -> name(row, annotator),
                used.stream()
                        .map(measure -> Cell.of(Words.unbroken(measure.cell().apply(annotator))))
                        .toList()));
        table.close();
    }

    private void name(Html html, AnnotatorReport annotator) {
        html.text(annotator.who());
        annotator.review().signals().forEach(signal -> html.element("span", words(signal), "class", "reason"));
    }

    private String notes() {
        StringBuilder notes = new StringBuilder();
        if (crowd.annotators().size() > MOST) {
            notes.append("The worst ").append(MOST).append(" of all; the others are in annotators.jsonl. ");
        }
        notes.append("Those with reasons to look come first, then the least accurate. Ranges are 95 % intervals."
                + " Comparisons with final labels, the crowd’s or an expert’s, leave out items whose answer was known or"
                + " that were audited.");
        notes.append(unknown());
        if (crowd.searched() > 0 && crowd.searched() < crowd.labels()) {
            notes.append(" Copies were looked for among ")
                    .append(Words.count(crowd.searched()))
                    .append(" of ")
                    .append(Words.count(crowd.labels()))
                    .append(" labels, those of items drawn at random.");
        }
        return notes.toString();
    }

    /** Why there is no figure of some, if there is none. */
    private String unknown() {
        boolean classes = conclusion instanceof Conclusion.OfClasses;
        long without = crowd.annotators().stream()
                .filter(annotator -> classes
                        ? annotator.accuracy().isEmpty()
                        : annotator.similarity().isEmpty())
                .count();
        if (without == 0) {
            return "";
        }
        String of = " of " + Words.counted(without, "annotator", "annotators") + ": ";
        return classes
                ? " No accuracy is estimated" + of + "fewer than " + AnnotatorCounts.LEAST_LABELS
                        + " of their labels are of items whose answer is known or that others labelled too."
                        + " What decides their place is the upper end of their ranges."
                : " No agreement is told" + of + "nobody else labelled their items.";
    }

    private static String share(Optional<Proportion> share) {
        return share.map(s -> Words.percent(s.value()) + " (" + Words.percent(s.low()) + " to "
                        + Words.percent(s.high()) + ")")
                .orElse(Words.NONE);
    }

    private static String similarity(AnnotatorReport annotator) {
        return annotator
                .similarity()
                .map(s -> Words.percent(s.value()) + " (" + Words.percent(s.low()) + " to " + Words.percent(s.high())
                        + ")")
                .orElse(Words.NONE);
    }

    private String bias(AnnotatorReport annotator) {
        return annotator.review().toldBias().map(this::words).orElse(Words.NONE);
    }

    private String words(Bias bias) {
        return "“" + conclusion.className(bias.towards()) + "” +" + Words.percent(bias.excess());
    }

    private String words(SpamSignal signal) {
        if (signal instanceof SpamSignal.OneAnswer one) {
            return "answers “" + conclusion.className(one.answer()) + "” in " + Words.percent(one.share())
                    + " of the cases, whatever the item";
        }
        if (signal instanceof SpamSignal.TooFast fast) {
            return "takes " + seconds(fast.medianSeconds()) + " a label where " + seconds(fast.typicalSeconds())
                    + " are typical";
        }
        SpamSignal.Copies copies = (SpamSignal.Copies) signal;
        return "gives " + Words.count(copies.same()) + " of " + Words.count(copies.unpopular())
                + " unpopular answers together with "
                + crowd.annotators().get(copies.other()).who();
    }

    private static String seconds(double seconds) {
        return Words.decimal(OptionalDouble.of(seconds), 1) + " s";
    }
}
