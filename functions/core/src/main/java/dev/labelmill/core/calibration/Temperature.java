package dev.labelmill.core.calibration;

/**
 * Temperature scaling: one number that makes a labeler's probabilities mean what they say, {@code p_i^(1/T) / Σ_j
 * p_j^(1/T)} (Guo et al., "On Calibration of Modern Neural Networks", ICML 2017). T above 1 makes it less sure, below
 * 1 surer; the order of an item's classes never changes. T is chosen from a fixed grid of {@value #COUNT} values, five
 * an octave from 1/4 to 8, 1 among them, by the sum of negative log-likelihoods at each: integers that can be
 * summed item by item, anywhere, in any order.
 */
public final class Temperature {

    /** Number of temperatures on the grid. */
    public static final int COUNT = 26;

    private static final int PER_OCTAVE = 5;
    private static final int OCTAVES_BELOW_ONE = 2;
    private static final int ONE = PER_OCTAVE * OCTAVES_BELOW_ONE;

    /** Smallest probability that a log-likelihood is taken of: 1e-12, which bounds an item's loss by 27.6 nats. */
    private static final double FLOOR = 1e-12;

    private static final double MICRO = 1e6;

    private Temperature() {}

    /**
     * A temperature of the grid, rising with its index; exactly 1 at 10.
     *
     * @param index from 0, below {@link #COUNT}
     */
    public static double at(int index) {
        return index == ONE ? 1 : Math.pow(2, (double) index / PER_OCTAVE - OCTAVES_BELOW_ONE);
    }

    /**
     * One item's loss at each temperature, {@code -ln p(truth)} in millionths of a nat, rounded.
     *
     * @param probabilities the labeler's distribution, none negative and one positive
     * @param truth index of the right class
     */
    public static long[] microNats(double[] probabilities, int truth) {
        long[] losses = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double p = apply(probabilities, at(i))[truth];
            losses[i] = Math.round(-Math.log(Math.max(FLOOR, p)) * MICRO);
        }
        return losses;
    }

    /**
     * The temperature with the smallest loss; of equal ones the nearest to 1 by ratio, then the higher.
     *
     * @param sums summed {@link #microNats}, one a temperature
     * @param items how many items they are of; 0 gives 1
     */
    public static double best(long[] sums, long items) {
        int best = ONE;
        if (items == 0) {
            return at(best);
        }
        for (int i = 0; i < COUNT; i++) {
            boolean nearer =
                    Math.abs(i - ONE) < Math.abs(best - ONE) || Math.abs(i - ONE) == Math.abs(best - ONE) && i > best;
            if (sums[i] < sums[best] || sums[i] == sums[best] && nearer) {
                best = i;
            }
        }
        return at(best);
    }

    /**
     * The distribution at a temperature. Zeros stay zero.
     *
     * @param probabilities none negative and one positive; need not sum to 1
     * @param temperature above 0
     * @return as many probabilities, summing to 1
     */
    public static double[] apply(double[] probabilities, double temperature) {
        double highest = 0;
        for (double p : probabilities) {
            highest = Math.max(highest, p);
        }
        if (!(highest > 0 && temperature > 0)) {
            throw new IllegalArgumentException(
                    "scaling needs a positive probability and temperature, not " + highest + " and " + temperature);
        }
        double[] scaled = new double[probabilities.length];
        double sum = 0;
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Math.pow(probabilities[i] / highest, 1 / temperature);
            sum += scaled[i];
        }
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] /= sum;
        }
        return scaled;
    }
}
