package dev.labelmill.core.consensus;

import java.util.Objects;

/**
 * One more answer, as somebody offers it.
 *
 * @param confusion how whoever gives it answers
 * @param dollars   what it is expected to cost, waiting for it among that if that costs anything; from 0, where what costs nothing counts as a billionth
 */
public record Offer(Confusion confusion, double dollars) {

    private static final double LEAST = 1e-9;

    /** @throws IllegalArgumentException if the price is negative or no number */
    public Offer {
        Objects.requireNonNull(confusion, "confusion");
        if (!(dollars >= 0) || Double.isInfinite(dollars)) {
            throw new IllegalArgumentException("an offer has no such price: " + dollars);
        }
    }

    /**
     * Expected information per dollar, in bits, as in {@link ExpectedInformation}.
     *
     * @param belief what is believed of the task's class, summing to 1
     */
    public double value(double[] belief) {
        return ExpectedInformation.bits(belief, confusion) / Math.max(LEAST, dollars);
    }

    /**
     * The probability that the answer is right.
     *
     * @param belief what is believed of the task's class, summing to 1
     */
    public double accuracy(double[] belief) {
        double accuracy = 0;
        for (int truth = 0; truth < belief.length; truth++) {
            accuracy += belief[truth] * confusion.p(truth, truth);
        }
        return accuracy;
    }
}
