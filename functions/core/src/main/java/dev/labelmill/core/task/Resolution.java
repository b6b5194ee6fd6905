package dev.labelmill.core.task;

/**
 * A task's answer.
 *
 * @param answer     class index, or {@link Unclassed#VALUE}
 * @param confidence posterior probability of the answer, or agreement with the consensus, when it was taken, 0 to 1
 * @param by         who decided
 */
public record Resolution(int answer, double confidence, By by) {

    /** Who decided an answer. */
    public enum By {
        PRELABEL,
        CROWD,
        EXPERT,
        KNOWN
    }
}
