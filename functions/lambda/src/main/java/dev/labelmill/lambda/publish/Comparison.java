package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.annotator.Proportion;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.tally.Names;
import dev.labelmill.core.tally.TimeBins;
import dev.labelmill.core.tally.Turnarounds;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.AnnotatorStore.Reviewed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A batch's vendors and annotators as log lines, one each, for queries that compare them. They are no metrics: each would
 * be charged for by the month, and there may be thousands.
 */
public final class Comparison {

    /** Most annotators of a batch that have a line: those with the most signals; all are in annotators.jsonl. */
    static final int MOST_ANNOTATORS = 200;

    /** Fewer labels of an annotator tell nothing. */
    private static final long LEAST_LABELS = 5;

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);

    private final EmfLog log;

    /** @param log of the function */
    public Comparison(EmfLog log) {
        this.log = log;
    }

    /** What each vendor of a batch was asked for and gave so far, how well, fast and dear; nothing before a first dispatch. */
    public void vendors(BatchSettings settings, Counters totals) {
        totals.nonZero().keySet().stream()
                .filter(counter -> counter.startsWith(Names.REQUESTED))
                .map(counter -> counter.substring(Names.REQUESTED.length()))
                .sorted()
                .forEach(vendor -> log.write(vendor(settings, vendor, totals)));
    }

    private static ObjectNode vendor(BatchSettings settings, String vendor, Counters totals) {
        ObjectNode line = line(settings.batch(), vendor)
                .put("requested", totals.get(Names.REQUESTED + vendor))
                .put("received", totals.get(Names.RECEIVED + vendor))
                .put("expired", totals.get(Names.EXPIRED + vendor))
                .put("dollars", Dollars.of(totals.get(Names.PAID + vendor)));
        onGold(totals.get(Names.GOLD_MET + vendor), totals.get(Names.GOLD_ASKED + vendor), line);
        seconds(totals, Names.TOOK + vendor + ".", line);
        settings.vendor(vendor)
                .ifPresent(known -> Turnarounds.seen(known, totals)
                        .mean()
                        .ifPresent(mean -> line.put("turnaroundSeconds", rounded(mean))));
        return line;
    }

    /**
     * How an annotator does in a batch that runs, when {@value #LEAST_LABELS} labels have come and then whenever they are a
     * quarter more: some dozen lines, however many labels there are, and no figure older than its last fifth of them.
     *
     * @param row    which of the annotator's rows in the batch it is; queries add the latest line of each
     * @param gained what this write added
     * @param held   what the row holds with it
     */
    public void soFar(String batch, String vendor, String annotator, String row, Counters gained, Counters held) {
        long labels = held.get("labels");
        if (labels < LEAST_LABELS || step(labels) <= step(labels - gained.get("labels"))) {
            return;
        }
        long asked = 0;
        long met = 0;
        for (Map.Entry<String, Long> counter : held.nonZero().entrySet()) {
            String[] name = counter.getKey().split("\\.");
            if (name[0].equals(Names.GOLD)) {
                asked += counter.getValue();
                met += name[1].equals(name[2]) ? counter.getValue() : 0;
            }
        }
        ObjectNode line = line(batch, vendor)
                .put("annotator", annotator)
                .put("row", row)
                .put("labels", labels)
                .put("goldAsked", asked)
                .put("goldMet", met)
                .put("dollars", Dollars.of(held.get("money")));
        seconds(held, Names.TOOK, line);
        log.write(line);
    }

    /** Grows by one where a number does by a quarter. */
    private static int step(long labels) {
        return labels < LEAST_LABELS ? -1 : (int) (Math.log(labels) / Math.log(1.25));
    }

    /** The exact interval of 95 % confidence, as the report has it. */
    private static void onGold(long met, long asked, ObjectNode line) {
        line.put("goldAsked", asked);
        if (asked > 0) {
            Proportion share = new Proportion(met, asked);
            line.put("goldAccuracy", rounded(share.value()))
                    .put("goldLow", rounded(share.low()))
                    .put("goldHigh", rounded(share.high()));
        }
    }

    private static void seconds(Counters counters, String prefix, ObjectNode line) {
        TimeBins.medianSeconds(counters, prefix).ifPresent(median -> line.put("medianSeconds", rounded(median)));
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).round(FOUR_DIGITS);
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
