package dev.labelmill.lambda.prelabel;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.draw.Draw;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.sampling.Candidate;
import dev.labelmill.core.sampling.Cells;
import dev.labelmill.core.sampling.RandomHyperplanes;
import dev.labelmill.core.sampling.RandomOrder;
import dev.labelmill.core.sampling.Strategy;

/** Says what a label for an item is worth to a batch that learns in rounds. */
final class Learner {

    /** Sixteen cells: enough that no few of them hold most items, and each still holds many. */
    private static final int PLANES = 4;

    private static final double[] NO_MODEL = {};

    private static final Strategy FIRST = new RandomOrder();

    private final Strategy strategy;
    private final Draw draw;
    private final RandomHyperplanes clusters;

    Learner(BatchSettings settings) {
        this.strategy = settings.rounds().orElseThrow().strategy();
        this.draw = new Draw(settings.seed());
        this.clusters = new RandomHyperplanes(PLANES, draw);
    }

    /** Of an item that no head has read: any is as good as any other. */
    ScoreLine.Learning unread(String item) {
        return new ScoreLine.Learning(FIRST.score(Candidate.waiting(item, NO_MODEL, 0), draw), 0, false);
    }

    /** Of one that a head has. */
    ScoreLine.Learning read(String item, double[] distribution, FeatureVector features) {
        int cell = strategy.cells() == Cells.CLUSTER ? clusters.cell(features) : 0;
        return new ScoreLine.Learning(strategy.score(Candidate.waiting(item, distribution, cell), draw), cell, false);
    }
}
