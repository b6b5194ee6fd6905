package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;

/**
 * Uncertain items that are not all alike, the default: of {@value #POOL} times as many items as wanted, those with the smallest
 * margin, each cluster gives as many as any other as far as it has them, its most uncertain first (Cluster-Margin:
 * Citovsky et al., "Batch active learning at scale", NeurIPS 2021, with flat clusters, see {@link RandomHyperplanes}, in place of their
 * hierarchical ones).
 */
public record UncertainDiverse() implements Strategy {

    /** The paper's k_m / k_t, from 1.25 on its largest data to 10. */
    private static final double POOL = 2;

    private static final Margin MARGIN = new Margin();

    @Override
    public String name() {
        return "uncertain-diverse";
    }

    @Override
    public Cells cells() {
        return Cells.CLUSTER;
    }

    @Override
    public double score(Candidate candidate, Draw draw) {
        return MARGIN.score(candidate, draw);
    }

    @Override
    public Selection select(ScoreCounts counts, double wanted) {
        Selection pool = Selection.highest(counts, POOL * wanted);
        double[] candidates = new double[ScoreCounts.CELLS];
        for (int cell = 0; cell < candidates.length; cell++) {
            candidates[cell] = pool.expected(counts, cell);
        }
        return Selection.perCell(counts, EvenQuotas.of(candidates, wanted));
    }
}
