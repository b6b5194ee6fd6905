package dev.labelmill.core.calibration;

/**
 * A fixed grid over confidences, fine where they matter: {@value #COUNT} bins over [0, 1], in octaves of the
 * distance from 1 as floating-point numbers have them from 0. Octave o covers [1 - 2^-o, 1 - 2^-(o+1)) with
 * {@value #PER_OCTAVE} bins of equal width, o from 0; the last octave reaches to 1 itself. Edges are exact binary
 * fractions, so a confidence is in the same bin on every machine. Near 1 a bin is some 7 % of the distance to 1 wide,
 * and the topmost begins at 1 - 2^-18.
 */
public final class ConfidenceBins {

    /** Number of bins. */
    public static final int COUNT = 128;

    private static final int PER_OCTAVE = 8;
    private static final int LAST_OCTAVE = COUNT / PER_OCTAVE - 1;

    private ConfidenceBins() {}

    /**
     * The bin a confidence is in, from 0.
     *
     * @param confidence in [0, 1]
     * @throws IllegalArgumentException if it is not
     */
    public static int bin(double confidence) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1: " + confidence);
        }
        int low = 0;
        int high = COUNT - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (lowerEdge(middle) <= confidence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * The smallest confidence in a bin; 0 for the first, 1 for {@link #COUNT}, one behind the last.
     *
     * @param bin from 0 to {@link #COUNT}
     */
    public static double lowerEdge(int bin) {
        if (bin < 0 || bin > COUNT) {
            throw new IllegalArgumentException("no such bin: " + bin);
        }
        if (bin == COUNT) {
            return 1;
        }
        int octave = bin / PER_OCTAVE;
        double width = Math.scalb(1.0, -octave);
        double share = (bin % PER_OCTAVE) / (double) PER_OCTAVE;
        return 1 - width + width * share * (octave == LAST_OCTAVE ? 1 : 0.5);
    }
}
