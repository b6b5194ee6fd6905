package dev.labelmill.local.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.dashboard.math.MathProblem;
import dev.labelmill.local.dashboard.math.Value;
import dev.labelmill.local.dashboard.math.Value.Array;
import dev.labelmill.local.dashboard.math.Value.Series;
import dev.labelmill.local.telemetry.MetricStore;
import dev.labelmill.local.telemetry.Range;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A widget of metrics: its visible rows as series, and for the table view a table. */
final class MetricWidget {

    /** Why a metric that AWS publishes has no values on this machine. */
    private static final Map<String, String> NOT_KNOWN_HERE = Map.of(
            "AWS/Lambda IteratorAge",
            "AWS measures how long the stream's records wait; this machine does not.",
            "AWS/SQS ApproximateAgeOfOldestMessage",
            "AWS tells how old a queue's oldest message is; the queues on this machine do not.",
            "AWS/DynamoDB ReadThrottleEvents",
            "AWS counts the table's units and throttles; DynamoDB Local does not, and throttles nothing.");

    private final MetricStore metrics;
    private final Range range;
    private final JsonNode properties;

    MetricWidget(MetricStore metrics, Range range, JsonNode properties) {
        this.metrics = metrics;
        this.range = properties.path("setPeriodToTimeRange").asBoolean(false) ? range.whole() : range;
        this.properties = properties;
    }

    void draw(ObjectNode drawing) throws MathProblem {
        Graph graph = new Graph(metrics, range, properties);
        ArrayNode lines = drawing.putArray("series");
        List<Series> drawn = new ArrayList<>();
        for (MetricRow row : graph.rows()) {
            if (row.visible()) {
                addRow(graph, row, lines, drawn);
            }
        }
        if (drawn.stream().allMatch(series -> series.points().isEmpty())) {
            graph.rows().stream()
                    .flatMap(row -> row.metric().stream())
                    .map(metric -> NOT_KNOWN_HERE.get(metric.namespace() + " " + metric.name()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(reason -> drawing.put("unknown", reason));
        }
        if (properties.path("view").asText().equals("table")) {
            table(drawn, drawing.putObject("table"));
        }
    }

    private void addRow(Graph graph, MetricRow row, ArrayNode lines, List<Series> drawn) throws MathProblem {
        Value value = graph.row(row.id());
        if (value instanceof Value.Scalar) {
            throw new MathProblem("The expression " + row.expression().orElse(row.id())
                    + " gives one number, where CloudWatch draws time series only.");
        }
        List<Series> all = value instanceof Array array ? array.series() : List.of((Series) value);
        for (int i = 0; i < all.size(); i++) {
            Series series = new Series(
                    label(graph, row, all.get(i), value instanceof Array),
                    all.get(i).metric(),
                    all.get(i).points());
            drawn.add(series);
            line(lines.addObject().put("id", value instanceof Array ? row.id() + "." + i : row.id()), row, series);
        }
    }

    private void line(ObjectNode line, MetricRow row, Series series) {
        line.put("label", series.label());
        if (row.options().has("color")) {
            line.put("color", row.options().path("color").asText());
        }
        line.put("axis", row.options().path("yAxis").asText("left"));
        line.put("unit", row.metric().isPresent() ? metrics.unit(row.metric().get()) : "None");
        ArrayNode points = line.putArray("points");
        series.points().forEach((at, number) -> points.addArray().add(at).add(number));
    }

    /** An array's lines are called by what tells them apart, after the row's label if it has a plain one. */
    private static String label(Graph graph, MetricRow row, Series series, boolean ofArray) {
        String given = row.options().path("label").asText("");
        if (Labels.isDynamic(given)) {
            return Labels.filled(given, series, graph.statisticName(row));
        }
        if (ofArray) {
            return (given + " " + series.label()).strip();
        }
        if (!given.isEmpty()) {
            return given;
        }
        return series.label().isEmpty() ? row.id() : series.label();
    }

    private void table(List<Series> drawn, ObjectNode table) {
        List<String> summaries = new ArrayList<>();
        properties.path("table").path("summaryColumns").forEach(column -> summaries.add(column.asText()));
        ArrayNode columns = table.putArray("columns").add("Label").add("Latest");
        summaries.forEach(columns::add);
        ArrayNode rows = table.putArray("rows");
        for (Series series : drawn) {
            ArrayNode row = rows.addArray().add(series.label());
            if (series.points().isEmpty()) {
                row.addNull();
                summaries.forEach(column -> row.addNull());
                continue;
            }
            row.add(series.points().lastEntry().getValue());
            DoubleSummaryStatistics summary = series.points().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .summaryStatistics();
            summaries.forEach(column -> row.add(summary(column, summary)));
        }
    }

    private static Double summary(String column, DoubleSummaryStatistics of) {
        return switch (column) {
            case "MIN" -> of.getMin();
            case "MAX" -> of.getMax();
            case "AVG" -> of.getAverage();
            case "SUM" -> of.getSum();
            default -> null;
        };
    }
}
