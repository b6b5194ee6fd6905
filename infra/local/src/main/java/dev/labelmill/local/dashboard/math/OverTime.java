package dev.labelmill.local.dashboard.math;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** Functions that take a series to a series, or each member of an array. */
enum OverTime {
    ABS(Math::abs),
    CEIL(Math::ceil),
    FLOOR(Math::floor),
    LOG(Math::log),
    LOG10(Math::log10),
    /** Difference to the point before, a second. */
    RATE((number, seconds) -> number / seconds),
    /** Difference to the point before. */
    DIFF((number, seconds) -> number),
    /** Seconds since the point before. */
    DIFF_TIME((number, seconds) -> seconds),
    /** Sum of all points so far. */
    RUNNING_SUM;

    /** A step from one point to the next as a number. */
    @FunctionalInterface
    private interface Step {
        double of(double difference, double seconds);
    }

    private static final double MILLIS = 1000;

    private final DoubleUnaryOperator pointwise;
    private final Step step;

    OverTime() {
        this(null, null);
    }

    OverTime(DoubleUnaryOperator pointwise) {
        this(pointwise, null);
    }

    OverTime(Step step) {
        this(null, step);
    }

    OverTime(DoubleUnaryOperator pointwise, Step step) {
        this.pointwise = pointwise;
        this.step = step;
    }

    Value apply(Value value) throws MathProblem {
        if (pointwise != null) {
            return Pointwise.map(pointwise, value);
        }
        if (value instanceof Value.Scalar) {
            throw new MathProblem(this + " takes a time series, not one number.");
        }
        return Pointwise.each(step == null ? OverTime::runningSum : this::steps, value);
    }

    private NavigableMap<Long, Double> steps(NavigableMap<Long, Double> points) {
        TreeMap<Long, Double> steps = new TreeMap<>();
        Map.Entry<Long, Double> before = null;
        for (Map.Entry<Long, Double> point : points.entrySet()) {
            if (before != null) {
                double seconds = (point.getKey() - before.getKey()) / MILLIS;
                steps.put(point.getKey(), step.of(point.getValue() - before.getValue(), seconds));
            }
            before = point;
        }
        return steps;
    }

    private static NavigableMap<Long, Double> runningSum(NavigableMap<Long, Double> points) {
        TreeMap<Long, Double> sums = new TreeMap<>();
        double sum = 0;
        for (Map.Entry<Long, Double> point : points.entrySet()) {
            sum += point.getValue();
            sums.put(point.getKey(), sum);
        }
        return sums;
    }
}
