package dev.labelmill.local.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.dashboard.math.MathProblem;
import dev.labelmill.local.logs.LogProblem;
import dev.labelmill.local.telemetry.MetricStore;
import dev.labelmill.local.telemetry.Range;

/** Draws widgets of one dashboard over one range; what cannot be drawn says why in one sentence. */
final class Widgets {

    /** CloudWatch's own sizes where a body says none. */
    private static final int DEFAULT_SIZE = 6;

    private final MetricStore metrics;
    private final LogResults logs;
    private final Range range;

    Widgets(MetricStore metrics, LogResults logs, Range range) {
        this.metrics = metrics;
        this.logs = logs;
        this.range = range;
    }

    ObjectNode draw(JsonNode widget) {
        JsonNode properties = widget.path("properties");
        String type = widget.path("type").asText();
        ObjectNode drawing = Json.object()
                .put("x", widget.path("x").asInt())
                .put("y", widget.path("y").asInt())
                .put("width", widget.path("width").asInt(DEFAULT_SIZE))
                .put("height", widget.path("height").asInt(DEFAULT_SIZE))
                .put("type", type)
                .put("title", properties.path("title").asText(""))
                .put("view", properties.path("view").asText(type.equals("log") ? "table" : "timeSeries"))
                .put("stacked", properties.path("stacked").asBoolean(false));
        try {
            switch (type) {
                case "text" ->
                    drawing.put("markdown", properties.path("markdown").asText());
                case "metric" -> {
                    axes(properties, drawing);
                    new MetricWidget(metrics, range, properties).draw(drawing);
                }
                case "log" -> new LogWidget(logs, range, properties).draw(drawing);
                default -> drawing.put("problem", "Widgets of type " + type + " are drawn by CloudWatch only.");
            }
        } catch (MathProblem | LogProblem problem) {
            drawing.put("problem", problem.getMessage());
        }
        return drawing;
    }

    private static void axes(JsonNode properties, ObjectNode drawing) {
        ObjectNode axes = drawing.putObject("yAxis");
        for (String side : new String[] {"left", "right"}) {
            JsonNode axis = properties.path("yAxis").path(side);
            if (axis.isObject()) {
                ObjectNode copy = axes.putObject(side);
                for (String name : new String[] {"label", "min", "max"}) {
                    if (axis.has(name)) {
                        copy.set(name, axis.get(name));
                    }
                }
            }
        }
        ArrayNode annotations = drawing.putArray("annotations");
        for (JsonNode line : properties.path("annotations").path("horizontal")) {
            if (line.path("value").isNumber()) {
                annotations
                        .addObject()
                        .put("label", line.path("label").asText(""))
                        .put("value", line.path("value").asDouble());
            }
        }
    }
}
