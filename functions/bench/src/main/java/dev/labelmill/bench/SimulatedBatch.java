package dev.labelmill.bench;

import dev.labelmill.core.calibration.CalibrationCounts;
import dev.labelmill.core.calibration.ConfidenceBins;
import dev.labelmill.core.calibration.Temperature;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.Features;
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
import dev.labelmill.core.sampling.RandomHyperplanes;
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
 * A batch that goes through its rounds in memory, as the functions do it: cut into chunks, each of which counts
 * its own items in pass 1 and routes them in pass 2, with nothing but the sums of counts between. Annotators are perfect.
 */
public final class SimulatedBatch {

    private static final int CHUNKS = 7;

    /**
     * What the items are.
     *
     * @param name     the batch's
     * @param features what made their vectors
     * @param classes  number of classes
     */
    public record Kind(String name, Features features, int classes) {}

    /** An item and what has become of it. */
    private static final class Item {
        private final KnownItem known;
        private final int cell;
        private int round;
        private ItemRoute route = ItemRoute.WAIT;
        private double[] probabilities;

        Item(KnownItem known, int cell) {
            this.known = known;
            this.cell = cell;
        }

        int answer() {
            return SimulatedBatch.mostProbable(probabilities);
        }
    }

    private final Kind kind;
    private final RoundSettings settings;
    private final RoundPlanner planner;
    private final Draw draw;
    private final List<List<Item>> chunks = new ArrayList<>();
    private LinearLabeler labeler;
    private Optional<Training> training = Optional.empty();
    private Optional<CalibrationDraw> calibration = Optional.empty();
    private int round;

    /** A batch of so many items, none of which anybody has labelled. */
    public SimulatedBatch(Kind kind, List<KnownItem> known, RoundSettings settings, long seed) {
        this.kind = kind;
        this.settings = settings;
        this.planner = new RoundPlanner(settings);
        this.draw = new Draw(seed);
        RandomHyperplanes clusters = RandomHyperplanes.of(draw);
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            List<Item> items = new ArrayList<>();
            for (KnownItem item : chunk(known, chunk)) {
                items.add(new Item(item, isClustered() ? clusters.cell(item.features()) : 0));
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
    public record Outcome(long labels, long accepted, long wrong, int rounds) {}

    /** Runs all rounds. */
    public Outcome run() {
        RoundPlan plan;
        do {
            plan = step();
        } while (!plan.last());
        long accepted = count(ItemRoute.ACCEPT);
        long wrong = items().stream()
                .filter(item -> item.route == ItemRoute.ACCEPT && item.answer() != item.known.label())
                .count();
        return new Outcome(labels(), accepted, wrong, round);
    }

    /** Runs one round: both passes, people's labels, and training. */
    public RoundPlan step() {
        Strategy strategy = planner.strategy(round);
        ScoreCounts scores = ScoreCounts.EMPTY;
        CalibrationCounts confidences = CalibrationCounts.EMPTY;
        for (List<Item> chunk : chunks) {
            scores = scores.plus(scores(chunk, strategy));
            confidences = confidences.plus(confidences(chunk));
        }
        RoundPlan plan = planner.plan(new RoundView(round, scores, confidences, labels(), 1, calibration));
        RoundRouter router = new RoundRouter(plan, settings.rest(), draw, kind.name(), round);
        chunks.forEach(chunk -> route(chunk, router, strategy));
        switch (plan.stage()) {
            case LEARN -> learn();
            case CALIBRATE -> calibration = plan.calibration();
            case FINISH -> {}
        }
        return plan;
    }

    /** Human labels so far. */
    public long labels() {
        return count(ItemRoute.LEARN) + count(ItemRoute.CALIBRATE);
    }

    /** How many of some items the present model gets right. */
    public double accuracy(List<KnownItem> items) {
        return items.stream()
                        .filter(d -> mostProbable(distribution(d)) == d.label())
                        .count()
                / (double) items.size();
    }

    private void learn() {
        List<Example> examples = new ArrayList<>();
        for (Item item : items()) {
            if (item.route == ItemRoute.LEARN) {
                examples.add(Example.certain(
                        item.known.id(), item.known.features(), item.known.label(), kind.classes(), item.round));
            }
        }
        training = Optional.of(new HeadTrainer(kind.features().dimension(), kind.classes(), draw)
                .train(examples, training.map(Training::asEarlier)));
        SoftmaxTrainer.Head head = training.get().head();
        labeler = new LinearLabeler("round " + round, kind.features(), head.weights(), head.bias());
        items().forEach(item -> item.probabilities = distribution(item.known));
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
                    counts.addCalibration(item.probabilities, item.known.label());
                }
            }
        }
        return counts.build();
    }

    private void route(List<Item> chunk, RoundRouter router, Strategy strategy) {
        for (Item item : chunk) {
            if (item.route == ItemRoute.WAIT) {
                int bin = training.isPresent() ? ConfidenceBins.bin(confidence(item)) : 0;
                item.route = router.route(item.known.id(), bin, item.cell, score(item, strategy));
                item.round = round;
            }
        }
    }

    private double score(Item item, Strategy strategy) {
        return strategy.score(Candidate.waiting(item.known.id(), item.probabilities, item.cell), draw);
    }

    private static double confidence(Item item) {
        return Math.min(1, item.probabilities[item.answer()]);
    }

    private boolean isClustered() {
        return settings.strategy().cells() == Cells.CLUSTER;
    }

    private static List<KnownItem> chunk(List<KnownItem> items, int chunk) {
        return items.subList(items.size() * chunk / CHUNKS, items.size() * (chunk + 1) / CHUNKS);
    }

    private List<Item> items() {
        return chunks.stream().flatMap(List::stream).toList();
    }

    private long count(ItemRoute route) {
        return items().stream().filter(item -> item.route == route).count();
    }

    private double[] distribution(KnownItem item) {
        return Temperature.apply(
                labeler.distribution(item.features()), training.orElseThrow().temperature());
    }

    private static int mostProbable(double[] p) {
        int best = 0;
        for (int k = 1; k < p.length; k++) {
            best = p[k] > p[best] ? k : best;
        }
        return best;
    }
}
