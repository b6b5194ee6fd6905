package dev.labelmill.local.dashboard.math;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** How several numbers become one. No numbers are 0. */
enum Aggregate {
    SUM(numbers -> numbers.sum()),
    MAX(numbers -> numbers.max().orElse(0)),
    MIN(numbers -> numbers.min().orElse(0)),
    AVG(numbers -> numbers.average().orElse(0));

    private final ToDoubleFunction<DoubleStream> fold;

    Aggregate(ToDoubleFunction<DoubleStream> fold) {
        this.fold = fold;
    }

    double of(Collection<Double> numbers) {
        return fold.applyAsDouble(numbers.stream().mapToDouble(Double::doubleValue));
    }
}
