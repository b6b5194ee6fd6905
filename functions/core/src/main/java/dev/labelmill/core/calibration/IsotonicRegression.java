package dev.labelmill.core.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The never falling function of x that is nearest to values y by weighted squares, {@code min Σ w_i (g(x_i) − y_i)²}, found by
 * pooling adjacent violators (Ayer, Brunk, Ewing, Reid and Silverman, Annals of Mathematical Statistics 26, 1955; Barlow,
 * Bartholomew, Bremner and Brunk, Statistical Inference under Order Restrictions, 1972): it is constant on blocks of
 * neighbours, and on each the mean of its values, so that the weighted mean over all is that of the values. Values of equal x are one
 * point, their mean. Takes O(n log n) for sorting and O(n) for pooling.
 *
 * @param blocks by rising x, values rising from one to the next
 */
public record IsotonicRegression(List<Block> blocks) {

    /** Copies the list. */
    public IsotonicRegression {
        blocks = List.copyOf(blocks);
    }

    /**
     * Points that have one value.
     *
     * @param centre their weighted mean x
     * @param value  the function's, their weighted mean y
     * @param weight their sum
     */
    public record Block(double centre, double value, double weight) {

        private Block with(Block next) {
            double sum = weight + next.weight;
            return new Block(
                    (weight * centre + next.weight * next.centre) / sum,
                    (weight * value + next.weight * next.value) / sum,
                    sum);
        }
    }

    /**
     * Fits the function.
     *
     * @param weights above 0
     * @throws IllegalArgumentException if there are no points, or the arrays are not of one length
     */
    public static IsotonicRegression fit(double[] x, double[] y, double[] weights) {
        if (x.length == 0 || x.length != y.length || x.length != weights.length) {
            throw new IllegalArgumentException("each of one point or more has x, y and a weight");
        }
        List<Block> pooled = new ArrayList<>();
        for (Block point : points(x, y, weights)) {
            Block last = point;
            while (!pooled.isEmpty() && pooled.get(pooled.size() - 1).value() >= last.value()) {
                last = pooled.remove(pooled.size() - 1).with(last);
            }
            pooled.add(last);
        }
        return new IsotonicRegression(pooled);
    }

    private static List<Block> points(double[] x, double[] y, double[] weights) {
        List<Block> points = new ArrayList<>();
        IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x[i]))
                .forEach(i -> {
                    Block point = new Block(x[i], y[i], weights[i]);
                    int last = points.size() - 1;
                    if (last >= 0 && points.get(last).centre() == x[i]) {
                        Block both = points.get(last).with(point);
                        points.set(last, new Block(x[i], both.value(), both.weight()));
                    } else {
                        points.add(point);
                    }
                });
        return points;
    }
}
