package dev.labelmill.core.prelabel;

/** The softmax function. */
public final class Softmax {

    private Softmax() {}

    /**
     * Replaces scores by {@code exp(s_k) / Σ_j exp(s_j)}, in place. The greatest score is subtracted first, which
     * changes nothing in the quotient and keeps every exponential between 0 and 1.
     *
     * @param scores finite, at least one
     */
    public static void inPlace(double[] scores) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            greatest = Math.max(greatest, score);
        }
        double sum = 0;
        for (int k = 0; k < scores.length; k++) {
            scores[k] = Math.exp(scores[k] - greatest);
            sum += scores[k];
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] /= sum;
        }
    }
}
