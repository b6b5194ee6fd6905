package dev.labelmill.lambda.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.cost.UnitCounts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventCountsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong logged = new AtomicLong();
    private final EventCounts events = new EventCounts(
            new EmfLog(
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    () -> Instant.ofEpochMilli(7),
                    logged::addAndGet),
            "test");

    private String written() {
        out.reset();
        events.write();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void counts_of_a_project_are_one_line_with_its_dimensions_whose_bytes_are_metered() {
        events.add("demo", Metric.SCORE_LABELS, 2);
        events.add("demo", Metric.SCORE_LABELS, 3);
        events.add("demo", Metric.SCORE_RESOLVED, 1);

        String line = written();

        assertThat(line)
                .isEqualTo("{\"_aws\":{\"Timestamp\":7,\"CloudWatchMetrics\":[{\"Namespace\":\"Labelmill\","
                        + "\"Dimensions\":[[\"project\",\"stage\"]],\"Metrics\":["
                        + "{\"Name\":\"score.labels\",\"Unit\":\"Count\"},{\"Name\":\"score.resolved\",\"Unit\":\"Count\"}]}]},"
                        + "\"project\":\"demo\",\"stage\":\"test\",\"score.labels\":5,\"score.resolved\":1}\n");
        assertThat(logged).hasValue(line.length() - 1 + 26);
    }

    @Test
    void projects_and_what_is_of_none_have_lines_of_their_own() {
        events.add("one", Metric.INTAKE_REJECTED, 1);
        events.add("two", Metric.INTAKE_REJECTED, 1);
        events.add(Metric.INTAKE_REJECTED, 1);

        assertThat(written().lines()).hasSize(3);
    }

    @Test
    void what_has_been_told_is_not_told_again_and_nothing_is_no_line() {
        events.add("demo", Metric.SCORE_LABELS, 2);
        written();
        events.add("demo", Metric.SCORE_LABELS, 0);

        assertThat(written()).isEmpty();
    }

    @Test
    void gauges_and_events_of_other_dimensions_are_refused() {
        assertThatThrownBy(() -> events.add("demo", Metric.ITEMS, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events.add("demo", Metric.TALLY_RECORDS, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events.add(Metric.SCORE_LABELS, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_hours_cost_is_estimated_by_as_many_metrics_as_there_are() {
        assertThat(Metric.names(MetricScope.PROJECT)).hasSize((int) UnitCounts.METRICS_OF_A_PROJECT);
        assertThat(Metric.names(MetricScope.STAGE)).hasSize((int) UnitCounts.METRICS_OF_A_STAGE);
    }
}
