package dev.labelmill.core.sampling;

import java.util.Arrays;

/** Shares out a number evenly: each cell gets the same, but none more than it has (filling vessels to one level). */
final class EvenQuotas {

    private EvenQuotas() {}

    /**
     * @param sizes  what each cell has
     * @param wanted number to share out
     * @return each cell's quota; together {@code wanted}, or all there is
     */
    static double[] of(double[] sizes, double wanted) {
        double level = level(sizes, wanted);
        return Arrays.stream(sizes).map(size -> Math.min(size, level)).toArray();
    }

    private static double level(double[] sizes, double wanted) {
        double[] ascending = Arrays.stream(sizes).sorted().toArray();
        double left = wanted;
        for (int i = 0; i < ascending.length; i++) {
            double even = left / (ascending.length - i);
            if (ascending[i] >= even) {
                return even;
            }
            left -= ascending[i];
        }
        return Double.POSITIVE_INFINITY;
    }
}
