package dev.labelmill.core.annotator;

import dev.labelmill.core.draw.Draw;

/**
 * How often an annotator who asks for tasks gets one whose answer is known: always at first, then the more often the less is
 * known of the annotator. What is known of the accuracy after r right and w wrong answers is the distribution
 * Beta(1 + r, 1 + w), Bayes' answer to a uniform prior; the rate falls with its standard deviation:
 *
 * <pre>
 *   rate = least + (most - least) · sd(Beta(1 + r, 1 + w)) / sd(Beta(1, 1)),
 *   sd(Beta(a, b)) = √(ab / ((a + b)² (a + b + 1)))
 * </pre>
 *
 * <p>It never falls below the least, so that whoever gets worse is found out. The first tasks being known ones is Oleson et
 * al.'s, "Programmatic Gold", HCOMP 2011. Annotators cannot tell by a rate which task is known; who counts the first tasks
 * can, which is why those are few and look like any other.
 *
 * @param first how many tasks are known ones without a draw, from 0
 * @param most  the rate at which nothing would be known, in [0, 1]
 * @param least the rate that stays, in [0, {@code most}]
 */
public record GoldRate(int first, double most, double least) {

    /** Five known tasks at first; then of the next 17 in 100 if all five were right, falling to 2 in 100. */
    public static final GoldRate STANDARD = new GoldRate(5, 0.36, 0.02);

    private static final double SD_OF_NOTHING = deviation(0, 0);

    /** @throws IllegalArgumentException if a number is out of range */
    public GoldRate {
        if (first < 0 || !(least >= 0 && least <= most && most <= 1)) {
            throw new IllegalArgumentException("a gold rate needs first >= 0 and 0 <= least <= most <= 1, not " + first
                    + ", " + most + ", " + least);
        }
    }

    /**
     * The rate.
     *
     * @param right known tasks that the annotator answered rightly, from 0
     * @param wrong known tasks that the annotator answered wrongly, from 0
     * @return in [0, 1]
     */
    public double rate(long right, long wrong) {
        return rate(0, right, wrong);
    }

    /**
     * The rate for annotators of whom one does not know who will answer: that of one who has the mean of their answers. Nobody
     * gets a task without a draw.
     *
     * @param annotators who have answered so far, at least 1
     * @param right      known tasks that they answered rightly, from 0, as estimated perhaps
     * @param wrong      known tasks that they answered wrongly, from 0, likewise
     * @return in [{@code least}, {@code most}]
     */
    public double rateOfMean(long annotators, double right, double wrong) {
        return least + (most - least) * deviation(right / annotators, wrong / annotators) / SD_OF_NOTHING;
    }

    /** @param given known tasks that the annotator has got, answered or not: who answers none is not given all there are */
    private double rate(long given, long right, long wrong) {
        if (right < 0 || wrong < 0) {
            throw new IllegalArgumentException("answers cannot be fewer than none: " + right + ", " + wrong);
        }
        return Math.max(given, right + wrong) < first
                ? 1
                : least + (most - least) * deviation(right, wrong) / SD_OF_NOTHING;
    }

    /**
     * Whether an annotator's next task is a known one, if there is one left that the annotator has not seen. The same
     * question has the same answer.
     *
     * @param who   the annotator
     * @param given tasks that the annotator has got so far
     * @param known those of them that were known ones, answered or not
     * @param right known tasks answered rightly
     * @param wrong known tasks answered wrongly
     */
    public boolean isNextKnown(Draw draw, String batch, String who, long given, long known, long right, long wrong) {
        return draw.uniform("gold-rate", batch, who, Long.toString(given)) < rate(known, right, wrong);
    }

    /** The standard deviation of Beta(1 + right, 1 + wrong). */
    private static double deviation(double right, double wrong) {
        double a = 1.0 + right;
        double b = 1.0 + wrong;
        return Math.sqrt(a * b / ((a + b) * (a + b) * (a + b + 1)));
    }
}
