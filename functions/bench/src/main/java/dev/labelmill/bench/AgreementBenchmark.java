package dev.labelmill.bench;

import dev.labelmill.core.agreement.Agreement;
import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.agreement.Metric;
import dev.labelmill.core.agreement.Ratings;
import dev.labelmill.core.agreement.Weights;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Coefficients with their intervals on a million labels: 100,000 items with 10 labels each, 1,000 annotators, 10 classes.
 * The target for alpha is 0.2 s.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AgreementBenchmark {

    private static final int ITEMS = 100_000;
    private static final int OVERLAP = 10;
    private static final int ANNOTATORS = 1_000;
    private static final int CLASSES = 10;
    private static final double ACCURACY = 0.7;

    private Ratings ratings;

    /** Draws the labels: right with the accuracy, else anything. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        int[] items = new int[ITEMS * OVERLAP];
        int[] annotators = new int[items.length];
        int[] answers = new int[items.length];
        for (int item = 0; item < ITEMS; item++) {
            int first = random.nextInt(ANNOTATORS);
            int step = 1 + random.nextInt(ANNOTATORS / OVERLAP - 1);
            for (int i = item * OVERLAP; i < (item + 1) * OVERLAP; i++) {
                items[i] = item;
                annotators[i] = (first + i % OVERLAP * step) % ANNOTATORS;
                answers[i] = random.nextDouble() < ACCURACY ? item % CLASSES : random.nextInt(CLASSES);
            }
        }
        ratings = Ratings.of(CLASSES, items, annotators, answers);
    }

    @Benchmark
    public Coefficient nominalAlpha() {
        return Agreement.of(ratings).alpha(Metric.nominal());
    }

    @Benchmark
    public Coefficient intervalAlpha() {
        return Agreement.of(ratings).alpha(Metric.interval());
    }

    @Benchmark
    public Coefficient ordinalAlpha() {
        return Agreement.of(ratings).alpha(Metric.ordinal());
    }

    @Benchmark
    public Coefficient ac1() {
        return Agreement.of(ratings).gwet(Weights.IDENTITY);
    }

    /** Over all pairs of annotators that share an item. */
    @Benchmark
    public Coefficient meanCohenKappa() {
        return Agreement.of(ratings).cohenKappa(Weights.IDENTITY);
    }
}
