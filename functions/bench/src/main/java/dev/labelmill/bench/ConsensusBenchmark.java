package dev.labelmill.bench;

import dev.labelmill.core.consensus.Auto;
import dev.labelmill.core.consensus.ConsensusMethod;
import dev.labelmill.core.consensus.ConsensusModel;
import dev.labelmill.core.consensus.DawidSkene;
import dev.labelmill.core.consensus.EmStop;
import dev.labelmill.core.consensus.Mace;
import dev.labelmill.core.consensus.OneCoinDawidSkene;
import dev.labelmill.core.consensus.Votes;
import dev.labelmill.core.consensus.VotesBuilder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Fits on {@link MillionLabels}. Beside the time of a fit stands that of one of its iterations; the target for
 * Dawid-Skene is 60 ms, in a heap of 200 MB.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx200m")
public class ConsensusBenchmark {

    private Votes votes;

    @Setup
    public void draw() {
        VotesBuilder builder = Votes.builder();
        MillionLabels.draw(builder::add);
        votes = builder.build(MillionLabels.CLASSES);
    }

    /** Counts the iterations that the time of a fit went into. */
    @State(Scope.Thread)
    @AuxCounters
    public static class Count {
        public long iterations;

        ConsensusModel fit(ConsensusMethod method, Votes votes) {
            ConsensusModel model = method.fit(votes);
            iterations += model.iterations();
            return model;
        }
    }

    @Benchmark
    public ConsensusModel dawidSkene(Count count) {
        return count.fit(new DawidSkene(EmStop.AT_REST), votes);
    }

    @Benchmark
    public ConsensusModel dawidSkeneStoppingAsCrowdKit(Count count) {
        return count.fit(new DawidSkene(), votes);
    }

    @Benchmark
    public ConsensusModel oneCoin(Count count) {
        return count.fit(new OneCoinDawidSkene(), votes);
    }

    @Benchmark
    public ConsensusModel mace(Count count) {
        return count.fit(new Mace(), votes);
    }

    @Benchmark
    public ConsensusModel auto(Count count) {
        return count.fit(new Auto(), votes);
    }
}
