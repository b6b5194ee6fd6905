package dev.labelmill.core.sampling;

import dev.labelmill.core.draw.Draw;

/**
 * Whether a label is better spent on a new item or as one more on an item that has some (Goh and Mueller, "ActiveLab:
 * active learning with re-labeling by multiple annotators", 2023, arXiv 2301.11856). Both kinds get the same score, one
 * minus how sure the model and the item's annotators are of its class, with the even distribution as one more, average
 * annotator:
 *
 * <pre>
 *   new       1 − (w_M max_k p_M(k) + w̄/K) / (w_M + w̄)
 *   labelled  1 − (w_M p_M(y) + w̄/K + Σ_j w_j p_j(y)) / (w_M + w̄ + Σ_j w_j)        y: the consensus
 * </pre>
 *
 * @param modelWeight     w_M, as CROWDLAB gives it, above 0
 * @param annotatorWeight w̄, the mean of the annotators' weights, above 0
 */
public record ActiveLab(double modelWeight, double annotatorWeight) implements Strategy {

    /** Before anything is known of the model and the annotators. */
    public static final ActiveLab UNINFORMED = new ActiveLab(1, 1);

    /** @throws IllegalArgumentException if a weight is not a positive number */
    public ActiveLab {
        if (!(modelWeight > 0 && modelWeight < Double.POSITIVE_INFINITY)
                || !(annotatorWeight > 0 && annotatorWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ActiveLab's weights are above 0");
        }
    }

    @Override
    public String name() {
        return "active-lab";
    }

    @Override
    public boolean relabels() {
        return true;
    }

    @Override
    public double score(Candidate candidate, Draw draw) {
        double even = annotatorWeight / candidate.probabilities().length;
        if (candidate.labelled().isEmpty()) {
            double first = Uncertainty.of(candidate.probabilities()).first();
            return Uncertainty.unit(1 - (modelWeight * first + even) / (modelWeight + annotatorWeight));
        }
        Candidate.PeoplesLabel people = candidate.labelled().get();
        double sure = modelWeight * candidate.probabilities()[people.consensus()] + even + people.support();
        return Uncertainty.unit(1 - sure / (modelWeight + annotatorWeight + people.weight()));
    }
}
