package dev.labelmill.core.training;

/**
 * The features of some examples that lie together, so that a pass over them stays in the cache. Scores and residuals lie
 * class by class, {@code [k * rows + n]}; how weights and their gradient lie is {@link Design#at}.
 */
sealed interface Block permits DenseBlock, SparseBlock {

    /** Number of examples. */
    int rows();

    /** Adds {@code w_k · x_n} to the score of each class k and example n. */
    void addScores(double[] weights, int classes, double[] scores);

    /** Adds {@code Σ_n r_kn x_n} to the gradient of each class's weights. */
    void addGradient(double[] residuals, int classes, double[] gradient);
}
