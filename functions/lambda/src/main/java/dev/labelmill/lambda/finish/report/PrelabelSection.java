package dev.labelmill.lambda.finish.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.PrelabelSettings;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.results.PrelabelReview;
import dev.labelmill.core.results.PrelabelReview.Range;
import dev.labelmill.lambda.json.Json;
import java.util.OptionalDouble;

/** How far people let imported and detected pre-labels stand, by their scores; nothing where labels are classes. */
final class PrelabelSection {

    private final Report report;
    private final Conclusion.OfValues conclusion;
    private final PrelabelReview review;

    private PrelabelSection(Report report, Conclusion.OfValues conclusion) {
        this.report = report;
        this.conclusion = conclusion;
        this.review = conclusion.findings().prelabels();
    }

    /** Writes the section, if the batch has such pre-labels. */
    static void write(Report report, Html html) {
        if (report.conclusion() instanceof Conclusion.OfValues values && isAsked(report)) {
            new PrelabelSection(report, values).write(html);
        }
    }

    /** Whether the batch asks for pre-labels at all. */
    static boolean isAsked(Report report) {
        return !(report.settings().prelabel() instanceof PrelabelSettings.None);
    }

    /** The same for programs. */
    static ObjectNode json(Report report, Conclusion.OfValues conclusion) {
        PrelabelReview review = conclusion.findings().prelabels();
        ObjectNode node = Json.object()
                .put("usable", review.usable())
                .put("unusable", review.unusable())
                .put("absent", review.absent())
                .put("shown", isShown(report));
        ArrayNode ranges = node.putArray("byScore");
        review.byScore()
                .forEach(range -> ranges.addObject()
                        .put("from", range.from())
                        .put("to", range.to())
                        .put("items", range.items())
                        .put("confirmed", range.confirmed()));
        node.putObject("withoutScore").put("items", review.unscored()).put("confirmed", review.unscoredConfirmed());
        return node;
    }

    private static boolean isShown(Report report) {
        return report.settings().vendors().stream().anyMatch(Vendor::seesPrelabel);
    }

    private void write(Html html) {
        html.open("section").open("h2").text("Pre-labels ");
        html.element("span", Words.count(review.usable()), "class", "total").close();
        html.element("p", handling(), "class", "quiet");
        html.open("div", "class", "scroll").open("table").open("thead").open("tr");
        html.element("th", "Score of the item (its least sure part\u2019s, where parts have some)");
        html.element("th", "Items", "class", "number").element("th", "Confirmed", "class", "number");
        html.close().close().open("tbody");
        for (Range range : review.byScore()) {
            row(html, Words.chosen(range.from()) + " to " + Words.chosen(range.to()), range.items(), range.confirmed());
        }
        if (review.unscored() > 0) {
            row(html, "no score", review.unscored(), review.unscoredConfirmed());
        }
        html.close().close().close().close();
    }

    private static void row(Html html, String scores, long items, long confirmed) {
        html.open("tr")
                .element("th", scores, "scope", "row")
                .element("td", Words.count(items), "class", "number")
                .element("td", Words.percent((double) confirmed / items), "class", "number")
                .close();
    }

    private String standing() {
        return report.settings().prelabel().acceptedUntested().isPresent()
                ? "Those that batch.json let stand untested are told in the certificate; here are those of the items"
                        + " that people labelled, the least sure first."
                : "People labelled every item, the least sure first; pre-labels decided nothing.";
    }

    private String handling() {
        return standing() + " Confirmed are those that the final label is no farther from than "
                + Words.decimal(OptionalDouble.of(conclusion.findings().tolerance()), 2) + ". "
                + (isShown(report)
                        ? "Annotators were shown them, so that they may have been confirmed too readily. "
                        : "Annotators were not shown them. ")
                + Words.counted(review.unusable(), "item has", "items have")
                + " one that could not be used, and " + Words.count(review.absent()) + " none.";
    }
}
