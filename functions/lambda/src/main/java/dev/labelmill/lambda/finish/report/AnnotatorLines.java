package dev.labelmill.lambda.finish.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.results.AnnotatorReport;
import dev.labelmill.lambda.json.CoefficientForm;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ReviewForm;

/** What is said of a batch's annotators: in report.json in short, in annotators.jsonl and the table with their confusions. */
public final class AnnotatorLines {

    private final ReviewForm form;

    /** @param conclusion tells the names that stand for numbers */
    public AnnotatorLines(Conclusion conclusion) {
        this.form = new ReviewForm(
                conclusion::className,
                number -> conclusion.crowd().annotators().get(number).who());
    }

    /** A line of annotators.jsonl, without its end. */
    public String line(AnnotatorReport annotator) {
        ObjectNode node = compact(annotator);
        annotator.confusion().ifPresent(rows -> ReviewForm.write(rows, node));
        return Json.write(node);
    }

    /** All of it but the confusion. */
    ObjectNode compact(AnnotatorReport annotator) {
        ObjectNode node = form.write(annotator.review(), Json.object());
        annotator.accuracy().ifPresent(accuracy -> node.put("estimatedAccuracy", accuracy));
        annotator.similarity().ifPresent(estimate -> node.set("similarity", CoefficientForm.write(estimate)));
        annotator.shift().ifPresent(shift -> node.put("shift", shift));
        return node;
    }
}
