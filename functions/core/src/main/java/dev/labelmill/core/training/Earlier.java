package dev.labelmill.core.training;

/**
 * A head that was fitted before.
 *
 * @param head      to start from
 * @param foresight what the head before it foresaw of the labels that this one was the first to learn from
 * @param round     the last round that it has learnt from. Examples of later ones were chosen by it, so what it foresaw of
 *     them is honest
 */
public record Earlier(SoftmaxTrainer.Head head, Foresight foresight, int round) {

    /** A head of another batch, to start from. It chose none of the examples and may have learnt from some of them. */
    public static Earlier elsewhere(SoftmaxTrainer.Head head) {
        return new Earlier(head, Foresight.NONE, Integer.MAX_VALUE);
    }
}
