package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.telemetry.MetricId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an expression gives; in CloudWatch's words a scalar (S), a time series (TS) or an array of them (TS[]). */
public sealed interface Value {

    /** One number. */
    record Scalar(double number) implements Value {}

    /**
     * A time series.
     *
     * @param label  what it is called where nothing else names it
     * @param metric it was read from; empty for a computed one
     * @param points by the start of the period, milliseconds since 1970; periods without a value are missing
     */
    record Series(String label, Optional<MetricId> metric, NavigableMap<Long, Double> points) implements Value {

        /** Copies the points. */
        public Series {
            points = Collections.unmodifiableNavigableMap(new TreeMap<>((SortedMap<Long, Double>) points));
        }

        /** A computed series without a name. */
        public static Series of(NavigableMap<Long, Double> points) {
            return new Series("", Optional.empty(), points);
        }

        /** The same series with other points. */
        public Series with(NavigableMap<Long, Double> other) {
            return new Series(label, metric, other);
        }
    }

    /** An array of time series. */
    record Array(List<Series> series) implements Value {

        /** Copies the list. */
        public Array {
            series = List.copyOf(series);
        }
    }
}
