package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.manifest.Line;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.sampling.Candidate;
import dev.labelmill.core.sampling.RandomHyperplanes;
import dev.labelmill.core.sampling.Strategy;
import dev.labelmill.core.sampling.Stratified;

/** Says what a label for an item is worth to a batch that learns in rounds. */
final class Learner {

    private static final double[] NO_MODEL = {};

    private final Strategy strategy;
    private final Draw draw;
    private final RandomHyperplanes clusters;

    /** @param settings of a batch that learns in rounds */
    Learner(BatchSettings settings) {
        this(settings, settings.rounds().orElseThrow().strategy());
    }

    /** @param strategy in place of the one that the settings name */
    Learner(BatchSettings settings, Strategy strategy) {
        this.strategy = strategy;
        this.draw = new Draw(settings.seed());
        this.clusters = RandomHyperplanes.of(draw);
    }

    /** Of an item that no head has read: any of its stratum is as good as any other. */
    ScoreLine.Learning unread(String item, Line.Bytes line) {
        int cell = strategy instanceof Stratified strata ? stratum(strata, line) : 0;
        return learning(strategy.first(), Candidate.waiting(item, NO_MODEL, cell));
    }

    /** Of one that a head has. */
    ScoreLine.Learning read(String item, double[] distribution, FeatureVector features, Line.Bytes line) {
        int cell = switch (strategy.cells()) {
            case NONE -> 0;
            case CLUSTER -> clusters.cell(features);
            case FIELD -> stratum((Stratified) strategy, line);
        };
        return learning(strategy, Candidate.waiting(item, distribution, cell));
    }

    /** Of one that people have labelled, and that could get one more label. */
    ScoreLine.Learning doubted(Candidate candidate, ScoreLine.Doubted task) {
        return new ScoreLine.Learning(strategy.score(candidate, draw), 0, false, task);
    }

    private ScoreLine.Learning learning(Strategy by, Candidate candidate) {
        return new ScoreLine.Learning(by.score(candidate, draw), candidate.cell(), false);
    }

    private static int stratum(Stratified strata, Line.Bytes line) {
        return Stratified.cell(ItemField.of(line, strata.field()));
    }
}
