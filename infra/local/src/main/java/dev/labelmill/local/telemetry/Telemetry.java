package dev.labelmill.local.telemetry;

import dev.labelmill.local.cloud.QueueDepth;
import dev.labelmill.local.cloud.runtime.LineListener;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hears the functions' lines and the queues' depths, and keeps what CloudWatch would: metrics of the embedded metric
 * format, AWS's own metrics of functions and queues, and the lines. Thread-safe.
 */
public final class Telemetry implements LineListener {

    /** What stands for the stack's name here: functions, queues and log groups are named after it as on AWS. */
    public static final String STACK = "labelmill";

    private static final String LAMBDA = "AWS/Lambda";
    private static final String SQS = "AWS/SQS";
    private static final String COUNT = "Count";

    private final InstantSource clock;
    private final MetricStore metrics = new MetricStore();
    private final LogStore logs = new LogStore();
    private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

    /** @param clock of the lines, which say no time of their own */
    public Telemetry(InstantSource clock) {
        this.clock = clock;
    }

    /** The metrics so far. */
    public MetricStore metrics() {
        return metrics;
    }

    /** The newest lines. */
    public LogStore logs() {
        return logs;
    }

    @Override
    public void printed(String function, String line) {
        String name = STACK + "-" + function;
        String group = "/aws/lambda/" + name;
        long now = clock.millis();
        logs.add(new LogStore.LogEvent(now, group, line));
        try {
            EmfParser.parse(line, clock.instant()).ifPresent(samples -> samples.forEach(metrics::add));
        } catch (EmfParser.Refused refused) {
            add("AWS/Logs", "EMFValidationErrors", "None", Map.of("LogGroupName", group), 1);
        }
        if (line.startsWith("START RequestId: ")) {
            started(name);
        }
        ReportLine.parse(line).ifPresent(report -> reported(name, report));
    }

    /** Takes a queue's depth as of now. */
    public void queue(String name, QueueDepth depth) {
        Map<String, String> queue = Map.of("QueueName", name);
        add(SQS, "ApproximateNumberOfMessagesVisible", COUNT, queue, depth.visible());
        add(SQS, "ApproximateNumberOfMessagesNotVisible", COUNT, queue, depth.inFlight());
        add(SQS, "ApproximateNumberOfMessagesDelayed", COUNT, queue, depth.delayed());
    }

    private void started(String function) {
        int now = running.computeIfAbsent(function, name -> new AtomicInteger()).incrementAndGet();
        add(LAMBDA, "ConcurrentExecutions", COUNT, Map.of("FunctionName", function), now);
    }

    /** Lambda counts an invocation's errors and throttles even where there were none. */
    private void reported(String function, ReportLine report) {
        Optional.ofNullable(running.get(function)).ifPresent(AtomicInteger::decrementAndGet);
        lambda(function, "Invocations", COUNT, 1);
        lambda(function, "Duration", "Milliseconds", report.duration());
        lambda(function, "Errors", COUNT, report.failed() ? 1 : 0);
        lambda(function, "Throttles", COUNT, 0);
    }

    /** Under the function's name and over all functions, as Lambda publishes it. */
    private void lambda(String function, String metric, String unit, double value) {
        for (Map<String, String> dimensions : List.of(Map.<String, String>of(), Map.of("FunctionName", function))) {
            add(LAMBDA, metric, unit, dimensions, value);
        }
    }

    private void add(String namespace, String metric, String unit, Map<String, String> dimensions, double value) {
        metrics.add(Sample.of(MetricId.of(namespace, metric, dimensions), unit, clock.millis(), value));
    }
}
