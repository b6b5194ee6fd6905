package dev.labelmill.core.task;

/**
 * A task's answer.
 *
 * @param answer     class index, or {@link Unclassed#VALUE}
 * @param confidence posterior probability of the answer, or agreement with the consensus, when it was taken, 0 to 1
 * @param by         who decided
 * @param breaksCheck whether it breaks a check, as far as the label tells it without its item
 */
public record Resolution(int answer, double confidence, By by, boolean breaksCheck) {

    /** An answer that breaks no check. */
    public Resolution(int answer, double confidence, By by) {
        this(answer, confidence, by, false);
    }

    /** Who decided an answer. */
    public enum By {
        PRELABEL,
        CROWD,
        EXPERT,
        KNOWN
    }
}
