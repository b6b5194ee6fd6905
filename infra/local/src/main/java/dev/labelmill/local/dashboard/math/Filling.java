package dev.labelmill.local.dashboard.math;

import dev.labelmill.local.telemetry.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * FILL: a value for the periods that have none. A number goes everywhere; REPEAT is the value before and LINEAR lies
 * between the values around, so that neither reaches before the first point, nor LINEAR beyond the last.
 */
final class Filling {

    private Filling() {}

    static Value fill(Value value, Argument with, Scope scope) throws MathProblem {
        List<Long> periods = periods(scope.range());
        if (with.isText()) {
            return switch (with.text()) {
                case "REPEAT" -> each(value, points -> repeated(points, periods));
                case "LINEAR" -> each(value, points -> straight(points, periods));
                default ->
                    throw new MathProblem("FILL fills with a number, REPEAT or LINEAR, not " + with.text() + ".");
            };
        }
        double number = with.number(scope);
        return each(value, points -> {
            TreeMap<Long, Double> filled = new TreeMap<>(points);
            periods.forEach(at -> filled.putIfAbsent(at, number));
            return filled;
        });
    }

    /** The start of every period that has begun. */
    static List<Long> periods(Range range) {
        List<Long> periods = new ArrayList<>();
        for (long at = range.from(); at <= range.to(); at += range.period() * 1000L) {
            periods.add(at);
        }
        return periods;
    }

    private static Value each(Value value, UnaryOperator<NavigableMap<Long, Double>> change) throws MathProblem {
        if (value instanceof Value.Scalar) {
            throw new MathProblem("FILL takes a time series, not one number.");
        }
        return Pointwise.each(change, value);
    }

    private static NavigableMap<Long, Double> repeated(NavigableMap<Long, Double> points, List<Long> periods) {
        TreeMap<Long, Double> filled = new TreeMap<>(points);
        for (long at : periods) {
            Map.Entry<Long, Double> before = points.floorEntry(at);
            if (before != null) {
                filled.put(at, before.getValue());
            }
        }
        return filled;
    }

    private static NavigableMap<Long, Double> straight(NavigableMap<Long, Double> points, List<Long> periods) {
        TreeMap<Long, Double> filled = new TreeMap<>(points);
        for (long at : periods) {
            Map.Entry<Long, Double> before = points.floorEntry(at);
            Map.Entry<Long, Double> after = points.ceilingEntry(at);
            if (before != null && after != null && after.getKey() > before.getKey()) {
                double share = (double) (at - before.getKey()) / (after.getKey() - before.getKey());
                filled.put(at, before.getValue() + share * (after.getValue() - before.getValue()));
            }
        }
        return filled;
    }
}
