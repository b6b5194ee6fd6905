package dev.labelmill.core.robust;

/**
 * The median of very many absolute values in 256 kB, whatever their number and size: counted by exponent and the four
 * leading bits of the fraction, so the answer is within 1/16 of the true median.
 */
final class Magnitudes {

    private static final int SHIFT = 48;

    private final long[] counts = new long[1 << Short.SIZE - 1];
    private long total;

    /** Counts the absolute value of a finite number. */
    void add(double number) {
        counts[(int) (Double.doubleToRawLongBits(Math.abs(number)) >>> SHIFT)]++;
        total++;
    }

    /** The lower end of the bin that the median lies in; 0 for no numbers. */
    double median() {
        long below = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            below += counts[bin];
            if (2 * below > total) {
                return Double.longBitsToDouble((long) bin << SHIFT);
            }
        }
        return 0;
    }
}
