package dev.labelmill.lambda.finish.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.duplicates.NearDuplicateSettings;
import dev.labelmill.lambda.json.Json;

/** How many items took the label of another one, and what that saved; left out where batch.json asks for no such thing. */
final class NearDuplicatesSection {

    private final Report report;

    NearDuplicatesSection(Report report) {
        this.report = report;
    }

    /** The same for report.json. */
    static ObjectNode json(Report report) {
        return Json.object()
                .put("similarity", asked(report).similarity())
                .put("items", report.figures().nearDuplicates())
                .put("savedLabels", savedLabels(report));
    }

    void write(Html html) {
        if (report.settings().nearDuplicates().isEmpty()) {
            return;
        }
        html.open("section").open("h2").text("Near-duplicates ");
        html.element("span", Words.count(report.figures().nearDuplicates()), "class", "total")
                .close();
        html.element("p", sentence(), "class", "quiet").close();
    }

    private String sentence() {
        double similarity = asked(report).similarity();
        String same = similarity == 1
                ? "the very same features as an earlier one"
                : "features whose cosine with those of an earlier one is estimated at " + similarity + " or more";
        return "Items with " + same + " take its label: "
                + Words.count(report.figures().nearDuplicates())
                + " did, each marked with duplicateOf in labels.jsonl. Had people labelled each as often as the item that"
                + " it takes its label from, that would have been "
                + Words.counted(savedLabels(report), "label", "labels") + " more.";
    }

    private static NearDuplicateSettings asked(Report report) {
        return report.settings().nearDuplicates().orElseThrow();
    }

    /** Items are compared in batches of single choices only. */
    private static long savedLabels(Report report) {
        return ((Conclusion.OfClasses) report.conclusion()).findings().savedLabels();
    }
}
