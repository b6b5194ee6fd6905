package dev.labelmill.local.logs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.telemetry.LogStore.LogEvent;
import dev.labelmill.local.telemetry.ReportLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields that Logs Insights discovers in a Lambda function's events ("Supported logs and discovered fields"): of every
 * event, of Lambda's own lines, and of JSON, where inner fields have names with dots and places in arrays are numbers.
 */
final class LogFields {

    /** Insights discovers no more fields of one event. */
    private static final int MAX_FIELDS = 200;

    /** Sizes are in bytes, and a megabyte is a million of them. */
    private static final double MEGABYTE = 1_000_000;

    private static final String START = "START RequestId: ";

    private LogFields() {}

    static LogRow of(LogEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("@timestamp", Instant.ofEpochMilli(event.at()));
        fields.put("@message", event.message());
        fields.put("@log", event.group());
        ReportLine.parse(event.message()).ifPresent(report -> {
            fields.put("@type", "REPORT");
            fields.put("@requestId", report.requestId());
            fields.put("@duration", report.duration());
            fields.put("@billedDuration", report.billed());
            fields.put("@memorySize", report.memory() * MEGABYTE);
            fields.put("@maxMemoryUsed", report.usedMemory() * MEGABYTE);
            report.initDuration().ifPresent(init -> fields.put("@initDuration", init));
        });
        if (event.message().startsWith(START)) {
            fields.put("@type", "START");
            fields.put("@requestId", event.message().substring(START.length()).split(" ", 2)[0]);
        }
        if (event.message().startsWith("{")) {
            Json.parse(event.message().getBytes(StandardCharsets.UTF_8))
                    .ifPresent(document -> flatten("", document, fields));
        }
        return new LogRow(fields);
    }

    private static void flatten(String name, JsonNode node, Map<String, Object> fields) {
        if (fields.size() >= MAX_FIELDS) {
            return;
        }
        String prefix = name.isEmpty() ? "" : name + ".";
        if (node.isObject()) {
            node.properties().forEach(field -> flatten(prefix + field.getKey(), field.getValue(), fields));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(prefix + i, node.get(i), fields);
            }
        } else if (node.isNumber()) {
            fields.put(name, node.doubleValue());
        } else if (!node.isNull()) {
            fields.put(name, node.asText());
        }
    }
}
