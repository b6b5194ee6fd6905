package dev.labelmill.local.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.local.cloud.QueueDepth;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionMetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Range LAST = new Range(NOW.toEpochMilli() - 60_000, NOW.toEpochMilli() + 1_000, 300);

    private final Telemetry telemetry = new Telemetry(() -> NOW);

    @Test
    void lambdas_metrics_come_from_its_lines() {
        telemetry.printed("score", "START RequestId: a Version: $LATEST");
        telemetry.printed("score", "START RequestId: b Version: $LATEST");
        telemetry.printed("score", report("a", "10.50", ""));
        telemetry.printed("score", report("b", "30.00", "\tStatus: error"));

        assertThat(function("Invocations", "Sum")).containsExactly(2.0);
        assertThat(function("Errors", "Sum")).containsExactly(1.0);
        assertThat(function("Throttles", "Sum")).containsExactly(0.0);
        assertThat(function("Duration", "Maximum")).containsExactly(30.0);
        assertThat(function("ConcurrentExecutions", "Maximum")).containsExactly(2.0);
    }

    @Test
    void a_report_as_lambda_prints_it_is_read_whole() {
        assertThat(ReportLine.parse("REPORT RequestId: 8f507cfc-xmpl-4697-b07a-ac58fc914c95\tDuration: 3.53 ms\tBilled "
                        + "Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 38 MB\tInit Duration: 156.08 ms\t"))
                .hasValueSatisfying(report -> {
                    assertThat(report.requestId()).isEqualTo("8f507cfc-xmpl-4697-b07a-ac58fc914c95");
                    assertThat(report.duration()).isEqualTo(3.53);
                    assertThat(report.billed()).isEqualTo(4);
                    assertThat(report.memory()).isEqualTo(128);
                    assertThat(report.usedMemory()).isEqualTo(38);
                    assertThat(report.initDuration()).hasValue(156.08);
                    assertThat(report.failed()).isFalse();
                });
    }

    @Test
    void queues_are_gauges_under_their_names() {
        telemetry.queue("labelmill-intake", new QueueDepth(3, 2, 1));

        MetricId visible =
                MetricId.of("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", "labelmill-intake"));
        assertThat(telemetry
                        .metrics()
                        .read(visible, LAST, Statistic.of("Maximum").orElseThrow())
                        .values())
                .containsExactly(3.0);
    }

    private Collection<Double> function(String metric, String statistic) {
        MetricId id = MetricId.of("AWS/Lambda", metric, Map.of("FunctionName", "labelmill-score"));
        return telemetry
                .metrics()
                .read(id, LAST, Statistic.of(statistic).orElseThrow())
                .values();
    }

    private static String report(String id, String duration, String rest) {
        return "REPORT RequestId: " + id + "\tDuration: " + duration
                + " ms\tBilled Duration: 31 ms\tMemory Size: 512 MB\tMax Memory Used: 90 MB" + rest;
    }
}
