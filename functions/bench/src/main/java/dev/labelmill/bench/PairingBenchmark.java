package dev.labelmill.bench;

import dev.labelmill.core.geometry.Box;
import dev.labelmill.core.geometry.BoxPairs;
import dev.labelmill.core.matching.Pairing;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Two annotators' thousand boxes on one image paired by the greatest sum of IoU: scattered, so that few overlap, as on
 * images; and all in one heap, where the Hungarian method has to assign all of them at once.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PairingBenchmark {

    private static final int BOXES = 1_000;
    private static final int SIDE = 60;
    private static final int SHIFT = 8;

    /** Pixels that the boxes' corners are spread over. */
    @Param({"4000", "20"})
    public int spread;

    private final List<Box> one = new ArrayList<>();
    private final List<Box> other = new ArrayList<>();

    /** Draws the first annotator's boxes, and the other's a few pixels beside them. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < BOXES; i++) {
            int left = random.nextInt(spread);
            int top = random.nextInt(spread);
            one.add(box(left, top));
            other.add(box(left + random.nextInt(SHIFT), top + random.nextInt(SHIFT)));
        }
    }

    private static Box box(int left, int top) {
        return new Box(left, top, left + SIDE, top + SIDE, 0);
    }

    @Benchmark
    public Pairing best() {
        return BoxPairs.best(one, other);
    }
}
