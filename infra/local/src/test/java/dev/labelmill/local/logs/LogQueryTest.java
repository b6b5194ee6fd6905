package dev.labelmill.local.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.local.telemetry.LogStore.LogEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogQueryTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final List<LogEvent> events = new ArrayList<>();

    @Test
    void a_query_names_the_groups_it_reads() throws LogProblem {
        LogQuery query = LogQuery.parse("SOURCE '/aws/lambda/a' | SOURCE '/aws/lambda/b' | fields @message");

        assertThat(query.groups()).containsExactly("/aws/lambda/a", "/aws/lambda/b");
    }

    @Test
    void without_a_command_the_newest_event_comes_first() throws LogProblem {
        log(2, "older");
        log(1, "newer");

        LogTable result = run("filter @message like 'er'");

        assertThat(result.columns()).containsExactly("@timestamp", "@message");
        assertThat(result.rows())
                .containsExactly(
                        List.of("2026-11-28 11:59:59.000", "newer"), List.of("2026-11-28 11:59:58.000", "older"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "labels > 5                             | acme,zeta",
                "labels >= 9 and vendor != 'zeta'       | acme",
                "vendor in ['acme', 'best']             | acme,best",
                "not ispresent(cost.total)              | best,zeta",
                "vendor like /^[ab]/                    | acme,best",
                "vendor =~ /zeta/ or labels = 5         | best,zeta",
                "vendor not like 'e'                    | ''",
                "`cost.total` / 2 = 0.75                | acme",
                "cost.parts.1 = 7                       | acme",
                "strlen(vendor) + labels * 2 = 22       | acme",
            })
    void events_are_filtered(String condition, String expected) throws LogProblem {
        vendors();

        LogTable result = run("filter " + condition + " | sort vendor | display vendor");

        assertThat(result.rows().stream().map(row -> row.get(0).toString()).toList())
                .isEqualTo(
                        expected.isEmpty()
                                ? List.of()
                                : Arrays.asList(expected.strip().split(",")));
    }

    @Test
    void groups_are_summed_up() throws LogProblem {
        log(3, "{\"vendor\":\"acme\",\"labels\":1}");
        log(2, "{\"vendor\":\"acme\",\"labels\":3}");
        log(1, "{\"vendor\":\"best\",\"labels\":10}");

        LogTable result =
                run("stats count(*) as n, sum(labels), avg(labels) as mean, max(labels) - min(labels) as spread,"
                        + " pct(labels, 50) as half, latest(labels) as last by vendor as Vendor | sort n desc");

        assertThat(result.columns()).containsExactly("Vendor", "n", "sum(labels)", "mean", "spread", "half", "last");
        assertThat(result.rows())
                .containsExactly(
                        List.of("acme", 2.0, 4.0, 2.0, 2.0, 1.0, 3.0),
                        List.of("best", 1.0, 10.0, 10.0, 0.0, 10.0, 10.0));
    }

    @Test
    void events_are_counted_by_stretches_of_time() throws LogProblem {
        log(301, "a");
        log(299, "b");
        log(1, "c");

        assertThat(run("stats count(*) as n by bin(5m) as at | sort at").rows())
                .containsExactly(List.of("2026-11-28 11:50:00.000", 1.0), List.of("2026-11-28 11:55:00.000", 2.0));
    }

    @Test
    void fields_of_lambdas_report_are_discovered() throws LogProblem {
        log(
                1,
                "REPORT RequestId: r1\tDuration: 3.53 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 38 MB"
                        + "\tInit Duration: 156.08 ms");
        log(
                2,
                "REPORT RequestId: r2\tDuration: 2.00 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 38 MB");

        assertThat(run("filter @type = 'REPORT' | stats count(*), count(@initDuration), max(@duration), "
                                + "max(@memorySize / 1000 / 1000) as mb")
                        .rows())
                .containsExactly(List.of(2.0, 1.0, 3.53, 128.0));
    }

    /** The query of "Sample queries", "Determine the amount of overprovisioned memory", with its own rounding of megabytes. */
    @Test
    void a_later_column_is_computed_from_an_earlier_one() throws LogProblem {
        log(
                1,
                "REPORT RequestId: r1\tDuration: 3.53 ms\tBilled Duration: 4 ms\tMemory Size: 128 MB\tMax Memory Used: 38 MB");

        LogTable result = run("filter @type = \"REPORT\" | stats max(@memorySize / 1000 / 1000) as provisionedMemoryMB,"
                + " max(@maxMemoryUsed / 1000 / 1000) as maxMemoryUsedMB,"
                + " provisionedMemoryMB - maxMemoryUsedMB as overProvisionedMB");

        assertThat(result.rows()).containsExactly(List.of(128.0, 38.0, 90.0));
    }

    @Test
    void parts_of_a_message_are_named() throws LogProblem {
        log(1, "12:00:00 ERROR Publishing batch digits could not be published");

        assertThat(run("parse @message '* ERROR * batch * could' as time, class, batch | display class, batch")
                        .rows())
                .containsExactly(List.of("Publishing", "digits"));
        assertThat(run("parse @message /batch (?<batch>\\w+)/ | display batch").rows())
                .containsExactly(List.of("digits"));
    }

    @Test
    void only_the_first_rows_are_shown() throws LogProblem {
        vendors();

        assertThat(run("fields vendor | sort labels desc | limit 2").rows())
                .containsExactly(List.of("zeta"), List.of("acme"));
        assertThat(run("fields vendor | dedup vendor | sort vendor").rows()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pattern @message ; This page runs log queries without the command pattern.",
                "stats stddev(labels) ; This page runs log queries without the function stddev.",
                "filter labels > ; The log query ends where a field or a value must come.",
                "filter labels > 3 vendor ; The log query has \"vendor\" where \"|\" must come.",
                "limit many ; In the log query, limit takes a number.",
                "filter @message like many ; In the log query, like takes a text in quotes or a /regular expression/.",
                "filter @message like /(/ ; The log query has the regular expression (, which cannot be read.",
            })
    void what_cannot_be_run_says_why(String query, String sentence) {
        assertThatThrownBy(() -> LogQuery.parse(query.strip()))
                .isInstanceOf(LogProblem.class)
                .hasMessage(sentence);
    }

    private void vendors() {
        log(3, "{\"vendor\":\"acme\",\"labels\":9,\"cost\":{\"total\":1.5,\"parts\":[6,7]}}");
        log(2, "{\"vendor\":\"best\",\"labels\":5}");
        log(1, "{\"vendor\":\"zeta\",\"labels\":12}");
    }

    private LogTable run(String query) throws LogProblem {
        return LogQuery.parse(query).run(events);
    }

    private void log(int secondsAgo, String message) {
        events.add(new LogEvent(NOW.minusSeconds(secondsAgo).toEpochMilli(), "/aws/lambda/labelmill-publish", message));
    }
}
