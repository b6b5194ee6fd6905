package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.core.annotator.SpamSignal;
import java.util.function.IntFunction;

/** What is said of annotators, as files have it; numbers become names. */
public final class ReviewForm {

    private final IntFunction<String> classes;
    private final IntFunction<String> annotators;

    public ReviewForm(IntFunction<String> classes, IntFunction<String> annotators) {
        this.classes = classes;
        this.annotators = annotators;
    }

    /** Adds a review to what is said already. */
    public ObjectNode write(AnnotatorReview review, ObjectNode into) {
        into.put("annotator", annotators.apply(review.annotator())).put("labels", review.labels());
        review.onGold().ifPresent(share -> into.set("goldAccuracy", CoefficientForm.write(share)));
        review.onConsensus().ifPresent(share -> into.set("consensusAccuracy", CoefficientForm.write(share)));
        review.medianSeconds().ifPresent(seconds -> into.put("medianSeconds", seconds));
        review.bias()
                .ifPresent(bias -> into.putObject("bias")
                        .put("towards", classes.apply(bias.towards()))
                        .put("excess", bias.excess()));
        ArrayNode signals = into.putArray("signals");
        review.signals().forEach(signal -> signals.add(signal(signal)));
        return into;
    }

    /** Adds a confusion: rows are what was right, columns what was answered. */
    public static void write(long[][] rows, ObjectNode into) {
        ArrayNode confusion = into.putArray("confusion");
        for (long[] row : rows) {
            ArrayNode cells = confusion.addArray();
            for (long cell : row) {
                cells.add(cell);
            }
        }
    }

    private ObjectNode signal(SpamSignal signal) {
        if (signal instanceof SpamSignal.OneAnswer one) {
            return Json.object()
                    .put("signal", "one-answer")
                    .put("answer", classes.apply(one.answer()))
                    .put("share", one.share());
        }
        if (signal instanceof SpamSignal.TooFast fast) {
            return Json.object()
                    .put("signal", "too-fast")
                    .put("medianSeconds", fast.medianSeconds())
                    .put("typicalSeconds", fast.typicalSeconds());
        }
        SpamSignal.Copies copies = (SpamSignal.Copies) signal;
        return Json.object()
                .put("signal", "copies")
                .put("other", annotators.apply(copies.other()))
                .put("same", copies.same())
                .put("unpopular", copies.unpopular());
    }
}
