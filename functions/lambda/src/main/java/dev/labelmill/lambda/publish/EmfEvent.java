package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Metrics that share one set of dimensions, in CloudWatch's embedded metric format. Its limits, from the format's
 * specification, are kept here, because CloudWatch drops a document that breaks one without a word: more metrics than
 * one document takes are written as several, and what no number of documents could hold is refused.
 *
 * <p>Written by hand and not through Powertools, whose sink, outside Lambda, waits for an agent on a TCP port, and whose
 * dimensions are the state of one object for the whole process.
 */
public final class EmfEvent {

    /** Most metrics of one document. */
    public static final int MAX_METRICS = 100;

    /** Most values of one metric. */
    public static final int MAX_VALUES = 100;

    /** Most bytes of one document, a log event's. */
    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DIMENSIONS = 30;
    private static final int MAX_DIMENSION_NAME = 250;
    private static final int MAX_DIMENSION_VALUE = 1024;
    private static final int MAX_METRIC_NAME = 1024;
    private static final String AWS = "_aws";

    /** Units in use; money has none of CloudWatch's and is named in dollars instead. */
    public enum Unit {
        COUNT("Count"),
        NONE("None"),
        SECONDS("Seconds");

        private final String name;

        Unit(String name) {
            this.name = name;
        }
    }

    private record Measure(String name, Unit unit, JsonNode value) {}

    private final Map<String, String> dimensions = new LinkedHashMap<>();
    private final Map<String, Measure> metrics = new LinkedHashMap<>();
    private final Map<String, JsonNode> properties = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if CloudWatch would not take it */
    public EmfEvent dimension(String name, String value) {
        require(!name.isBlank() && name.length() <= MAX_DIMENSION_NAME && isAscii(name), name, "is no dimension name");
        require(!name.startsWith(":") && !name.equals(AWS), name, "is no dimension name");
        require(!value.isBlank() && value.length() <= MAX_DIMENSION_VALUE && isAscii(value), name, "has no such value");
        require(dimensions.size() < MAX_DIMENSIONS, name, "is one dimension too many");
        require(!metrics.containsKey(name), name, "is a metric already");
        require(!properties.containsKey(name), name, "is a property already");
        dimensions.put(name, value);
        return this;
    }

    /** What is no metric and can be asked for in the logs. */
    public EmfEvent property(String name, JsonNode value) {
        require(!name.isBlank() && !name.equals(AWS), name, "is no property's name");
        require(!metrics.containsKey(name) && !dimensions.containsKey(name), name, "is a metric or dimension already");
        properties.put(name, value);
        return this;
    }

    /** The same. */
    public EmfEvent property(String name, String value) {
        return property(name, TextNode.valueOf(value));
    }

    /** A number of things. */
    public EmfEvent count(String name, long value) {
        return metric(new Measure(name, Unit.COUNT, LongNode.valueOf(value)));
    }

    /** The same. */
    EmfEvent count(Metric metric, long value) {
        return count(metric.id(), value);
    }

    /** A number without a unit: dollars, a share. */
    public EmfEvent number(String name, BigDecimal value) {
        return metric(new Measure(name, Unit.NONE, DecimalNode.valueOf(value)));
    }

    /** The same; nothing is published where there is no value. */
    public EmfEvent number(String name, OptionalDouble value) {
        return value.isPresent() ? number(name, BigDecimal.valueOf(value.getAsDouble())) : this;
    }

    /** The same. */
    EmfEvent number(Metric metric, BigDecimal value) {
        return number(metric.id(), value);
    }

    /** The same; nothing is published where there is no value. */
    EmfEvent number(Metric metric, OptionalDouble value) {
        return number(metric.id(), value);
    }

    /** A time in seconds; nothing is published where there is no value. */
    public EmfEvent seconds(String name, OptionalDouble value) {
        return value.isPresent()
                ? metric(new Measure(name, Unit.SECONDS, DecimalNode.valueOf(BigDecimal.valueOf(value.getAsDouble()))))
                : this;
    }

    /** Times in seconds as an array of values, so that CloudWatch can tell percentiles; nothing for none. */
    public EmfEvent seconds(String name, List<BigDecimal> values) {
        require(values.size() <= MAX_VALUES, name, "has more values than a document takes");
        ArrayNode array = Json.MAPPER.createArrayNode();
        values.forEach(array::add);
        return values.isEmpty() ? this : metric(new Measure(name, Unit.SECONDS, array));
    }

    private EmfEvent metric(Measure metric) {
        String name = metric.name();
        require(!name.isBlank() && name.length() <= MAX_METRIC_NAME && isAscii(name), name, "is no metric name");
        require(!dimensions.containsKey(name) && !name.equals(AWS), name, "is a dimension already");
        require(!properties.containsKey(name), name, "is a property already");
        metrics.put(name, metric);
        return this;
    }

    /** Whether there is nothing to publish. */
    public boolean isEmpty() {
        return metrics.isEmpty();
    }

    /** Names of the metrics. */
    public Set<String> names() {
        return Set.copyOf(metrics.keySet());
    }

    /** The documents, as lines of JSON: as few as the limits allow. */
    List<String> documents(String namespace, Instant at) {
        List<String> documents = new ArrayList<>();
        write(List.copyOf(metrics.values()), namespace, at, documents);
        return documents;
    }

    private void write(List<Measure> part, String namespace, Instant at, List<String> documents) {
        if (part.size() > MAX_METRICS) {
            write(part.subList(0, MAX_METRICS), namespace, at, documents);
            write(part.subList(MAX_METRICS, part.size()), namespace, at, documents);
            return;
        }
        String document = Json.write(document(part, namespace, at));
        if (document.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            documents.add(document);
        } else if (part.size() > 1) {
            write(part.subList(0, part.size() / 2), namespace, at, documents);
            write(part.subList(part.size() / 2, part.size()), namespace, at, documents);
        } else {
            throw new IllegalStateException(
                    "a document with the metric \"" + part.get(0).name() + "\" alone is too long");
        }
    }

    private ObjectNode document(List<Measure> part, String namespace, Instant at) {
        ObjectNode document = Json.object();
        ObjectNode aws = document.putObject(AWS);
        aws.put("Timestamp", at.toEpochMilli());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", namespace);
        ArrayNode set = directive.putArray("Dimensions").addArray();
        dimensions.keySet().forEach(set::add);
        ArrayNode definitions = directive.putArray("Metrics");
        part.forEach(
                metric -> definitions.addObject().put("Name", metric.name()).put("Unit", metric.unit().name));
        dimensions.forEach(document::put);
        part.forEach(metric -> document.set(metric.name(), metric.value()));
        properties.forEach(document::set);
        return document;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    private static void require(boolean holds, String name, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("\"" + name + "\" " + problem);
        }
    }
}
