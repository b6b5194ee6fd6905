package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.AnnotatorStore.Reviewed;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * A batch's vendors and annotators as log lines, one each, for queries that compare them. They are no metrics: each would
 * be charged for by the month, and there may be thousands.
 */
public final class Comparison {

    /** Most annotators of a batch that have a line: those with the most signals; all are in annotators.jsonl. */
    static final int MOST_ANNOTATORS = 200;

    private final EmfLog log;

    /** @param log of the function */
    public Comparison(EmfLog log) {
        this.log = log;
    }

    /** What each vendor of a batch was asked for and gave so far; nothing before a first dispatch. */
    public void vendors(String batch, Counters totals) {
        totals.nonZero().keySet().stream()
                .filter(counter -> counter.startsWith(Names.REQUESTED))
                .map(counter -> counter.substring(Names.REQUESTED.length()))
                .sorted()
                .forEach(vendor -> log.write(line(batch, vendor)
                        .put("requested", totals.get(Names.REQUESTED + vendor))
                        .put("received", totals.get(Names.RECEIVED + vendor))
                        .put("expired", totals.get(Names.EXPIRED + vendor))));
    }

    /** How good and how fast each annotator of a batch was, as its results say. */
    public void annotators(List<Reviewed> annotators) {
        annotators.stream()
                .sorted(Comparator.comparingInt((Reviewed annotator) -> -annotator.signals())
                        .thenComparing(annotator -> -annotator.labels())
                        .thenComparing(Reviewed::vendor)
                        .thenComparing(Reviewed::annotator))
                .limit(MOST_ANNOTATORS)
                .forEach(this::annotator);
    }

    private void annotator(Reviewed annotator) {
        JsonNode review = Json.parse(annotator.review().getBytes(StandardCharsets.UTF_8));
        ObjectNode line = line(annotator.batch(), annotator.vendor())
                .put("annotator", annotator.annotator())
                .put("labels", annotator.labels())
                .put("signals", annotator.signals());
        copy(review.at("/goldAccuracy/value"), "goldAccuracy", line);
        copy(review.at("/consensusAccuracy/value"), "consensusAccuracy", line);
        copy(review.at("/medianSeconds"), "medianSeconds", line);
        log.write(line);
    }

    private static void copy(JsonNode value, String name, ObjectNode line) {
        if (value.isNumber()) {
            line.set(name, value);
        }
    }

    private static ObjectNode line(String batch, String vendor) {
        return Json.object().put("batch", batch).put("vendor", vendor);
    }
}
