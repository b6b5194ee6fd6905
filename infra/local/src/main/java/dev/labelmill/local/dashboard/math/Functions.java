package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.dashboard.math.Value.Array;
import dev.labelmill.local.dashboard.math.Value.Scalar;
import dev.labelmill.local.dashboard.math.Value.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The functions of metric math, after the table "Functions supported for metric math" of CloudWatch's user guide. */
final class Functions {

    private static final int FIRST = 0;
    private static final int SECOND = 1;
    private static final int THIRD = 2;

    private Functions() {}

    static Expression call(String name, List<Argument> arguments) throws MathProblem {
        return switch (name) {
            case "SUM", "MAX", "MIN", "AVG" -> {
                count(name, arguments, 1, 1);
                Aggregate aggregate = Aggregate.valueOf(name);
                yield scope -> aggregated(aggregate, arguments.get(FIRST).value(scope));
            }
            case "ABS", "CEIL", "FLOOR", "LOG", "LOG10", "RATE", "DIFF", "DIFF_TIME", "RUNNING_SUM" -> {
                count(name, arguments, 1, 1);
                yield scope -> OverTime.valueOf(name).apply(arguments.get(FIRST).value(scope));
            }
            case "PERIOD" -> {
                count(name, arguments, 1, 1);
                yield scope -> new Scalar(scope.range().period());
            }
            case "TIME_SERIES" -> {
                count(name, arguments, 1, 1);
                yield scope -> constant(arguments.get(FIRST).number(scope), scope);
            }
            case "FILL" -> {
                count(name, arguments, 2, 2);
                yield scope -> Filling.fill(arguments.get(FIRST).value(scope), arguments.get(SECOND), scope);
            }
            case "IF" -> {
                count(name, arguments, 2, 3);
                yield scope -> choice(arguments, scope);
            }
            default -> ofArrays(name, arguments);
        };
    }

    private static Expression ofArrays(String name, List<Argument> arguments) throws MathProblem {
        return switch (name) {
            case "METRICS" -> {
                count(name, arguments, 0, 1);
                String part = arguments.isEmpty() ? "" : arguments.get(FIRST).text();
                yield scope -> new Array(scope.metrics().series().stream()
                        .filter(series -> series.label().contains(part))
                        .toList());
            }
            case "SEARCH" -> {
                count(name, arguments, 2, 3);
                yield scope -> scope.search(
                        arguments.get(FIRST).text(),
                        arguments.get(SECOND).text(),
                        arguments.size() < 3
                                ? OptionalInt.empty()
                                : OptionalInt.of((int) arguments.get(THIRD).number(scope)));
            }
            case "SORT" -> {
                count(name, arguments, 3, 4);
                yield scope -> Sorting.sort(arguments, scope);
            }
            case "SLICE" -> {
                count(name, arguments, 2, 3);
                yield scope -> Sorting.slice(arguments, scope);
            }
            case "FIRST", "LAST" -> {
                count(name, arguments, 1, 1);
                yield scope -> end(name.equals("FIRST"), arguments.get(FIRST).value(scope));
            }
            case "REMOVE_EMPTY" -> {
                count(name, arguments, 1, 1);
                yield scope -> new Array(Pointwise.series(arguments.get(FIRST).value(scope)).stream()
                        .filter(series -> !series.points().isEmpty())
                        .toList());
            }
            case "METRIC_COUNT" -> {
                count(name, arguments, 1, 1);
                yield scope -> new Scalar(
                        Pointwise.series(arguments.get(FIRST).value(scope)).size());
            }
            default ->
                throw new MathProblem("Metric math has more functions than this page knows, and " + name
                        + " is one that it does not know.");
        };
    }

    private static void count(String name, List<Argument> arguments, int least, int most) throws MathProblem {
        if (arguments.size() < least || arguments.size() > most) {
            throw new MathProblem(name + " takes " + least + (most > least ? " to " + most : "")
                    + (most == 1 ? " argument" : " arguments") + ", not " + arguments.size() + ".");
        }
    }

    /** Of one series a number; of an array a series, with a point wherever one of its members has one. */
    private static Value aggregated(Aggregate aggregate, Value value) throws MathProblem {
        if (value instanceof Array array) {
            TreeMap<Long, List<Double>> columns = new TreeMap<>();
            array.series()
                    .forEach(series -> series.points()
                            .forEach((at, number) -> columns.computeIfAbsent(at, time -> new ArrayList<>())
                                    .add(number)));
            TreeMap<Long, Double> points = new TreeMap<>();
            columns.forEach((at, numbers) -> points.put(at, aggregate.of(numbers)));
            return Series.of(points);
        }
        if (value instanceof Series series) {
            return new Scalar(aggregate.of(series.points().values()));
        }
        throw new MathProblem(aggregate + " takes a time series or an array of them.");
    }

    private static Series constant(double number, Scope scope) {
        TreeMap<Long, Double> points = new TreeMap<>();
        Filling.periods(scope.range()).forEach(at -> points.put(at, number));
        return Series.of(points);
    }

    /** With a series as condition, the choice is made point by point; without an else, untrue points are missing. */
    private static Value choice(List<Argument> arguments, Scope scope) throws MathProblem {
        Value condition = arguments.get(FIRST).value(scope);
        if (condition instanceof Scalar scalar) {
            if (arguments.size() < 3 && scalar.number() == 0) {
                return Series.of(new TreeMap<>());
            }
            return arguments.get(scalar.number() != 0 ? SECOND : THIRD).value(scope);
        }
        if (!(condition instanceof Series tests)) {
            throw new MathProblem("IF takes one time series or one number as its condition, not an array.");
        }
        Value then = arguments.get(SECOND).value(scope);
        Value otherwise = arguments.size() < 3
                ? Series.of(new TreeMap<>())
                : arguments.get(THIRD).value(scope);
        TreeMap<Long, Double> points = new TreeMap<>();
        for (var test : tests.points().entrySet()) {
            Double number = at(test.getValue() != 0 ? then : otherwise, test.getKey());
            if (number != null) {
                points.put(test.getKey(), number);
            }
        }
        return Series.of(points);
    }

    private static Double at(Value value, long time) throws MathProblem {
        if (value instanceof Scalar scalar) {
            return scalar.number();
        }
        if (value instanceof Series series) {
            return series.points().get(time);
        }
        throw new MathProblem("IF chooses between time series and numbers, not arrays.");
    }

    private static Value end(boolean first, Value value) throws MathProblem {
        List<Series> series = Pointwise.series(value);
        if (series.isEmpty()) {
            return Series.of(new TreeMap<>());
        }
        return series.get(first ? 0 : series.size() - 1);
    }
}
