package dev.labelmill.bench;

import dev.labelmill.bench.Digits.Digit;
import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.calibration.Temperature;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.rounds.CalibrationDraw;
import dev.labelmill.core.rounds.ItemRoute;
import dev.labelmill.core.rounds.RoundPlan;
import dev.labelmill.core.rounds.RoundPlanner;
import dev.labelmill.core.rounds.RoundRouter;
import dev.labelmill.core.rounds.RoundSettings;
import dev.labelmill.core.rounds.RoundView;
import dev.labelmill.core.sampling.Candidate;
import dev.labelmill.core.sampling.Cells;
import dev.labelmill.core.sampling.Clustering;
import dev.labelmill.core.sampling.FeatureSample;
import dev.labelmill.core.sampling.KMeans;
import dev.labelmill.core.sampling.ScoreCounts;
import dev.labelmill.core.sampling.Strategy;
import dev.labelmill.core.training.Example;
import dev.labelmill.core.training.HeadTrainer;
import dev.labelmill.core.training.SoftmaxTrainer;
import dev.labelmill.core.training.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A batch of digits that goes through its rounds in memory, as the functions do it: cut into chunks, each of which counts
 * its own items in pass 1 and routes them in pass 2, with nothing but the sums of counts between. Annotators are perfect.
 */
final class SimulatedBatch {

    private static final String BATCH = "digits";
    private static final int CHUNKS = 7;
    private static final int CLUSTERS = 30;
    private static final int CLUSTER_SAMPLE = 500;

    /** An item and what has become of it. */
    private static final class Item {
        private final Digit digit;
        private final int cell;
        private int round;
        private ItemRoute route = ItemRoute.WAIT;
        private double[] probabilities;

        Item(Digit digit, int cell) {
            this.digit = digit;
            this.cell = cell;
        }

        int answer() {
            return SimulatedBatch.mostProbable(probabilities);
        }
    }

    private final RoundSettings settings;
    private final RoundPlanner planner;
    private final Draw draw;
    private final List<List<Item>> chunks = new ArrayList<>();
    private LinearLabeler labeler;
    private Optional<Training> training = Optional.empty();
    private Optional<CalibrationDraw> calibration = Optional.empty();
    private int round;

    SimulatedBatch(List<Digit> digits, RoundSettings settings, long seed) {
        this.settings = settings;
        this.planner = new RoundPlanner(settings);
        this.draw = new Draw(seed);
        Optional<Clustering> clusters = clusters(digits);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            List<Item> items = new ArrayList<>();
            for (Digit digit : chunk(digits, chunk)) {
                items.add(new Item(
                        digit, clusters.map(c -> c.cell(digit.features())).orElse(0)));
            }
            chunks.add(items);
        }
    }

    /**
     * What came of it.
     *
     * @param labels   human labels
     * @param accepted items that were auto-accepted
     * @param wrong    those of them whose label is wrong
     * @param rounds   rounds of learning
     */
    record Outcome(long labels, long accepted, long wrong, int rounds) {}

    /** Runs all rounds. */
    Outcome run() {
        RoundPlan plan;
        do {
            plan = step();
        } while (!plan.last());
        long accepted = count(ItemRoute.ACCEPT);
        long wrong = items().stream()
                .filter(item -> item.route == ItemRoute.ACCEPT && item.answer() != item.digit.label())
                .count();
        return new Outcome(labels(), accepted, wrong, round);
    }

    /** Runs one round: both passes, people's labels, and training. */
    RoundPlan step() {
        Strategy strategy = planner.strategy(round);
        ScoreCounts scores = ScoreCounts.EMPTY;
        CalibrationCounts confidences = CalibrationCounts.EMPTY;
        for (List<Item> chunk : chunks) {
            scores = scores.plus(scores(chunk, strategy));
            confidences = confidences.plus(confidences(chunk));
        }
        RoundPlan plan = planner.plan(new RoundView(round, scores, confidences, labels(), 1, calibration));
        RoundRouter router = new RoundRouter(plan, settings.rest(), draw, BATCH, round);
        chunks.forEach(chunk -> route(chunk, router, strategy));
        switch (plan.stage()) {
            case LEARN -> learn();
            case CALIBRATE -> calibration = plan.calibration();
            case FINISH -> {}
        }
        return plan;
    }

    /** Human labels so far. */
    long labels() {
        return count(ItemRoute.LEARN) + count(ItemRoute.CALIBRATE);
    }

    /** How many of some digits the present model gets right. */
    double accuracy(List<Digit> digits) {
        return digits.stream()
                        .filter(d -> mostProbable(distribution(d)) == d.label())
                        .count()
                / (double) digits.size();
    }

    private void learn() {
        List<Example> examples = new ArrayList<>();
        for (Item item : items()) {
            if (item.route == ItemRoute.LEARN) {
                examples.add(Example.certain(
                        item.digit.id(), item.digit.features(), item.digit.label(), Digits.CLASSES, item.round));
            }
        }
        training = Optional.of(new HeadTrainer(Digits.PIXELS.dimension(), Digits.CLASSES, draw)
                .train(examples, training.map(Training::asEarlier)));
        SoftmaxTrainer.Head head = training.get().head();
        labeler = new LinearLabeler("round " + round, Digits.PIXELS, head.weights(), head.bias());
        items().forEach(item -> item.probabilities = distribution(item.digit));
        round++;
    }

    private ScoreCounts scores(List<Item> chunk, Strategy strategy) {
        ScoreCounts.Builder counts = new ScoreCounts.Builder();
        chunk.stream()
                .filter(item -> item.route == ItemRoute.WAIT)
                .forEach(item -> counts.add(item.cell, score(item, strategy)));
        return counts.build();
    }

    private CalibrationCounts confidences(List<Item> chunk) {
        CalibrationCounts.Builder counts = new CalibrationCounts.Builder();
        if (training.isPresent()) {
            for (Item item : chunk) {
                if (item.route == ItemRoute.WAIT) {
                    counts.add(item.probabilities);
                } else if (item.route == ItemRoute.CALIBRATE) {
                    counts.addCalibration(item.probabilities, item.digit.label());
                }
            }
        }
        return counts.build();
    }

    private void route(List<Item> chunk, RoundRouter router, Strategy strategy) {
        for (Item item : chunk) {
            if (item.route == ItemRoute.WAIT) {
                int bin = training.isPresent() ? ConfidenceBins.bin(confidence(item)) : 0;
                item.route = router.route(item.digit.id(), bin, item.cell, score(item, strategy));
                item.round = round;
            }
        }
    }

    private double score(Item item, Strategy strategy) {
        return strategy.score(Candidate.waiting(item.digit.id(), item.probabilities, item.cell), draw);
    }

    private static double confidence(Item item) {
        return Math.min(1, item.probabilities[item.answer()]);
    }

    private Optional<Clustering> clusters(List<Digit> digits) {
        if (settings.strategy().cells() != Cells.CLUSTER) {
            return Optional.empty();
        }
        FeatureSample sample = new FeatureSample(draw, CLUSTER_SAMPLE);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            FeatureSample part = new FeatureSample(draw, CLUSTER_SAMPLE);
            chunk(digits, chunk).forEach(digit -> part.add(digit.id(), digit.features()));
            sample.addAll(part.drawn());
        }
        return Optional.of(KMeans.fit(
                sample.drawn().stream().map(FeatureSample.Drawn::features).toList(),
                Digits.PIXELS.dimension(),
                CLUSTERS,
                draw));
    }

    private static List<Digit> chunk(List<Digit> digits, int chunk) {
        return digits.subList(digits.size() * chunk / CHUNKS, digits.size() * (chunk + 1) / CHUNKS);
    }

    private List<Item> items() {
        return chunks.stream().flatMap(List::stream).toList();
    }

    private long count(ItemRoute route) {
        return items().stream().filter(item -> item.route == route).count();
    }

    private double[] distribution(Digit digit) {
        return Temperature.apply(
                labeler.distribution(digit.features()), training.orElseThrow().temperature());
    }

    private static int mostProbable(double[] p) {
        int best = 0;
        for (int k = 1; k < p.length; k++) {
            best = p[k] > p[best] ? k : best;
        }
        return best;
    }
}
