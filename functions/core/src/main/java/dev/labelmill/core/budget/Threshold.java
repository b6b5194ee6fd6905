package dev.labelmill.core.budget;

import java.util.List;
import java.util.stream.Stream;

/** Shares of a limit that its owner is told of, each once. */
public enum Threshold {
    HALF(50),
    MOST(80),
    ALL(100);

    private final int percent;

    Threshold(int percent) {
        this.percent = percent;
    }

    /** In hundredths of the limit. */
    public int percent() {
        return percent;
    }

    /**
     * Those that are reached, lowest first.
     *
     * @param committed that counts against the limit
     * @param limit     above 0
     */
    public static List<Threshold> reached(long committed, long limit) {
        return Stream.of(values())
                .filter(threshold -> committed >= part(limit, threshold.percent))
                .toList();
    }

    /** The one of so many hundredths. @throws IllegalArgumentException if there is none */
    public static Threshold of(int percent) {
        return Stream.of(values())
                .filter(threshold -> threshold.percent == percent)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no threshold is at " + percent + " %"));
    }

    /** That share of an amount, rounded up. */
    private static long part(long amount, int percent) {
        long whole = amount / 100 * percent;
        return whole + (amount % 100 * percent + 99) / 100;
    }
}
