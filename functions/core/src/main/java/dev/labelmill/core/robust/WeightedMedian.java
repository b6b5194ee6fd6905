package dev.labelmill.core.robust;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The value below and above which at most half of the weight lies. */
final class WeightedMedian {

    private static final double ROUNDING = 1e-12;

    private WeightedMedian() {}

    /**
     * The weighted median; where exactly half of the weight lies on either side of a gap, the gap's middle.
     *
     * @param values  finite, at least one
     * @param weights of the values, 1e-9 to 1e9
     */
    static double of(double[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((i, j) -> Double.compare(values[i], values[j]))
                .mapToInt(Integer::intValue)
                .toArray();
        double half = Arrays.stream(weights).sum() / 2;
        double below = 0;
        for (int k = 0; k < order.length - 1; k++) {
            below += weights[order[k]];
            if (below > half + half * ROUNDING) {
                return values[order[k]];
            }
            if (below >= half - half * ROUNDING) {
                return values[order[k]] / 2 + values[order[k + 1]] / 2;
            }
        }
        return values[order[order.length - 1]];
    }
}
