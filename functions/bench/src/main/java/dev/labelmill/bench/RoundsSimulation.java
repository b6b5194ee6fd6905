package dev.labelmill.bench;

import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.UnusableContent;
import dev.labelmill.core.rounds.Rest;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.sampling.Diverse;
import dev.labelmill.core.sampling.Entropy;
import dev.labelmill.core.sampling.LeastConfidence;
import dev.labelmill.core.sampling.Margin;
import dev.labelmill.core.sampling.RandomOrder;
import dev.labelmill.core.sampling.Strategy;
import dev.labelmill.core.sampling.UncertainDiverse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Rounds on the 1,797 digits with perfect annotators, many times. From the project's root:
 *
 * <pre>
 *   ./mvnw package -DskipTests -pl functions/bench -am
 *   java -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.RoundsSimulation accept 1 200
 *   java -cp "functions/bench/target/classes:functions/bench/target/lib/*" dev.labelmill.bench.RoundsSimulation learn 1 20
 * </pre>
 *
 * <p>{@code accept}: seeds from the first number on, as many as the second says; in how many runs the error among
 * auto-accepted items is within .05, and which share of all items these are, with at most 500 human labels a run.
 * {@code learn}: labels until the model is right for .92 of 500 digits set aside; once 500 drawn at random, the same for
 * all seeds, and once the last 500, which other people wrote than most before. A strategy's name can follow; without it,
 * it is the default. Settings were chosen on seeds from 1001 on.
 */
public final class RoundsSimulation {

    private static final double TARGET_ERROR = 0.05;
    private static final double CONFIDENCE = 0.95;
    private static final int LABELS = 500;
    private static final int FIRST_SAMPLE = 60;
    private static final int PER_ROUND = 30;
    private static final int SMALL_SAMPLE = 30;
    private static final int SMALL_ROUND = 5;
    private static final int MOST_ROUNDS = 20;
    private static final double CALIBRATION = 0.4;

    /** With these, rounds of learning go on until the labels are spent. */
    private static final double NO_CALIBRATION = 1e-6;

    private static final double NO_ERROR = 1e-9;
    private static final double TARGET_ACCURACY = 0.92;
    private static final int TEST_DIGITS = 500;
    private static final List<Strategy> STRATEGIES = List.of(
            new UncertainDiverse(),
            new Margin(),
            new Entropy(),
            new LeastConfidence(),
            new Diverse(),
            new RandomOrder());

    private RoundsSimulation() {}

    public static void main(String[] args) throws IOException, UnusableContent {
        List<KnownItem> digits =
                Digits.read(Path.of("events", "batches", "digits")).digits();
        long first = Long.parseLong(args[1]);
        long count = Long.parseLong(args[2]);
        Strategy strategy = args.length > 3 ? strategy(args[3]) : STRATEGIES.get(0);
        switch (args[0]) {
            case "accept" -> System.out.println(accept(digits, strategy, first, count));
            case "learn" -> {
                System.out.println("drawn: " + learn(shuffled(digits), strategy, first, count));
                System.out.println("last: " + learn(digits, strategy, first, count));
            }
            default -> throw new IllegalArgumentException("accept or learn, not " + args[0]);
        }
    }

    /** How {@code accept} runs its rounds. */
    static RoundSettings settings(Strategy strategy) {
        return new RoundSettings(
                FIRST_SAMPLE,
                PER_ROUND,
                MOST_ROUNDS,
                LABELS,
                strategy,
                CALIBRATION,
                TARGET_ERROR,
                CONFIDENCE,
                Rest.LEFT);
    }

    private static String accept(List<KnownItem> digits, Strategy strategy, long first, long count) {
        List<SimulatedBatch.Outcome> outcomes =
                each(first, count, seed -> new SimulatedBatch(Digits.KIND, digits, settings(strategy), seed).run());
        long kept = outcomes.stream()
                .filter(o -> o.wrong() <= TARGET_ERROR * o.accepted())
                .count();
        return String.format(
                Locale.ROOT,
                "%s, %d runs: error within %.2f in %d, %d accepted nothing; share %.3f (least %.3f); labels %.0f (most %d); "
                        + "error %.4f; rounds %.1f",
                strategy.name(),
                count,
                TARGET_ERROR,
                kept,
                outcomes.stream().filter(o -> o.accepted() == 0).count(),
                outcomes.stream().mapToDouble(o -> o.accepted()).average().orElse(0) / digits.size(),
                outcomes.stream().mapToDouble(o -> o.accepted()).min().orElse(0) / digits.size(),
                outcomes.stream().mapToLong(o -> o.labels()).average().orElse(0),
                outcomes.stream().mapToLong(o -> o.labels()).max().orElse(0),
                outcomes.stream()
                        .mapToDouble(o -> o.wrong() / Math.max(1.0, o.accepted()))
                        .average()
                        .orElse(0),
                outcomes.stream().mapToInt(o -> o.rounds()).average().orElse(0));
    }

    /** The same each time. */
    private static List<KnownItem> shuffled(List<KnownItem> digits) {
        Draw draw = new Draw(0);
        return digits.stream()
                .sorted(Comparator.comparingDouble(digit -> draw.uniform("test", digit.id())))
                .toList();
    }

    private static String learn(List<KnownItem> digits, Strategy strategy, long first, long count) {
        List<KnownItem> pool = digits.subList(0, digits.size() - TEST_DIGITS);
        List<KnownItem> test = digits.subList(pool.size(), digits.size());
        RoundSettings settings = new RoundSettings(
                SMALL_SAMPLE, SMALL_ROUND, LABELS, LABELS, strategy, NO_CALIBRATION, NO_ERROR, CONFIDENCE, Rest.LEFT);
        List<Long> labels =
                each(first, count, seed -> labelsNeeded(new SimulatedBatch(Digits.KIND, pool, settings, seed), test));
        return String.format(
                Locale.ROOT,
                "%s, %d runs: accuracy %.2f after %.1f labels (from %d to %d)",
                strategy.name(),
                count,
                TARGET_ACCURACY,
                labels.stream().mapToLong(l -> l).average().orElse(0),
                labels.stream().mapToLong(l -> l).min().orElse(0),
                labels.stream().mapToLong(l -> l).max().orElse(0));
    }

    /** What was spent when the accuracy was reached, or in all. */
    private static long labelsNeeded(SimulatedBatch batch, List<KnownItem> test) {
        boolean last;
        do {
            last = batch.step().last();
        } while (!last && batch.accuracy(test) < TARGET_ACCURACY);
        return batch.labels();
    }

    private static <T> List<T> each(long first, long count, LongFunction<T> run) {
        return LongStream.range(first, first + count).parallel().mapToObj(run).toList();
    }

    private static Strategy strategy(String name) {
        return STRATEGIES.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
