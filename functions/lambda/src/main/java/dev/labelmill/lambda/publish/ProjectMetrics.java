package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Dollars;
import dev.labelmill.core.results.Rates;
import dev.labelmill.lambda.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The sums over a project's active batches: what stays observable where there are more batches than the cap lets through. */
final class ProjectMetrics {

    /** Names of batches in a document's properties. */
    private static final int MOST_NAMED = 100;

    private final EmfLog log;
    private final String stage;

    ProjectMetrics(EmfLog log, String stage) {
        this.log = log;
        this.stage = stage;
    }

    /**
     * Publishes a project.
     *
     * @param batches of the project, at least one
     * @param leftOut those of them that have no metrics of their own
     */
    void publish(String project, List<Observed> batches, List<Observed> leftOut) {
        EmfEvent event = new EmfEvent().dimension("project", project).dimension("stage", stage);
        counts(event, batches);
        cost(event, batches);
        rates(event, batches, log.now());
        if (!leftOut.isEmpty()) {
            ArrayNode names = Json.MAPPER.createArrayNode();
            leftOut.stream().limit(MOST_NAMED).forEach(batch -> names.add(batch.id()));
            event.property("batchesWithoutMetrics", names);
        }
        log.write(event);
    }

    private static void counts(EmfEvent event, List<Observed> batches) {
        event.count(Metric.BATCHES, batches.size())
                .count(Metric.ITEMS, sum(batches, BatchFigures::items))
                .count(Metric.AUTO_ACCEPTED, sum(batches, BatchFigures::autoAccepted))
                .count(Metric.PEOPLE, sum(batches, BatchFigures::people))
                .count(Metric.RESOLVED, sum(batches, BatchFigures::resolved))
                .count(Metric.BACKLOG, sum(batches, BatchFigures::waiting))
                .count(Metric.LABELS, sum(batches, BatchFigures::labels));
    }

    private static void cost(EmfEvent event, List<Observed> batches) {
        event.number(Metric.LABOUR, Dollars.of(sum(batches, BatchFigures::labourNanos)))
                .number(Metric.QUALITY_CONTROL, Dollars.of(sum(batches, BatchFigures::qualityControlNanos)))
                .number(Metric.PLATFORM, Dollars.of(sum(batches, BatchFigures::platformTotalNanos)))
                .number(Metric.MODEL, Dollars.of(sum(batches, BatchFigures::modelNanos)))
                .number(Metric.TOTAL, Dollars.of(sum(batches, BatchFigures::totalNanos)));
    }

    private static void rates(EmfEvent event, List<Observed> batches, Instant now) {
        List<Rates> rates = batches.stream().map(batch -> batch.rates(now)).toList();
        event.number(Metric.LABELS_PER_HOUR, OptionalDouble.of(sum(rates, Rates::labelsPerHour)))
                .number(Metric.ITEMS_PER_DAY, OptionalDouble.of(sum(rates, Rates::itemsPerDay)))
                .number(
                        Metric.DOLLARS_PER_HOUR,
                        rates.stream()
                                .flatMap(rate -> rate.dollarsPerHour().stream())
                                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static long sum(List<Observed> batches, ToLongFunction<BatchFigures> figure) {
        return batches.stream()
                .mapToLong(batch -> figure.applyAsLong(batch.figures()))
                .sum();
    }

    private static double sum(List<Rates> rates, Function<Rates, OptionalDouble> rate) {
        return rates.stream().mapToDouble(r -> rate.apply(r).orElse(0)).sum();
    }
}
