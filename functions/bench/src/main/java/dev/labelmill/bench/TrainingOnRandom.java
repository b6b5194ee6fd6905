package dev.labelmill.bench;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.training.Example;
import dev.labelmill.core.training.HeadTrainer;
import dev.labelmill.core.training.Training;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How long a head takes to train, search of the penalty and calibration included: 10,000 vectors of 384 numbers as a
 * sentence model gives them (of length 1, classes around random directions), 10 classes, one thread. The first run is what
 * a cold function would take. Time on the processor is what it takes on a core of its own. From the project's root, after {@link Main}'s first line:
 *
 * <pre>
 *   java -XX:+UseSerialGC -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.TrainingOnRandom
 * </pre>
 */
public final class TrainingOnRandom {

    private static final int EXAMPLES = 10_000;
    private static final int DIMENSION = 384;
    private static final int CLASSES = 10;
    private static final int RUNS = 3;

    /** Length of the noise against a class's direction of length 1: some 85 % can be told apart. */
    private static final double NOISE = 7;

    private static final double NANOS = 1e9;

    private TrainingOnRandom() {}

    public static void main(String[] args) {
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        List<Example> examples = examples();
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            long cpu = thread.getCurrentThreadCpuTime();
            Training training = new HeadTrainer(DIMENSION, CLASSES, new Draw(run)).train(examples, Optional.empty());
            System.out.printf(
                    Locale.ROOT,
                    "%.2f s (%.2f s of the processor): l2 %.0e, temperature %.2f, held-out accuracy %.4f, log loss %.4f%n",
                    (System.nanoTime() - start) / NANOS,
                    (thread.getCurrentThreadCpuTime() - cpu) / NANOS,
                    training.l2(),
                    training.temperature(),
                    training.quality().accuracy().value(),
                    training.quality().logLoss().value());
        }
    }

    private static List<Example> examples() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] directions = new double[CLASSES][];
        for (int k = 0; k < CLASSES; k++) {
            directions[k] = direction(random);
        }
        int[] indices = IntStream.range(0, DIMENSION).toArray();
        List<Example> examples = new ArrayList<>();
        for (int n = 0; n < EXAMPLES; n++) {
            int label = n % CLASSES;
            double[] noise = direction(random);
            float[] values = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                values[i] = (float) ((directions[label][i] + NOISE * noise[i]) / Math.hypot(1, NOISE));
            }
            FeatureVector features = new FeatureVector(DIMENSION, indices, values);
            examples.add(Example.certain("item-" + n, features, label, CLASSES, 0));
        }
        return examples;
    }

    private static double[] direction(SplittableRandom random) {
        double[] direction = random.doubles(DIMENSION, -1, 1).toArray();
        double length = Math.sqrt(IntStream.range(0, DIMENSION)
                .mapToDouble(i -> direction[i] * direction[i])
                .sum());
        return IntStream.range(0, DIMENSION)
                .mapToDouble(i -> direction[i] / length)
                .toArray();
    }
}
