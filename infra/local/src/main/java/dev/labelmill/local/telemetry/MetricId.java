package dev.labelmill.local.telemetry;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What makes a metric one metric in CloudWatch: each combination of dimensions is a metric of its own.
 *
 * @param namespace  it is in
 * @param name       of the metric
 * @param dimensions by name; may be empty
 */
public record MetricId(String namespace, String name, SortedMap<String, String> dimensions) {

    /** Copies the dimensions. */
    public MetricId {
        dimensions = Collections.unmodifiableSortedMap(new TreeMap<>(dimensions));
    }

    /** A metric with the given dimensions in any order. */
    public static MetricId of(String namespace, String name, Map<String, String> dimensions) {
        return new MetricId(namespace, name, new TreeMap<>(dimensions));
    }
}
