package dev.labelmill.core.annotator;

import dev.labelmill.core.certificate.ClopperPearson;

/**
 * A share of trials that succeeded, with the exact two-sided interval of 95 % confidence (Clopper and Pearson 1934).
 *
 * @param successes from 0 to {@code trials}
 * @param trials at least 1
 */
public record Proportion(long successes, long trials) {

    private static final double EACH_SIDE = 0.025;

    /** @throws IllegalArgumentException if there are no trials, or fewer than successes */
    public Proportion {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("no share: " + successes + " of " + trials);
        }
    }

    /** The share itself, in [0, 1]. */
    public double value() {
        return (double) successes / trials;
    }

    /** Lower end of the interval, in [0, 1). */
    public double low() {
        return ClopperPearson.lower(successes, trials, EACH_SIDE);
    }

    /** Upper end of the interval, in (0, 1]. */
    public double high() {
        return ClopperPearson.upper(successes, trials, EACH_SIDE);
    }
}
