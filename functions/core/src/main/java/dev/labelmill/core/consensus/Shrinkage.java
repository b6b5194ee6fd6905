package dev.labelmill.core.consensus;

/**
 * How much the many say about the few: the weights, in labels, of the priors in {@link ShrunkDawidSkene}.
 *
 * @param accuracy labels that the overall accuracy is worth in an annotator's own; from 0
 * @param rows labels, over all rows of the matrix, that an annotator's accuracy and the pooled mistakes are worth
 *     against the annotator's own matrix; from 0
 * @param pooled labels a row of the symmetric matrix is worth in the pooled one; from 0
 * @param classes tasks of every class assumed seen in the class distribution; from 0
 */
public record Shrinkage(double accuracy, double rows, double pooled, double classes) {

    /**
     * The weights in use. An annotator's accuracy is one number and trusted after a handful of labels; the matrix
     * has K(K-1) and is trusted after hundreds. Chosen on a plateau of the mean accuracy over four public crowd
     * sets, thinned to 3 and 5 labels a task as well, and five simulated crowds: totals from 500 to 2000 differ by
     * less than .004 there, accuracies from 2 to 10 by less than .001.
     */
    public static final Shrinkage STANDARD = new Shrinkage(5, 1000, 10, 1);

    /** Next to none: the method of 1979. Exact zeros in the confusions remain floored. */
    public static final Shrinkage NONE = new Shrinkage(0, 0, 0, 0);

    /** Checks the ranges. */
    public Shrinkage {
        if (!(accuracy >= 0 && rows >= 0 && pooled >= 0 && classes >= 0)) {
            throw new IllegalArgumentException(
                    "weights must not be negative: " + accuracy + ", " + rows + ", " + pooled + ", " + classes);
        }
    }
}
