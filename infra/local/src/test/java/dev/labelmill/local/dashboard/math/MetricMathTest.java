package dev.labelmill.local.dashboard.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.labelmill.local.dashboard.math.Value.Array;
import dev.labelmill.local.dashboard.math.Value.Scalar;
import dev.labelmill.local.dashboard.math.Value.Series;
import dev.labelmill.local.telemetry.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences of "Using math expressions with CloudWatch metrics"; four periods of ten seconds, a point left out is "-". */
class MetricMathTest {

    private static final int PERIOD = 10;
    private static final Range RANGE = new Range(0, 35_000, PERIOD);

    private final Map<String, Value> rows = new HashMap<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m1 + m2           | 11 22 - 44",
                "m2 - m1           | 9 18 - 36",
                "m1 * 2            | 2 4 6 8",
                "2 ^ m1            | 2 4 8 16",
                "-m1               | -1 -2 -3 -4",
                "m1 + 2 * 3        | 7 8 9 10",
                "(m1 + 2) * 3      | 9 12 15 18",
                "8 / m1 / 2        | 4 2 1.3333333333333333 1",
                "m1 / (m1 - 1)     | - 2 1.5 1.3333333333333333",
                "m1 / MAX(m1)      | 0.25 0.5 0.75 1",
                "m1 > 2            | 0 0 1 1",
                "m1 > 2 AND m1 < 4 | 0 0 1 0",
                "m1 < 2 OR m1 == 4 | 1 0 0 1",
                "RATE(m1)          | - 0.1 0.1 0.1",
                "RATE(m2)          | - 1 - 1",
                "DIFF(m2)          | - 10 - 20",
                "RATE(late)        | - - - -",
                "RATE(gone)        | - -2 2 -2",
                "DIFF(late)        | - - - -",
                "SUM(RATE(all))    | - 1.1 0.1 1.1",
                "RATE(SUM(all))    | - 1.1 -1.9 4.1",
                "DIFF_TIME(m2)     | - 10 - 20",
                "RUNNING_SUM(m1)   | 1 3 6 10",
                "PERIOD(m1) * m1   | 10 20 30 40",
                "FILL(m2, 0)       | 10 20 0 40",
                "FILL(m2, REPEAT)  | 10 20 20 40",
                "FILL(m2, LINEAR)  | 10 20 30 40",
                "FILL(late, REPEAT)| - 5 5 5",
                "FILL(late, LINEAR)| - 5 - -",
                "IF(m1 > 2, m2, 0) | 0 0 - 40",
                "IF(m1 > 2, m1)    | - - 3 4",
                "SUM([m1, m2])     | 11 22 3 44",
                "AVG([m1, m2])     | 5.5 11 3 22",
                "MAX(METRICS())    | 10 20 3 40",
                "MIN(METRICS('m2'))| 10 20 - 40",
                "TIME_SERIES(3)    | 3 3 3 3",
                "ABS(0 - m1)       | 1 2 3 4",
                "FIRST(all)        | 1 2 3 4",
                "SLICE(all, 1)     | 10 20 - 40",
            })
    void an_expression_gives_the_series(String expression, String expected) throws MathProblem {
        assertThat(points(evaluate(expression))).isEqualTo(expected.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUM(m1)            | 10",
                "AVG(m2) + 1        | 24.333333333333332",
                "MIN(m1) / MAX(m1)  | 0.25",
                "METRIC_COUNT(all)  | 2",
                "1 + 2 * 3 ^ 2      | 19",
            })
    void an_expression_gives_the_number(String expression, double expected) throws MathProblem {
        assertThat(evaluate(expression)).isEqualTo(new Scalar(expected));
    }

    @Test
    void an_array_is_sorted_and_cut_by_a_statistic() throws MathProblem {
        assertThat(((Array) evaluate("SORT(all, MAX, DESC, 1)")).series())
                .extracting(Series::label)
                .containsExactly("m2");
        assertThat(((Array) evaluate("SLICE(SORT(all, SUM, ASC), 0, 1)")).series())
                .extracting(Series::label)
                .containsExactly("m1");
        assertThat(((Array) evaluate("all * 2")).series())
                .extracting(Series::label)
                .containsExactly("m1", "m2");
    }

    /** "The difference between the latest value and the previous one, divided by the seconds between the two." */
    @Test
    void rates_and_differences_of_an_array_are_those_of_its_members_over_the_gaps_that_they_have() throws MathProblem {
        Array rates = (Array) evaluate("RATE(all) * 3600");
        Array differences = (Array) evaluate("DIFF(all)");

        assertThat(rates.series()).extracting(Series::label).containsExactly("m1", "m2");
        assertThat(points(rates.series().get(0))).isEqualTo("- 360 360 360");
        assertThat(points(rates.series().get(1))).isEqualTo("- 3600 - 3600");
        assertThat(points(differences.series().get(1))).isEqualTo("- 10 - 20");
        assertThatThrownBy(() -> evaluate("RATE(3)")).hasMessage("RATE takes a time series, not one number.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "all + all         | Metric math cannot combine two arrays of time series point by point.",
                "m1 + nothing      | An expression refers to nothing, which the widget does not have.",
                "ANOMALY_DETECTION_BAND(m1) | Metric math has more functions than this page knows, and "
                        + "ANOMALY_DETECTION_BAND is one that it does not know.",
                "m1 +              | An expression ends too early.",
                "m1 m2             | An expression goes on with \"m2\" where it must end.",
                "RATE(m1, m2)      | RATE takes 1 argument, not 2.",
                "FILL(m1, ASC)     | FILL fills with a number, REPEAT or LINEAR, not ASC.",
                "m1 ? 2            | The expression m1 ? 2 cannot be read from \" ? 2\" on.",
                "SLICE(all, 2)     | SLICE asks for series 2 of an array of 2.",
            })
    void what_cannot_be_evaluated_says_why(String expression, String sentence) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(MathProblem.class)
                .hasMessage(sentence);
    }

    @Property(tries = 100)
    void a_running_sum_of_differences_is_the_distance_from_the_first_point(
            @ForAll @Size(4) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) throws MathProblem {
        TreeMap<Long, Double> points = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            points.put(1000L * i * PERIOD, values.get(i));
        }
        rows.put("m1", Series.of(points));

        Series sums = (Series) evaluate("RUNNING_SUM(DIFF(m1))");

        assertThat(sums.points().lastEntry().getValue()).isCloseTo(values.get(3) - values.get(0), within(1e-6));
    }

    private Value evaluate(String expression) throws MathProblem {
        rows.putIfAbsent("m1", series("m1", "1 2 3 4"));
        rows.putIfAbsent("m2", series("m2", "10 20 - 40"));
        rows.putIfAbsent("late", series("late", "- 5 - -"));
        rows.putIfAbsent("gone", series("gone", "20 0 20 0"));
        rows.putIfAbsent("all", new Array(List.of((Series) rows.get("m1"), (Series) rows.get("m2"))));
        return Expression.parse(expression.strip()).evaluate(new Rows());
    }

    private static Series series(String label, String text) {
        TreeMap<Long, Double> points = new TreeMap<>();
        String[] parts = text.split(" ");
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].equals("-")) {
                points.put(1000L * i * PERIOD, Double.parseDouble(parts[i]));
            }
        }
        return new Series(label, Optional.empty(), points);
    }

    private static String points(Value value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            Double point = ((Series) value).points().get(1000L * i * PERIOD);
            String number = point == null ? "-" : point.toString().replaceFirst("\\.0$", "");
            text.append(i > 0 ? " " : "").append(number);
        }
        return text.toString();
    }

    private final class Rows implements Scope {

        @Override
        public Value row(String id) throws MathProblem {
            if (!rows.containsKey(id)) {
                throw new MathProblem("An expression refers to " + id + ", which the widget does not have.");
            }
            return rows.get(id);
        }

        @Override
        public Array metrics() {
            return (Array) rows.get("all");
        }

        @Override
        public Array search(String query, String statistic, OptionalInt period) {
            return metrics();
        }

        @Override
        public Range range() {
            return RANGE;
        }
    }
}
