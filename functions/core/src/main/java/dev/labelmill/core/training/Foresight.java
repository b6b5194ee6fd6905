package dev.labelmill.core.training;

import dev.labelmill.core.calibration.Temperature;
import java.util.Arrays;
import java.util.List;

/**
 * How well heads foresaw the labels of the items that were chosen by them: the loss at each {@link Temperature}, summed
 * over examples before they were learnt from. Such predictions are as honest as those on a held-out set (progressive
 * validation: Blum, Kalai and Langford, "Beating the hold-out", COLT 1999). Held-out folds of items that were chosen for
 * what they teach are not: a head without them lacks just what it needed, and looks far less sure of the rest than the
 * whole head should be.
 *
 * @param losses in micro-nats, one a temperature
 * @param items  how many examples they are of
 */
public record Foresight(List<Long> losses, long items) {

    /** Nothing was foreseen. */
    public static final Foresight NONE = new Foresight(List.copyOf(zeros()), 0);

    /** @throws IllegalArgumentException if there is not one sum for each temperature */
    public Foresight {
        if (losses.size() != Temperature.COUNT) {
            throw new IllegalArgumentException("there is a loss for each of " + Temperature.COUNT + " temperatures");
        }
        losses = List.copyOf(losses);
    }

    /** What predictions are worth at each temperature. */
    static Foresight of(List<HeldOutExample> predicted) {
        double[] sums = new double[Temperature.COUNT];
        for (HeldOutExample one : predicted) {
            add(one, sums);
        }
        return new Foresight(Arrays.stream(sums).mapToObj(Math::round).toList(), predicted.size());
    }

    /** The sum of both. */
    Foresight plus(Foresight other) {
        Long[] sum = new Long[Temperature.COUNT];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = losses.get(i) + other.losses.get(i);
        }
        return new Foresight(Arrays.asList(sum), items + other.items);
    }

    /** The temperature that fits best. */
    double temperature() {
        return Temperature.best(losses.stream().mapToLong(l -> l).toArray(), items);
    }

    private static void add(HeldOutExample one, double[] sums) {
        for (int k = 0; k < one.prediction().length; k++) {
            double share = one.example().target()[k] * one.example().weight();
            if (share > 0) {
                long[] losses = Temperature.microNats(one.prediction(), k);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += share * losses[i];
                }
            }
        }
    }

    private static List<Long> zeros() {
        Long[] zeros = new Long[Temperature.COUNT];
        Arrays.fill(zeros, 0L);
        return Arrays.asList(zeros);
    }
}
