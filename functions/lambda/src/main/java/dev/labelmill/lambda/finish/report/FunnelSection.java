package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.lambda.finish.report.Bars.Part;
import java.util.List;
import java.util.stream.Stream;

/** What became of the items, from the lines of the manifest to those that experts looked at again. */
final class FunnelSection {

    private static final String AUTO = "auto";
    private static final String PEOPLE = "people";
    private static final String GOLD = "gold";

    private final BatchFigures figures;
    private final boolean isAudited;

    FunnelSection(Report report) {
        this.figures = report.figures();
        this.isAudited = report.settings().audit().isPresent();
    }

    void write(Html html) {
        long lines = figures.items() + figures.rejected();
        html.open("section").element("h2", "What became of the items");
        html.open("div", "class", "scroll")
                .open("table", "class", "bars funnel")
                .open("tbody");
        stage(html, lines, "Lines in the manifest", List.of(part("usable", figures.items(), "line"), rejected()));
        stage(html, lines, "Labelled items", List.of(accepted(), people(), known(), taken()));
        stage(html, lines, "Sent to people", List.of(people(), unanswered()));
        if (isAudited) {
            stage(
                    html,
                    lines,
                    "Checked by experts",
                    List.of(
                            part("pre-labels accepted", looked(figures.autoAudits()), AUTO),
                            part("decided by people", looked(figures.humanAudits()), PEOPLE)));
        }
        html.close().close().close();
        Bars.legend(
                html,
                Stream.of(accepted(), people(), known(), taken(), unanswered(), rejected())
                        .filter(part -> part.size() > 0)
                        .toList());
        html.element(
                "p",
                figures.rejected() == 0
                        ? "Every line of the manifest was a usable item."
                        : Words.counted(figures.rejected(), "line", "lines")
                                + " of the manifest could not be used; the reasons are under rejected/.",
                "class",
                "quiet");
        html.close();
    }

    private static void stage(Html html, long lines, String name, List<Part> parts) {
        long count = (long) parts.stream().mapToDouble(Part::size).sum();
        html.open("tr").element("th", name, "scope", "row").element("td", Words.count(count), "class", "number");
        html.element("td", lines == 0 ? Words.NONE : Words.percent((double) count / lines), "class", "number quiet");
        html.open("td", "class", "wide");
        Bars.against(html, name + ": " + Words.count(count) + " of " + Words.count(lines), lines, parts);
        html.close().close();
    }

    private Part accepted() {
        return part("pre-label accepted", figures.autoAccepted(), AUTO);
    }

    private Part people() {
        return part("decided by people", figures.people(), PEOPLE);
    }

    private Part unanswered() {
        return part("without a label", figures.asked() - figures.people(), "line");
    }

    /** Audits that nobody answered are done, and nobody has looked. */
    private static long looked(BatchFigures.Audits audits) {
        return audits.done() - audits.missed();
    }

    private Part known() {
        return part("known beforehand", figures.gold(), GOLD);
    }

    private Part taken() {
        return part("label of a near-duplicate taken", figures.nearDuplicates(), "line");
    }

    private Part rejected() {
        return part("unusable", figures.rejected(), "alarm");
    }

    private static Part part(String name, long count, String colour) {
        return new Part(name, count, Words.count(count), colour);
    }
}
