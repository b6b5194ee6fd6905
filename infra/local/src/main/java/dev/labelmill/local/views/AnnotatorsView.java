package dev.labelmill.local.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.annotator.Bias;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.AnnotatorStore;
import dev.labelmill.lambda.store.AnnotatorStore.Reviewed;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch's annotators: once it is done, what its results say of them; before, the totals of those that the last snapshot
 * of skills knows, over all batches of the project.
 */
final class AnnotatorsView {

    private static final int MOST = 200;
    private static final String GOLD = "gold.";

    private final Premises premises;
    private final BatchStore batches;
    private final AnnotatorStore reviews;
    private final TallyStore tallies;

    AnnotatorsView(Premises premises) {
        this.premises = premises;
        batches = new BatchStore(premises.table());
        reviews = new AnnotatorStore(premises.table());
        tallies = new TallyStore(premises.table());
    }

    Optional<JsonNode> json(String id) {
        return batches.get(id).map(this::view);
    }

    private JsonNode view(Batch batch) {
        List<Reviewed> reviewed = reviews.of(batch.id());
        return reviewed.isEmpty() ? running(batch) : finished(reviewed);
    }

    private static ObjectNode finished(List<Reviewed> reviewed) {
        ObjectNode view = Json.object().put("isFinal", true).put("isAll", reviewed.size() <= MOST);
        ArrayNode rows = view.putArray("annotators");
        reviewed.stream()
                .sorted(Comparator.comparingInt(Reviewed::signals)
                        .thenComparingLong(Reviewed::labels)
                        .reversed())
                .limit(MOST)
                .forEach(annotator -> rows.add(row(annotator)));
        return view;
    }

    private static ObjectNode row(Reviewed annotator) {
        JsonNode review = Json.parse(annotator.review().getBytes(StandardCharsets.UTF_8));
        ObjectNode row = Json.object()
                .put("vendor", annotator.vendor())
                .put("annotator", annotator.annotator())
                .put("labels", annotator.labels());
        for (String field : List.of("goldAccuracy", "consensusAccuracy", "medianSeconds", "signals")) {
            if (review.has(field)) {
                row.set(field, review.get(field));
            }
        }
        JsonNode bias = review.path("bias");
        if (new Bias(0, bias.path("excess").asDouble()).isTold(annotator.labels())) {
            row.set("bias", bias);
        }
        return row;
    }

    private ObjectNode running(Batch batch) {
        List<String> known = known(batch);
        ObjectNode view = Json.object().put("isFinal", false).put("isAll", known.size() <= MOST);
        ArrayNode rows = view.putArray("annotators");
        known.stream().limit(MOST).forEach(who -> rows.add(row(batch.settings().project(), who)));
        return view;
    }

    /** Annotators as {@code vendor/annotator}; vendors' names hold no slash. */
    private List<String> known(Batch batch) {
        if (batch.snapshots().isEmpty()) {
            return List.of();
        }
        String last = batch.snapshots().get(batch.snapshots().size() - 1);
        return premises.bucket()
                .read(last)
                .map(Json::parse)
                .map(skills -> skills.path("annotators").properties().stream()
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList())
                .orElse(List.of());
    }

    private ObjectNode row(String project, String who) {
        int slash = who.indexOf('/');
        String vendor = who.substring(0, slash);
        String annotator = who.substring(slash + 1);
        Counters totals = tallies.total(Keys.annotatorTally(project, vendor, annotator));
        ObjectNode row = Json.object()
                .put("vendor", vendor)
                .put("annotator", annotator)
                .put("labels", totals.get("labels"))
                .put("dollars", Amounts.dollars(totals.get("money")));
        long gold = gold(totals, false);
        if (gold > 0) {
            row.putObject("goldAccuracy")
                    .put("value", (double) gold(totals, true) / gold)
                    .put("labels", gold);
        }
        if (totals.get("labels") > 0 && totals.get("millis") > 0) {
            row.put("meanSeconds", BigDecimal.valueOf(totals.get("millis") / totals.get("labels"), 3));
        }
        return row;
    }

    /** Counters are named {@code gold.<known>.<given>}. */
    private static long gold(Counters totals, boolean rightOnly) {
        return totals.nonZero().entrySet().stream()
                .filter(counter -> counter.getKey().startsWith(GOLD))
                .filter(counter -> !rightOnly || isRight(counter.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static boolean isRight(String counter) {
        String[] parts = counter.split("\\.");
        return parts[1].equals(parts[2]);
    }
}
