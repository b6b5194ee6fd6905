package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Findings.Annotator;
import java.util.List;

/** How well people agree, who they are, and where they contradict the pre-labels. */
final class PeopleSections {

    /** More are in report.json. */
    static final int MOST_ANNOTATORS = 40;

    /** A larger matrix fits no page. */
    private static final int MOST_CLASSES = 24;

    private final Report report;
    private final BatchFigures figures;

    PeopleSections(Report report) {
        this.report = report;
        this.figures = report.figures();
    }

    void write(Html html) {
        if (report.conclusion() instanceof Conclusion.OfClasses classes) {
            agreement(html);
            annotators(html, classes.findings().annotators());
            confusion(html, classes.findings().prelabelAgainstPeople());
        } else {
            new ValuePeopleSections(((Conclusion.OfValues) report.conclusion()).findings()).write(html);
        }
    }

    private void agreement(Html html) {
        html.open("section").element("h2", "How well people agree").open("dl");
        entry(
                html,
                Words.decimal(figures.agreement().alphaNominal(), 3),
                "Krippendorff’s alpha",
                "agreement beyond chance: 1 is full, 0 is what chance gives");
        entry(
                html,
                Words.decimal(figures.agreement().fleissKappa(), 3),
                "Fleiss’ kappa",
                "the same, each item weighing the same");
        entry(
                html,
                Words.percent(figures.agreement().observed()),
                "observed agreement",
                "of pairs of answers on an item");
        entry(
                html,
                Words.percent(figures.goldAccuracy()),
                "right on gold",
                "of " + Words.counted(figures.goldBallots(), "answer", "answers") + " on items whose answer was known");
        html.close().close();
    }

    static void entry(Html html, String value, String name, String explanation) {
        html.open("div")
                .element("dt", name)
                .element("dd", value)
                .element("dd", explanation, "class", "quiet")
                .close();
    }

    private void annotators(Html html, List<Annotator> all) {
        html.open("section").open("h2").text("Annotators ");
        html.element("span", Words.count(all.size()), "class", "total").close();
        if (all.isEmpty()) {
            html.element("p", "No person of the crowd labelled in this batch.", "class", "quiet")
                    .close();
            return;
        }
        html.open("div", "class", "scroll")
                .open("table")
                .open("thead")
                .open("tr")
                .element("th", "Annotator");
        for (String head : new String[] {"Labels", "Right on gold", "Accuracy, estimated"}) {
            html.element("th", head, "class", "number");
        }
        html.element("th", "", "class", "wide").close().close().open("tbody");
        all.stream().limit(MOST_ANNOTATORS).forEach(annotator -> row(html, annotator));
        html.close().close().close();
        if (all.size() > MOST_ANNOTATORS) {
            html.element(
                    "p",
                    "The " + MOST_ANNOTATORS + " with most labels; the others are in report.json.",
                    "class",
                    "quiet");
        }
        html.close();
    }

    private static void row(Html html, Annotator annotator) {
        html.open("tr").element("th", annotator.who(), "scope", "row");
        html.element("td", Words.count(annotator.labels()), "class", "number");
        html.element(
                "td",
                annotator.goldSeen() == 0
                        ? Words.NONE
                        : Words.count(annotator.goldRight()) + " of " + Words.count(annotator.goldSeen()),
                "class",
                "number");
        html.element("td", Words.percent(annotator.estimatedAccuracy()), "class", "number strong");
        html.open("td");
        Bars.small(
                html,
                annotator.who() + ": estimated accuracy " + Words.percent(annotator.estimatedAccuracy()),
                1,
                0,
                annotator.estimatedAccuracy());
        html.close().close();
    }

    private void confusion(Html html, long[][] counts) {
        long all = 0;
        long same = 0;
        for (int k = 0; k < counts.length; k++) {
            same += counts[k][k];
            for (long count : counts[k]) {
                all += count;
            }
        }
        if (all == 0) {
            return;
        }
        html.open("section").element("h2", "Pre-label against people");
        html.element(
                "p",
                "Of " + Words.counted(all, "item", "items")
                        + " sent to people, the pre-label was the people’s answer for "
                        + Words.percent((double) same / all)
                        + ". Rows: pre-label; columns: the people’s label.",
                "class",
                "quiet");
        if (counts.length <= MOST_CLASSES) {
            matrix(html, counts);
        }
        html.close();
    }

    private void matrix(Html html, long[][] counts) {
        html.open("div", "class", "scroll")
                .open("table", "class", "matrix")
                .open("thead")
                .open("tr")
                .element("td", "");
        report.settings().labelType().classes().forEach(name -> html.element("th", name, "scope", "col"));
        html.close().close().open("tbody");
        for (int row = 0; row < counts.length; row++) {
            html.open("tr").element("th", report.settings().singleChoice().name(row), "scope", "row");
            long largest = 1;
            for (long count : counts[row]) {
                largest = Math.max(largest, count);
            }
            for (int column = 0; column < counts.length; column++) {
                long count = counts[row][column];
                String shade = "h" + (long) Math.ceil(5.0 * count / largest);
                html.element(
                        "td", count == 0 ? "" : Words.count(count), "class", row == column ? shade : shade + " off");
            }
            html.close();
        }
        html.close().close().close();
    }
}
