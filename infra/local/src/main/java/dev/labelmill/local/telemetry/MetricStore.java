package dev.labelmill.local.telemetry;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** All metrics that came in. Thread-safe; takes no new metric beyond {@value #MAX_METRICS}. */
public final class MetricStore {

    /** Most metrics kept; each takes some 100 bytes for every second it has a value in. */
    static final int MAX_METRICS = 5_000;

    private final Map<MetricId, Timeline> timelines = new ConcurrentHashMap<>();
    private final Map<MetricId, String> units = new ConcurrentHashMap<>();
    private final AtomicLong leftOut = new AtomicLong();

    void add(Sample sample) {
        Timeline timeline = timelines.get(sample.metric());
        if (timeline == null && timelines.size() >= MAX_METRICS) {
            leftOut.incrementAndGet();
            return;
        }
        timelines.computeIfAbsent(sample.metric(), metric -> new Timeline()).add(sample);
        units.put(sample.metric(), sample.unit());
    }

    /** Every metric that has ever had a value, in no order. */
    public List<MetricId> metrics() {
        return List.copyOf(timelines.keySet());
    }

    /** The unit it came with last; {@code None} if it has no value. */
    public String unit(MetricId metric) {
        return units.getOrDefault(metric, "None");
    }

    /** A value for each period that has any, by the period's start in milliseconds since 1970. */
    public NavigableMap<Long, Double> read(MetricId metric, Range range, Statistic statistic) {
        Timeline timeline = timelines.get(metric);
        return timeline == null ? new TreeMap<>() : timeline.read(range, statistic);
    }

    /** Values of metrics that there was no room for. */
    public long leftOut() {
        return leftOut.get();
    }
}
