package dev.labelmill.bench.text;

import dev.labelmill.bench.KnownItem;
import dev.labelmill.bench.SimulatedBatch;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.rounds.Rest;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.sampling.RandomOrder;
import dev.labelmill.core.sampling.Strategy;
import dev.labelmill.core.sampling.UncertainDiverse;
import dev.labelmill.core.training.Example;
import dev.labelmill.core.training.HeadTrainer;
import dev.labelmill.core.training.SoftmaxTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How accuracy on the test set grows with labels, in two orders: until it has come near what the whole pool gives, and at least to
 * {@value #LEAST_LABELS} labels.
 *
 * @param full   accuracy of the head that learnt from the whole pool
 * @param chosen in the default strategy's order, round by round
 * @param random in a random order, in rounds of the same size
 */
record LearningRun(double full, List<Point> chosen, List<Point> random) {

    /** How far from {@link #full} is near. */
    private static final double NEAR = 0.01;

    private static final int LEAST_LABELS = 1_600;

    /** Twice as many labels a class as a round has. */
    private static final int FIRST_PER_CLASS = 20;

    private static final int LEAST_FIRST = 100;

    /** With these, rounds of learning go on until the pool is used up. */
    private static final double NO_CALIBRATION = 1e-6;

    private static final double NO_ERROR = 1e-9;
    private static final double CONFIDENCE = 0.95;

    /** The table has two rows from a number of labels to its double. */
    private static final double STEP = Math.sqrt(2);

    /** A point of a curve. */
    record Point(long labels, double accuracy) {

        boolean isNear(double full) {
            return accuracy >= full - NEAR;
        }
    }

    static LearningRun of(SimulatedBatch.Kind kind, TestSplit split, long seed) {
        double full = fullAccuracy(kind, split, seed);
        return new LearningRun(
                full,
                curve(kind, split, new UncertainDiverse(), full, seed),
                curve(kind, split, new RandomOrder(), full, seed));
    }

    private static List<Point> curve(
            SimulatedBatch.Kind kind, TestSplit split, Strategy strategy, double full, long seed) {
        SimulatedBatch batch = new SimulatedBatch(kind, split.pool(), settings(kind, split, strategy), seed);
        List<Point> points = new ArrayList<>();
        boolean near = false;
        boolean last = false;
        while (!last && (!near || batch.labels() < LEAST_LABELS)) {
            last = batch.step().last();
            Point point = new Point(batch.labels(), batch.accuracy(split.test()));
            points.add(point);
            near |= point.isNear(full);
        }
        return List.copyOf(points);
    }

    private static RoundSettings settings(SimulatedBatch.Kind kind, TestSplit split, Strategy strategy) {
        int first = Math.max(LEAST_FIRST, FIRST_PER_CLASS * kind.classes());
        int pool = split.pool().size();
        return new RoundSettings(
                first, first / 2, pool, pool, strategy, NO_CALIBRATION, NO_ERROR, CONFIDENCE, Rest.LEFT);
    }

    private static double fullAccuracy(SimulatedBatch.Kind kind, TestSplit split, long seed) {
        List<Example> examples = split.pool().stream()
                .map(item -> Example.certain(item.id(), item.features(), item.label(), kind.classes(), 0))
                .toList();
        SoftmaxTrainer.Head head = new HeadTrainer(kind.features().dimension(), kind.classes(), new Draw(seed))
                .train(examples, Optional.empty())
                .head();
        LinearLabeler labeler = new LinearLabeler("full", kind.features(), head.weights(), head.bias());
        return split.test().stream().filter(item -> right(labeler, item)).count()
                / (double) split.test().size();
    }

    private static boolean right(LinearLabeler labeler, KnownItem item) {
        double[] p = labeler.distribution(item.features());
        for (double other : p) {
            if (other > p[item.label()]) {
                return false;
            }
        }
        return true;
    }

    private long chosenLabels() {
        return labelsNeeded(chosen);
    }

    private long randomLabels() {
        return labelsNeeded(random);
    }

    /** Labels spent when the accuracy had come near for the first time, or in all. */
    private long labelsNeeded(List<Point> curve) {
        return curve.stream()
                .filter(point -> point.isNear(full))
                .mapToLong(Point::labels)
                .findFirst()
                .orElseGet(() -> curve.get(curve.size() - 1).labels());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "full-data accuracy %.4f; %d labels by the strategy, %d in random order: %.3f",
                full,
                chosenLabels(),
                randomLabels(),
                (double) chosenLabels() / randomLabels());
    }

    /** Means over runs, and the mean curves at numbers of labels that all runs came to, as Markdown. */
    static List<String> table(List<LearningRun> runs) {
        double chosen =
                runs.stream().mapToLong(LearningRun::chosenLabels).average().orElseThrow();
        double random =
                runs.stream().mapToLong(LearningRun::randomLabels).average().orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "mean: full-data accuracy %.4f; %.0f labels by the strategy, %.0f in random order: ratio %.3f",
                runs.stream().mapToDouble(LearningRun::full).average().orElseThrow(),
                chosen,
                random,
                chosen / random));
        lines.add("| labels | by the strategy | random order |");
        lines.add("| ---: | ---: | ---: |");
        long most = runs.stream()
                .mapToLong(run -> run.random.get(run.random.size() - 1).labels())
                .max()
                .orElseThrow();
        for (double labels = LEAST_FIRST * STEP; labels < most; labels *= STEP) {
            long at = Math.round(labels / 10) * 10;
            String byStrategy = mean(runs.stream().map(LearningRun::chosen).toList(), at);
            String inRandomOrder = mean(runs.stream().map(LearningRun::random).toList(), at);
            if (!byStrategy.isEmpty() || !inRandomOrder.isEmpty()) {
                lines.add(String.format("| %d | %s | %s |", at, byStrategy, inRandomOrder));
            }
        }
        return lines;
    }

    private static String mean(List<List<Point>> curves, long labels) {
        double sum = 0;
        for (List<Point> curve : curves) {
            double accuracy = at(curve, labels);
            if (Double.isNaN(accuracy)) {
                return "";
            }
            sum += accuracy;
        }
        return String.format(Locale.ROOT, "%.4f", sum / curves.size());
    }

    /** On the line between the two nearest points; NaN outside of the curve. */
    private static double at(List<Point> curve, long labels) {
        for (int i = 1; i < curve.size(); i++) {
            Point before = curve.get(i - 1);
            Point after = curve.get(i);
            if (before.labels() <= labels && labels <= after.labels() && before.labels() < after.labels()) {
                double share = (labels - before.labels()) / (double) (after.labels() - before.labels());
                return before.accuracy() + share * (after.accuracy() - before.accuracy());
            }
        }
        return Double.NaN;
    }
}
