package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.results.MeasuredAgreement;
import dev.labelmill.lambda.finish.report.Table.Cell;
import dev.labelmill.lambda.finish.report.Table.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How well people agree: every coefficient that suits the labels, with its interval and what it means. */
final class AgreementSection {

    private static final Map<String, Entry> ENTRIES = entries();

    private final Report report;

    AgreementSection(Report report) {
        this.report = report;
    }

    private record Entry(String name, boolean isShare, String meaning) {}

    private static Map<String, Entry> entries() {
        Map<String, Entry> all = new LinkedHashMap<>();
        all.put("observed", new Entry("Observed agreement", true, "pairs of answers on an item that are the same"));
        all.put(
                "similarity",
                new Entry(
                        "Similarity",
                        true,
                        "one minus the distance of two people’s labels of an item; of boxes their mean IoU"));
        all.put("f1", new Entry("F1", true, "boxes that two people have in common, from an IoU of a half on"));
        all.put("exactF1", new Entry("F1, exact", true, "spans that two people have in common to the character"));
        all.put("overlapF1", new Entry("F1, overlapping", true, "the same, where spans need only overlap"));
        all.put(
                "alphaNominal",
                new Entry("Krippendorff’s alpha", false, "beyond chance: 1 is full, 0 is what chance gives"));
        all.put(
                "alphaOrdinal",
                new Entry("Alpha, ordinal", false, "beyond chance; the nearer in rank, the less apart"));
        all.put("alphaInterval", new Entry("Alpha, interval", false, "beyond chance; apart by the squared difference"));
        all.put("alphaRatio", new Entry("Alpha, ratio", false, "beyond chance; apart by the squared ratio"));
        all.put("alpha", new Entry("Krippendorff’s alpha", false, "beyond chance, by the labels’ own distance"));
        all.put("cohenKappa", new Entry("Cohen’s kappa", false, "beyond chance; mean over pairs of people"));
        all.put("weightedKappa", new Entry("Cohen’s kappa, weighted", false, "the same; near steps agree in part"));
        all.put("fleissKappa", new Entry("Fleiss’ kappa", false, "beyond chance; each item weighs the same"));
        all.put("gwetAC1", new Entry("Gwet’s AC1", false, "beyond chance, steadier where one class is rare"));
        all.put("gwetAC2", new Entry("Gwet’s AC2", false, "the same; near steps agree in part"));
        return all;
    }

    void write(Html html) {
        MeasuredAgreement agreement = report.conclusion().agreement();
        double lowest = lowest(agreement);
        html.open("section").element("h2", "How well people agree");
        Table table = Table.open(
                html,
                "Coefficient",
                List.of(
                        Column.strong("Value"),
                        Column.number("95 % interval"),
                        new Column((lowest < 0 ? "−1" : "0") + " to 1", "scale"),
                        new Column("What it tells", "quiet remark")));
        ENTRIES.forEach((key, entry) -> {
            Coefficient coefficient = agreement
                    .coefficients()
                    .getOrDefault(key, agreement.sampled().get(key));
            if (coefficient != null) {
                row(table, entry, coefficient, lowest);
            }
        });
        table.close();
        notes(html, agreement);
        html.close();
    }

    private static void row(Table table, Entry entry, Coefficient coefficient, double lowest) {
        if (coefficient instanceof Coefficient.Estimate estimate) {
            String value = number(entry, estimate.value());
            table.row(
                    Cell.of(entry.name()),
                    List.of(
                            Cell.of(value),
                            Cell.of(number(entry, estimate.low()) + " to " + number(entry, estimate.high())),
                            html -> Bars.estimate(
                                    html,
                                    entry.name() + ": " + value,
                                    lowest,
                                    estimate.low(),
                                    estimate.value(),
                                    estimate.high()),
                            Cell.of(entry.meaning())));
        } else {
            String reason = ((Coefficient.Undefined) coefficient).reason().sentence();
            table.row(entry.name(), List.of(Words.NONE, Words.NONE, "", "none: " + reason));
        }
    }

    /** Where the scale begins: at 0, or at −1 if an interval reaches below 0. */
    private static double lowest(MeasuredAgreement agreement) {
        return Stream.concat(agreement.coefficients().values().stream(), agreement.sampled().values().stream())
                        .anyMatch(c -> c instanceof Coefficient.Estimate estimate && estimate.low() < 0)
                ? -1
                : 0;
    }

    private static String number(Entry entry, double value) {
        return entry.isShare() ? Words.percent(value) : Words.decimal(OptionalDouble.of(value), 3);
    }

    private void notes(Html html, MeasuredAgreement agreement) {
        if (agreement.isPartial()) {
            html.element(
                    "p",
                    "Alpha is that of " + Words.count(agreement.sample()) + " of " + Words.count(agreement.items())
                            + " items with two labels, drawn at random: all would take too long.",
                    "class",
                    "quiet");
        }
        if (report.figures().goldBallots() > 0) {
            html.element(
                    "p",
                    "On items whose answer was known, "
                            + Words.percent(report.figures().goldAccuracy()) + " of "
                            + Words.counted(report.figures().goldBallots(), "answer", "answers") + " were right.",
                    "class",
                    "quiet");
        }
    }
}
