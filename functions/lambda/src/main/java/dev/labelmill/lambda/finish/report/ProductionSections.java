package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.BatchFigures.Work;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.lambda.finish.report.Bars.Part;
import java.util.List;
import java.util.stream.LongStream;

/** What became of the items, what it cost, and how the labels spread over the classes. */
final class ProductionSections {

    private final Report report;
    private final BatchFigures figures;

    ProductionSections(Report report) {
        this.report = report;
        this.figures = report.figures();
    }

    void write(Html html) {
        funnel(html);
        cost(html);
        if (report.conclusion() instanceof Conclusion.OfClasses classes) {
            classes(
                    html,
                    classes.findings().acceptedByClass(),
                    classes.findings().peopleByClass());
        }
        if (report.conclusion() instanceof Conclusion.OfValues values
                && values.findings().partsByClass().length > 0) {
            parts(html, values.findings().partsByClass());
        }
    }

    private void funnel(Html html) {
        html.open("section").element("h2", "What became of the items");
        Bars.stacked(
                html,
                "Items by how they were labelled",
                List.of(
                        part("pre-label accepted", figures.autoAccepted(), "auto"),
                        part("decided by people", figures.people(), "people"),
                        part("known beforehand", figures.gold(), "gold")));
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

    private static Part part(String name, long count, String colour) {
        return new Part(name, count, Words.count(count), colour);
    }

    private void cost(Html html) {
        html.open("section")
                .open("h2")
                .text("What it cost ")
                .element("span", Words.dollars(figures.totalNanos()), "class", "total")
                .close();
        Bars.stacked(
                html,
                "Cost by kind",
                List.of(
                        money("labour", figures.labourNanos(), "people"),
                        money("quality control", figures.qualityControlNanos(), "gold"),
                        money("platform", figures.platformTotalNanos(), "auto")));
        html.open("div", "class", "scroll")
                .open("table")
                .open("thead")
                .open("tr")
                .element("th", "Labels bought as");
        for (String head : new String[] {"Labels", "Dollars", "A label", "Hours of work"}) {
            html.element("th", head, "class", "number");
        }
        html.close().close().open("tbody");
        row(html, "labels", Purpose.LABEL);
        row(html, "adjudications by experts", Purpose.ADJUDICATION);
        row(html, "answers on gold", Purpose.GOLD);
        row(html, "audits by experts", Purpose.AUDIT);
        html.close().close().close().close();
    }

    private static Part money(String name, long nanos, String colour) {
        return new Part(name, nanos, Words.dollars(nanos), colour);
    }

    private void row(Html html, String name, Purpose purpose) {
        Work work = figures.work().get(purpose);
        html.open("tr").element("th", name, "scope", "row");
        html.element("td", Words.count(work.labels()), "class", "number");
        html.element("td", Words.dollars(work.nanos()), "class", "number");
        html.element(
                "td",
                work.labels() == 0 ? Words.NONE : Words.price(Dollars.share(work.nanos(), work.labels())),
                "class",
                "number");
        html.element("td", Words.hours(work.millis()), "class", "number");
        html.close();
    }

    /** How often each class is chosen, drawn or marked, all of it by people. */
    private void parts(Html html, long[] parts) {
        long largest = LongStream.of(parts).max().orElse(1);
        html.open("section")
                .element("h2", "Classes in the labels")
                .open("div", "class", "scroll")
                .open("table", "class", "bars");
        html.open("tbody");
        for (int k = 0; k < parts.length; k++) {
            String name = report.settings().labelType().classes().get(k);
            html.open("tr").element("th", name, "scope", "row").element("td", Words.count(parts[k]), "class", "number");
            html.open("td", "class", "wide");
            Bars.small(html, name + ": " + Words.count(parts[k]) + " by people", largest, 0, parts[k]);
            html.close().close();
        }
        html.close().close().close().close();
    }

    private void classes(Html html, long[] accepted, long[] people) {
        long largest = 1;
        for (int k = 0; k < accepted.length; k++) {
            largest = Math.max(largest, accepted[k] + people[k]);
        }
        html.open("section")
                .element("h2", "Labels by class")
                .open("div", "class", "scroll")
                .open("table", "class", "bars");
        html.open("tbody");
        for (int k = 0; k < accepted.length; k++) {
            String name = report.settings().singleChoice().name(k);
            long all = accepted[k] + people[k];
            html.open("tr").element("th", name, "scope", "row").element("td", Words.count(all), "class", "number");
            html.open("td", "class", "wide");
            Bars.small(
                    html,
                    name + ": " + Words.count(accepted[k]) + " pre-labels accepted, " + Words.count(people[k])
                            + " by people",
                    largest,
                    accepted[k],
                    people[k]);
            html.close().close();
        }
        html.close().close().close();
        Bars.legend(
                html,
                List.of(
                        part("pre-label accepted", LongStream.of(accepted).sum(), "auto"),
                        part("decided by people", LongStream.of(people).sum(), "people")));
        html.close();
    }
}
