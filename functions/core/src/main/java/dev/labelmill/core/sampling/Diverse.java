package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;

/**
 * As many items from each cluster as from any other, at random within it, so that the sample covers the space and not
 * only where items are many: clusters in place of the greedy k-centre of Sener and Savarese ("Active learning
 * for convolutional neural networks: a core-set approach", ICLR 2018), which would need all items in one place.
 */
public record Diverse() implements Strategy {

    @Override
    public String name() {
        return "diverse";
    }

    @Override
    public Cells cells() {
        return Cells.CLUSTER;
    }

    @Override
    public double score(Candidate candidate, Draw draw) {
        return draw.uniform("score", candidate.item());
    }

    @Override
    public Selection select(ScoreCounts counts, double wanted) {
        double[] sizes = new double[ScoreCounts.CELLS];
        for (int cell = 0; cell < sizes.length; cell++) {
            sizes[cell] = counts.total(cell);
        }
        return Selection.perCell(counts, EvenQuotas.of(sizes, wanted));
    }
}
