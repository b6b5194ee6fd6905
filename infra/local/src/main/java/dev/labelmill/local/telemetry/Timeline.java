package dev.labelmill.local.telemetry;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One metric over time: by seconds for the last hours and by minutes before, as CloudWatch keeps metrics of high
 * resolution. Thread-safe.
 */
final class Timeline {

    /** CloudWatch keeps seconds for three hours. */
    private static final long SECONDS_KEPT = 3 * 3600;

    /** CloudWatch keeps minutes for 15 days; a laptop's cloud seldom lives as long. */
    private static final long MINUTES_KEPT = 15 * 24 * 3600;

    private static final int MINUTE = 60;

    private final TreeMap<Long, Distribution> seconds = new TreeMap<>();
    private final TreeMap<Long, Distribution> minutes = new TreeMap<>();

    synchronized void add(Sample sample) {
        Distribution second = seconds.computeIfAbsent(Math.floorDiv(sample.at(), 1000L), at -> new Distribution());
        sample.values().forEach(value -> second.add(value.value(), value.count()));
        compact(seconds.lastKey());
    }

    /** By the start of each period that has values, milliseconds since 1970. */
    synchronized NavigableMap<Long, Double> read(Range range, Statistic statistic) {
        TreeMap<Long, Distribution> periods = new TreeMap<>();
        collect(minutes, range, periods);
        collect(seconds, range, periods);
        TreeMap<Long, Double> points = new TreeMap<>();
        periods.forEach((at, values) -> points.put(at, statistic.of(values)));
        return points;
    }

    private static void collect(TreeMap<Long, Distribution> parts, Range range, Map<Long, Distribution> periods) {
        parts.subMap(Math.floorDiv(range.from(), 1000L), true, Math.floorDiv(range.to(), 1000L), true)
                .forEach((second, values) -> periods.computeIfAbsent(
                                range.periodOf(second * 1000), at -> new Distribution())
                        .add(values));
    }

    private void compact(long newest) {
        while (seconds.firstKey() < newest - SECONDS_KEPT) {
            Map.Entry<Long, Distribution> oldest = seconds.pollFirstEntry();
            minutes.computeIfAbsent(oldest.getKey() / MINUTE * MINUTE, at -> new Distribution())
                    .add(oldest.getValue());
        }
        minutes.headMap(newest - MINUTES_KEPT).clear();
    }
}
