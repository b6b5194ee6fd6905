package dev.labelmill.core.training;

/**
 * The head of the round before.
 *
 * @param head      to start from, and to see what it foresaw
 * @param foresight what heads before it foresaw of the labels it was the first to learn from
 */
public record Earlier(SoftmaxTrainer.Head head, Foresight foresight) {

    /** A head of another batch, to start from. */
    public static Earlier elsewhere(SoftmaxTrainer.Head head) {
        return new Earlier(head, Foresight.NONE);
    }
}
