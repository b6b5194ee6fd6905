package dev.labelmill.local.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.local.logs.LogProblem;
import dev.labelmill.local.telemetry.Range;
import dev.labelmill.local.telemetry.Telemetry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogResultsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String QUERY = "SOURCE '/aws/lambda/labelmill-publish' | fields @message";
    /** How far the measuring clock goes from one look to the next. */
    private static final long TOOK = 1_000_000;

    private final Telemetry telemetry = new Telemetry(() -> NOW);
    private final Range range = new Range(NOW.toEpochMilli() - 60_000, NOW.toEpochMilli() + 1, 1);
    private long nanos;
    private final LogResults results = new LogResults(telemetry.logs(), () -> nanos += TOOK);

    @Test
    void a_result_is_used_again_until_twenty_times_as_long_has_passed_as_it_took() throws LogProblem {
        telemetry.printed("publish", "first");
        assertThat(results.run(QUERY, range).rows()).hasSize(1);
        telemetry.printed("publish", "second");

        nanos += 18 * TOOK;
        Range aMomentLonger = new Range(range.from() - 700, range.to(), 1);
        assertThat(results.run(QUERY, aMomentLonger).rows()).hasSize(1);
        assertThat(results.run(QUERY, range).rows()).hasSize(2);
    }

    @Test
    void another_query_and_another_range_have_results_of_their_own() throws LogProblem {
        telemetry.printed("publish", "first");
        results.run(QUERY, range);
        telemetry.printed("publish", "second");

        assertThat(results.run(QUERY + " | limit 5", range).rows()).hasSize(2);
        assertThat(results.run(QUERY, new Range(range.from() - 60_000, range.to(), 1))
                        .rows())
                .hasSize(2);
    }
}
