package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.ValueFindings;
import dev.labelmill.core.results.ValueFindings.Annotator;
import java.util.List;

/** How well people agree and who they are, where labels are no classes. */
final class ValuePeopleSections {

    private final ValueFindings<?> findings;

    ValuePeopleSections(ValueFindings<?> findings) {
        this.findings = findings;
    }

    void write(Html html) {
        html.open("section").element("h2", "How well people agree").open("dl");
        PeopleSections.entry(
                html,
                Words.percent(findings.meanPairwiseAgreement()),
                "mean pairwise agreement",
                "one minus the distance of two people’s labels of an item, the mean over pairs and items; chance is not"
                        + " taken off");
        html.close().close();
        annotators(html, findings.annotators());
    }

    private static void annotators(Html html, List<Annotator> all) {
        html.open("section").open("h2").text("Annotators ");
        html.element("span", Words.count(all.size()), "class", "total").close();
        html.open("div", "class", "scroll")
                .open("table")
                .open("thead")
                .open("tr")
                .element("th", "Annotator");
        html.element("th", "Labels", "class", "number").element("th", "Agreement with the result", "class", "number");
        html.close().close().open("tbody");
        all.stream().limit(PeopleSections.MOST_ANNOTATORS).forEach(annotator -> {
            html.open("tr").element("th", annotator.who(), "scope", "row");
            html.element("td", Words.count(annotator.labels()), "class", "number");
            html.element("td", Words.percent(annotator.agreement()), "class", "number strong")
                    .close();
        });
        html.close().close().close();
        if (all.size() > PeopleSections.MOST_ANNOTATORS) {
            html.element(
                    "p",
                    "The " + PeopleSections.MOST_ANNOTATORS + " with most labels; the others are in report.json.",
                    "class",
                    "quiet");
        }
        html.close();
    }
}
