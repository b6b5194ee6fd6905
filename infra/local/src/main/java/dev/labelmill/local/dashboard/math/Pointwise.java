package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.dashboard.math.Value.Array;
import dev.labelmill.local.dashboard.math.Value.Scalar;
import dev.labelmill.local.dashboard.math.Value.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/**
 * Arithmetic on values. Two series give a point only where both have one; a scalar goes with every point; an array with
 * one series or scalar goes member by member, and two arrays do not go together. What is no finite number, as after a
 * division by zero, is no point.
 */
final class Pointwise {

    private Pointwise() {}

    static Value apply(DoubleBinaryOperator operator, Value left, Value right) throws MathProblem {
        if (left instanceof Array && right instanceof Array) {
            throw new MathProblem("Metric math cannot combine two arrays of time series point by point.");
        }
        if (left instanceof Array array) {
            List<Series> all = new ArrayList<>();
            for (Series series : array.series()) {
                all.add((Series) apply(operator, series, right));
            }
            return new Array(all);
        }
        if (right instanceof Array array) {
            List<Series> all = new ArrayList<>();
            for (Series series : array.series()) {
                Series result = (Series) apply(operator, left, series);
                all.add(series.with(result.points()));
            }
            return new Array(all);
        }
        if (left instanceof Series first && right instanceof Series second) {
            return combined(operator, first, second);
        }
        if (left instanceof Series series) {
            double number = ((Scalar) right).number();
            return map(value -> operator.applyAsDouble(value, number), series);
        }
        if (right instanceof Series series) {
            double number = ((Scalar) left).number();
            return map(value -> operator.applyAsDouble(number, value), series);
        }
        return new Scalar(operator.applyAsDouble(((Scalar) left).number(), ((Scalar) right).number()));
    }

    static Value map(DoubleUnaryOperator operator, Value value) {
        if (value instanceof Scalar scalar) {
            return new Scalar(operator.applyAsDouble(scalar.number()));
        }
        return each(
                points -> {
                    TreeMap<Long, Double> mapped = new TreeMap<>();
                    points.forEach((at, number) -> put(mapped, at, operator.applyAsDouble(number)));
                    return mapped;
                },
                value);
    }

    /** Each series of {@code value} with other points; a scalar stays. */
    static Value each(UnaryOperator<NavigableMap<Long, Double>> change, Value value) {
        if (value instanceof Series series) {
            return series.with(change.apply(series.points()));
        }
        if (value instanceof Array array) {
            return new Array(array.series().stream()
                    .map(series -> series.with(change.apply(series.points())))
                    .toList());
        }
        return value;
    }

    /** The series of a value; a scalar has none. */
    static List<Series> series(Value value) throws MathProblem {
        if (value instanceof Array array) {
            return array.series();
        }
        if (value instanceof Series series) {
            return List.of(series);
        }
        throw new MathProblem("An expression has one number where a time series must be.");
    }

    static void put(TreeMap<Long, Double> points, long at, double number) {
        if (Double.isFinite(number)) {
            points.put(at, number);
        }
    }

    private static Series combined(DoubleBinaryOperator operator, Series first, Series second) {
        TreeMap<Long, Double> points = new TreeMap<>();
        first.points().forEach((at, number) -> {
            Double other = second.points().get(at);
            if (other != null) {
                put(points, at, operator.applyAsDouble(number, other));
            }
        });
        return first.with(points);
    }
}
