package dev.labelmill.lambda.publish;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an invocation did, counted as it happens and told at its end: a line for each project, and one for what is of none
 * that is known; no line where nothing happened. The numbers are those of steps that were stored, so that a repetition that
 * changes nothing counts nothing; where a process dies between the two, a step may count twice or not at all. Safe for use
 * by several threads.
 */
public final class EventCounts {

    private static final String NO_PROJECT = "";

    private final EmfLog log;
    private final String stage;
    private final Map<String, Map<Metric, Long>> counts = new TreeMap<>();

    /** @param stage name of the deployment */
    public EventCounts(EmfLog log, String stage) {
        this.log = log;
        this.stage = stage;
    }

    /**
     * Counts events of a project; nothing for none.
     *
     * @throws IllegalArgumentException if the metric is no event of projects
     */
    public void add(String project, Metric metric, long count) {
        add(MetricScope.PROJECT, project, metric, count);
    }

    /**
     * Counts events of which the project is not known; nothing for none.
     *
     * @throws IllegalArgumentException if the metric is no event of stages
     */
    public void add(Metric metric, long count) {
        add(MetricScope.STAGE, NO_PROJECT, metric, count);
    }

    private synchronized void add(MetricScope scope, String project, Metric metric, long count) {
        if (!metric.isEvent() || !metric.isPublishedFor(scope)) {
            throw new IllegalArgumentException(metric.id() + " is no event that is counted by " + scope);
        }
        if (count != 0) {
            counts.computeIfAbsent(project, p -> new EnumMap<>(Metric.class)).merge(metric, count, Long::sum);
        }
    }

    /** Tells what was counted since the last time. */
    public synchronized void write() {
        counts.forEach((project, own) -> {
            EmfEvent event = new EmfEvent();
            if (!project.equals(NO_PROJECT)) {
                event.dimension("project", project);
            }
            event.dimension("stage", stage);
            own.forEach((metric, count) -> event.count(metric.id(), count));
            log.write(event);
        });
        counts.clear();
    }
}
