package dev.labelmill.local.telemetry;

import java.util.List;

/**
 * Values of one metric at one time.
 *
 * @param metric they belong to
 * @param unit   CloudWatch's name of it, {@code None} where there is none
 * @param at     milliseconds since 1970
 * @param values each with how often it occurred
 */
record Sample(MetricId metric, String unit, long at, List<Weighted> values) {

    Sample {
        values = List.copyOf(values);
    }

    /**
     * A value and how often it occurred.
     *
     * @param value any finite number
     * @param count more than 0
     */
    record Weighted(double value, double count) {}

    static Sample of(MetricId metric, String unit, long at, double value) {
        return new Sample(metric, unit, at, List.of(new Weighted(value, 1)));
    }
}
