package dev.labelmill.local.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.dashboard.math.Expression;
import dev.labelmill.local.dashboard.math.MathProblem;
import dev.labelmill.local.dashboard.math.Scope;
import dev.labelmill.local.dashboard.math.Search;
import dev.labelmill.local.dashboard.math.Value;
import dev.labelmill.local.dashboard.math.Value.Array;
import dev.labelmill.local.dashboard.math.Value.Series;
import dev.labelmill.local.telemetry.MetricId;
import dev.labelmill.local.telemetry.MetricStore;
import dev.labelmill.local.telemetry.Range;
import dev.labelmill.local.telemetry.Statistic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The rows of one widget as values; rows may refer to each other. */
final class Graph implements Scope {

    private final MetricStore metrics;
    private final Range range;
    private final JsonNode properties;
    private final List<MetricRow> rows;
    private final Map<String, Value> known = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    Graph(MetricStore metrics, Range range, JsonNode properties) throws MathProblem {
        this.metrics = metrics;
        this.range = range;
        this.properties = properties;
        rows = MetricRow.parse(properties.path("metrics"));
    }

    List<MetricRow> rows() {
        return rows;
    }

    @Override
    public Range range() {
        return range;
    }

    @Override
    public Value row(String id) throws MathProblem {
        Value value = known.get(id);
        if (value != null) {
            return value;
        }
        for (MetricRow row : rows) {
            if (row.id().equals(id)) {
                if (!underWay.add(id)) {
                    throw new MathProblem("The expression " + id + " refers to itself.");
                }
                Value evaluated = evaluate(row);
                known.put(id, evaluated);
                return evaluated;
            }
        }
        throw new MathProblem("An expression refers to " + id + ", which the widget does not have.");
    }

    @Override
    public Array metrics() throws MathProblem {
        List<Series> series = new ArrayList<>();
        for (MetricRow row : rows) {
            if (row.metric().isPresent()) {
                series.addAll(List.of((Series) row(row.id())));
            }
        }
        return new Array(series);
    }

    @Override
    public Array search(String query, String statistic, OptionalInt period) throws MathProblem {
        List<MetricId> found = Search.parse(query).find(metrics.metrics());
        Statistic read = statistic(statistic);
        Range by = period.isPresent() ? range.withPeriod(period.getAsInt()) : range;
        List<String> labels = Labels.ofSearch(found);
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            var points = metrics.read(found.get(i), by, read);
            // A search finds what has had values within two weeks, here what has any in the range.
            if (!points.isEmpty()) {
                series.add(new Series(labels.get(i), Optional.of(found.get(i)), points));
            }
        }
        return new Array(series);
    }

    private Value evaluate(MetricRow row) throws MathProblem {
        if (row.expression().isPresent()) {
            return Expression.parse(row.expression().get()).evaluate(this);
        }
        MetricId metric = row.metric().orElseThrow();
        String label = row.options().path("label").asText(Labels.ofMetric(metric));
        return new Series(label, row.metric(), metrics.read(metric, range, statistic(statisticName(row))));
    }

    String statisticName(MetricRow row) {
        return row.options().path("stat").asText(properties.path("stat").asText("Average"));
    }

    private static Statistic statistic(String name) throws MathProblem {
        return Statistic.of(name).orElseThrow(() -> new MathProblem("This page knows no statistic " + name + "."));
    }
}
