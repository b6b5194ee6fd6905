package dev.labelmill.bench;

import dev.labelmill.core.agreement.AgreementCounts;
import dev.labelmill.core.tally.Counters;
import java.util.Arrays;
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
 * A label comes: the task's old contribution to the agreement of its batch is taken away and its new one added. Tasks have
 * one to five labels of ten classes. The target is 1 µs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TallyBenchmark {

    private static final int CLASSES = 10;
    private static final int TASKS = 4_096;

    private final Counters totals = new Counters();
    private final int[][] before = new int[TASKS][];
    private final int[][] after = new int[TASKS][];
    private int next;

    /** Draws the tasks: each label right with a chance of .7, else anything. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        for (int task = 0; task < TASKS; task++) {
            after[task] = new int[1 + random.nextInt(5)];
            for (int i = 0; i < after[task].length; i++) {
                after[task][i] = random.nextInt(10) < 7 ? task % CLASSES : random.nextInt(CLASSES);
            }
            before[task] = Arrays.copyOf(after[task], after[task].length - 1);
        }
    }

    @Benchmark
    public Counters nominal() {
        int task = next++ & TASKS - 1;
        AgreementCounts.count(before[task], CLASSES, (name, count) -> totals.add(name, -count));
        AgreementCounts.count(after[task], CLASSES, totals::add);
        return totals;
    }

    @Benchmark
    public Counters ordered() {
        int task = next++ & TASKS - 1;
        AgreementCounts.countOrdered(before[task], CLASSES, (name, count) -> totals.add(name, -count));
        AgreementCounts.countOrdered(after[task], CLASSES, totals::add);
        return totals;
    }
}
