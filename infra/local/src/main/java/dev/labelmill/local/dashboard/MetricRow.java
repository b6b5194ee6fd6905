package dev.labelmill.local.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.labelmill.local.dashboard.math.MathProblem;
import dev.labelmill.local.telemetry.MetricId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A row of a metric widget: a metric or an expression.
 *
 * @param id         that expressions refer to it by
 * @param metric     it shows; empty for an expression
 * @param expression in metric math; empty for a metric
 * @param options    the row's own properties, such as {@code stat} and {@code label}
 */
record MetricRow(String id, Optional<MetricId> metric, Optional<String> expression, JsonNode options) {

    private static final String SAME = ".";
    private static final String ALL_SAME = "...";

    /** Reads the rows of {@code metrics}, with CloudWatch's shorthand for what is as in the row before. */
    static List<MetricRow> parse(JsonNode metrics) throws MathProblem {
        List<MetricRow> rows = new ArrayList<>();
        List<String> before = List.of();
        for (JsonNode row : metrics) {
            JsonNode last = row.isEmpty() ? MissingNode.getInstance() : row.get(row.size() - 1);
            JsonNode options = last.isObject() ? last : MissingNode.getInstance();
            String id = options.path("id").asText("row" + (rows.size() + 1));
            if (options.has("expression")) {
                String text = options.path("expression").asText();
                rows.add(new MetricRow(id, Optional.empty(), Optional.of(text), options));
            } else {
                before = names(row, before);
                rows.add(new MetricRow(id, Optional.of(metric(before)), Optional.empty(), options));
            }
        }
        return rows;
    }

    boolean visible() {
        return options.path("visible").asBoolean(true);
    }

    /** The row's texts, filled up from the row before: "." is the text in the same place, "..." all that are not given. */
    private static List<String> names(JsonNode row, List<String> before) throws MathProblem {
        List<String> given = new ArrayList<>();
        for (JsonNode part : row) {
            if (part.isTextual()) {
                given.add(part.asText());
            }
        }
        int dots = given.indexOf(ALL_SAME);
        if (dots >= 0) {
            int missing = before.size() - (given.size() - 1);
            if (missing < 0) {
                throw new MathProblem("A metric of the widget has \"...\" but no row before it to take the rest from.");
            }
            given.remove(dots);
            given.addAll(dots, before.subList(dots, dots + missing));
        }
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i).equals(SAME)) {
                if (i >= before.size()) {
                    throw new MathProblem("A metric of the widget has \".\" with nothing above it.");
                }
                given.set(i, before.get(i));
            }
        }
        return given;
    }

    private static MetricId metric(List<String> names) throws MathProblem {
        if (names.size() < 2 || names.size() % 2 != 0) {
            throw new MathProblem(
                    "A metric of the widget is not a namespace, a name, and dimensions with a value each.");
        }
        TreeMap<String, String> dimensions = new TreeMap<>();
        for (int i = 2; i < names.size(); i += 2) {
            dimensions.put(names.get(i), names.get(i + 1));
        }
        return new MetricId(names.get(0), names.get(1), dimensions);
    }
}
