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
        event.count("batches", batches.size())
                .count("items", sum(batches, BatchFigures::items))
                .count("autoAccepted", sum(batches, BatchFigures::autoAccepted))
                .count("people", sum(batches, BatchFigures::people))
                .count("resolved", sum(batches, BatchFigures::resolved))
                .count("backlog", sum(batches, BatchFigures::waiting))
                .count("labels", sum(batches, BatchFigures::labels));
    }

    private static void cost(EmfEvent event, List<Observed> batches) {
        event.number("dollars.labour", Dollars.of(sum(batches, BatchFigures::labourNanos)))
                .number("dollars.qualityControl", Dollars.of(sum(batches, BatchFigures::qualityControlNanos)))
                .number("dollars.platform", Dollars.of(sum(batches, BatchFigures::platformTotalNanos)))
                .number("dollars.model", Dollars.of(sum(batches, BatchFigures::modelNanos)))
                .number("dollars.total", Dollars.of(sum(batches, BatchFigures::totalNanos)));
    }

    private static void rates(EmfEvent event, List<Observed> batches, Instant now) {
        List<Rates> rates = batches.stream().map(batch -> batch.rates(now)).toList();
        event.number("labelsPerHour", OptionalDouble.of(sum(rates, Rates::labelsPerHour)))
                .number("itemsPerDay", OptionalDouble.of(sum(rates, Rates::itemsPerDay)))
                .number(
                        "dollarsPerHour",
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
