package dev.labelmill.local.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.wire.Json;
import dev.labelmill.local.telemetry.Sample.Weighted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Metrics out of a log line, by CloudWatch's "Specification: Embedded metric format": every dimension set of a directive is
 * a metric of its own, and a document that breaks a rule or a limit gives none.
 */
final class EmfParser {

    static final int MAX_BYTES = 1024 * 1024;
    static final int MAX_METRICS = 100;
    static final int MAX_DIMENSIONS = 30;
    static final int MAX_VALUES = 100;

    /** PutMetricData takes what is at most two weeks old and at most two hours ahead. */
    private static final Duration OLDEST = Duration.ofDays(14);

    private static final Duration NEWEST = Duration.ofHours(2);
    private static final int MAX_NAME = 1024;
    private static final int MAX_DIMENSION_NAME = 250;
    private static final String AWS = "_aws";

    /** MetricDatum's units; a unit that is none of them is refused. */
    private static final Set<String> UNITS = Set.of(
            "Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes Terabytes Bits Kilobits Megabits Gigabits"
                    .concat(" Terabits Percent Count Bytes/Second Kilobytes/Second Megabytes/Second Gigabytes/Second")
                    .concat(
                            " Terabytes/Second Bits/Second Kilobits/Second Megabits/Second Gigabits/Second Terabits/Second")
                    .concat(" Count/Second None")
                    .split(" "));

    private EmfParser() {}

    /** The line is a document of the format, but not a valid one. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * The metrics of a line; empty if it is no document of the format.
     *
     * @param now to refuse times too far from it
     * @throws Refused if CloudWatch would count it under {@code EMFValidationErrors}
     */
    static Optional<List<Sample>> parse(String line, Instant now) throws Refused {
        if (!line.startsWith("{") || !line.contains("\"" + AWS + "\"")) {
            return Optional.empty();
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Optional<JsonNode> document = Json.parse(bytes).filter(root -> root.has(AWS));
        if (document.isEmpty()) {
            return Optional.empty();
        }
        require(bytes.length <= MAX_BYTES, "the document has more than 1 MB");
        return Optional.of(samples(document.get(), now));
    }

    private static List<Sample> samples(JsonNode root, Instant now) throws Refused {
        JsonNode metadata = root.get(AWS);
        require(metadata.path("CloudWatchMetrics").isArray(), "_aws.CloudWatchMetrics is no array");
        require(metadata.path("Timestamp").isIntegralNumber(), "_aws.Timestamp is no number of milliseconds");
        Instant at = Instant.ofEpochMilli(metadata.path("Timestamp").longValue());
        require(!at.isBefore(now.minus(OLDEST)) && !at.isAfter(now.plus(NEWEST)), "_aws.Timestamp is out of range");
        List<Sample> samples = new ArrayList<>();
        for (JsonNode directive : metadata.get("CloudWatchMetrics")) {
            addDirective(root, directive, at.toEpochMilli(), samples);
        }
        return samples;
    }

    private static void addDirective(JsonNode root, JsonNode directive, long at, List<Sample> samples) throws Refused {
        String namespace = directive.path("Namespace").asText("");
        require(!namespace.isBlank() && namespace.length() <= MAX_NAME, "a directive has no usable Namespace");
        JsonNode metrics = directive.path("Metrics");
        require(metrics.isArray() && metrics.size() <= MAX_METRICS, "Metrics is no array of at most 100");
        require(directive.path("Dimensions").isArray(), "Dimensions is no array of arrays");
        for (JsonNode set : directive.path("Dimensions")) {
            TreeMap<String, String> dimensions = dimensions(root, set);
            for (JsonNode metric : metrics) {
                samples.add(sample(root, new Place(namespace, dimensions, at), metric));
            }
        }
    }

    private record Place(String namespace, TreeMap<String, String> dimensions, long at) {}

    private static TreeMap<String, String> dimensions(JsonNode root, JsonNode set) throws Refused {
        require(set.isArray() && set.size() <= MAX_DIMENSIONS, "a dimension set is no array of at most 30 names");
        TreeMap<String, String> dimensions = new TreeMap<>();
        for (JsonNode name : set) {
            JsonNode value = root.path(name.asText());
            require(name.isTextual() && name.asText().length() <= MAX_DIMENSION_NAME, "a dimension has no usable name");
            require(
                    value.isTextual()
                            && !value.asText().isBlank()
                            && value.asText().length() <= MAX_NAME,
                    "dimension " + name.asText() + " has no text of at most 1,024 characters");
            dimensions.put(name.asText(), value.asText());
        }
        return dimensions;
    }

    private static Sample sample(JsonNode root, Place place, JsonNode metric) throws Refused {
        String name = metric.path("Name").asText("");
        require(!name.isBlank() && name.length() <= MAX_NAME, "a metric has no usable Name");
        String unit = metric.path("Unit").asText("None");
        require(UNITS.contains(unit), "metric " + name + " has an unknown unit");
        int resolution = metric.path("StorageResolution").asInt(60);
        require(resolution == 1 || resolution == 60, "metric " + name + " has a StorageResolution other than 1 and 60");
        return new Sample(
                new MetricId(place.namespace(), name, place.dimensions()),
                unit,
                place.at(),
                values(name, root.path(name)));
    }

    /** A number, an array of numbers, or an object with equally long arrays {@code Values} and {@code Counts}. */
    private static List<Weighted> values(String name, JsonNode target) throws Refused {
        if (target.isNumber()) {
            return List.of(weighted(name, target, 1));
        }
        JsonNode values = target.isObject() ? target.path("Values") : target;
        JsonNode counts = target.path("Counts");
        require(
                values.isArray() && !values.isEmpty() && values.size() <= MAX_VALUES,
                "metric " + name + " has neither a number nor 1 to 100 numbers");
        require(
                !target.isObject() || counts.isMissingNode() || counts.size() == values.size(),
                "metric " + name + " has not one of Counts for each of Values");
        List<Weighted> all = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            all.add(weighted(name, values.get(i), counts.path(i).asDouble(1)));
        }
        return all;
    }

    private static Weighted weighted(String name, JsonNode value, double count) throws Refused {
        require(value.isNumber() && Double.isFinite(value.doubleValue()), "metric " + name + " has what is no number");
        require(count > 0, "metric " + name + " has a count that is not above 0");
        return new Weighted(value.doubleValue(), count);
    }

    private static void require(boolean holds, String why) throws Refused {
        if (!holds) {
            throw new Refused(why);
        }
    }
}
