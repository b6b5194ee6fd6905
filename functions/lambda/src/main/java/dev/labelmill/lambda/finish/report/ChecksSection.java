package dev.labelmill.lambda.finish.report;

import dev.labelmill.core.results.ViolationCounts;

/** How many labels break which check; left out where there is no check to tell of. */
final class ChecksSection {

    private final Report report;
    private final ViolationCounts counts;

    ChecksSection(Report report) {
        this.report = report;
        this.counts = report.conclusion().violations();
    }

    void write(Html html) {
        if (counts.byCheck().isEmpty()) {
            return;
        }
        html.open("section").open("h2").text("Labels that break a check ");
        html.element("span", Words.count(counts.items()), "class", "total").close();
        html.element("p", handling() + aside(), "class", "quiet");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "Check").element("th", "Items", "class", "number");
        html.close().close().open("tbody");
        counts.byCheck()
                .forEach((check, items) -> html.open("tr")
                        .element("th", check, "scope", "row")
                        .element("td", Words.count(items), "class", "number")
                        .close());
        html.close().close().close().close();
    }

    private String handling() {
        return report.settings().checkSettings().refuse()
                ? "People\u2019s labels that break one are refused when they come in; counted here are the final labels."
                : "Labels that break one are taken like any other, and counted here when they are final.";
    }

    private String aside() {
        return counts.items() == 0 ? "" : " Each is marked in labels.jsonl, and they are in aside.jsonl by themselves.";
    }
}
