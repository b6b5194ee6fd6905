package dev.labelmill.local.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.dashboard.math.MathProblem;
import dev.labelmill.local.dashboard.math.Search;
import dev.labelmill.local.telemetry.MetricId;
import dev.labelmill.local.telemetry.MetricStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A dashboard's variable. One of type {@code property} sets that property of every widget and that dimension of every
 * metric; one of type {@code pattern} replaces a text wherever it stands in the body.
 *
 * @param id           of it
 * @param label        that people read
 * @param kind         {@code property} or {@code pattern}
 * @param target       the property or the pattern
 * @param defaultValue if nobody chose; {@value #FIRST} is the first value
 * @param fixed        values to choose from
 * @param search       finds metrics whose dimension {@code populateFrom} has the values
 * @param populateFrom a dimension's name
 */
record Variable(
        String id,
        String label,
        String kind,
        String target,
        String defaultValue,
        List<String> fixed,
        Optional<String> search,
        String populateFrom) {

    /** CloudWatch's own word for the first of the values found. */
    static final String FIRST = "__FIRST";

    private static final String PROPERTY = "property";

    static Variable of(JsonNode json) {
        String kind = json.path("type").asText();
        String id = json.path("id").asText();
        List<String> fixed = new ArrayList<>();
        json.path("values").forEach(value -> fixed.add(value.path("value").asText()));
        return new Variable(
                id,
                json.path("label").asText(id),
                kind,
                json.path(kind.equals(PROPERTY) ? PROPERTY : "pattern").asText(),
                json.path("defaultValue").asText(""),
                List.copyOf(fixed),
                Optional.ofNullable(json.get("search")).map(JsonNode::asText),
                json.path("populateFrom").asText(""));
    }

    /** What it can be set to, in order. */
    List<String> values(MetricStore metrics) {
        TreeSet<String> found = new TreeSet<>();
        search.ifPresent(query -> metricsOf(query, metrics)
                .forEach(metric -> Optional.ofNullable(metric.dimensions().get(populateFrom))
                        .ifPresent(found::add)));
        List<String> all = new ArrayList<>(fixed);
        found.stream().filter(value -> !fixed.contains(value)).forEach(all::add);
        return all;
    }

    /** What it is set to where {@code chosen} is what the reader asked for, if anything. */
    String value(Optional<String> chosen, MetricStore metrics) {
        return chosen.orElseGet(() -> {
            List<String> values = values(metrics);
            return defaultValue.equals(FIRST) && !values.isEmpty() ? values.get(0) : defaultValue;
        });
    }

    /** The body with the variable set. */
    JsonNode set(JsonNode body, String value) {
        JsonNode copy = body.deepCopy();
        if (target.isEmpty()) {
            return copy;
        }
        copy.path("widgets").forEach(widget -> {
            if (kind.equals(PROPERTY)) {
                setProperty(widget.path("properties"), value);
            } else {
                replace(widget, value);
            }
        });
        return copy;
    }

    private void setProperty(JsonNode properties, String value) {
        if (properties instanceof ObjectNode object && object.has(target)) {
            object.put(target, value);
        }
        for (JsonNode row : properties.path("metrics")) {
            // Namespace and name come first, then the dimensions by name and value.
            for (int i = 2; i + 1 < row.size(); i++) {
                if (row.get(i).asText().equals(target) && row.get(i + 1).isTextual()) {
                    ((ArrayNode) row).set(i + 1, value);
                }
            }
        }
    }

    private void replace(JsonNode node, String value) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                if (field.getValue().isTextual()) {
                    field.setValue(TextNode.valueOf(field.getValue().asText().replace(target, value)));
                }
                replace(field.getValue(), value);
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, array.get(i).asText().replace(target, value));
                }
                replace(array.get(i), value);
            }
        }
    }

    /** As the page's list of dashboards has it. */
    ObjectNode describe(MetricStore metrics) {
        ObjectNode description = Json.object().put("id", id).put("label", label);
        ArrayNode values = description.putArray("values");
        values(metrics).forEach(values::add);
        return description;
    }

    private static List<MetricId> metricsOf(String query, MetricStore metrics) {
        try {
            return Search.parse(query).find(metrics.metrics());
        } catch (MathProblem unreadable) {
            return List.of();
        }
    }
}
