package dev.labelmill.core.delivery;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How long a vendor's labels take to come, from dispatch to webhook, by what came and by what did not. Labels that came alone
 * would make a vendor look quick that answers the easy half of its tasks at once and lets the rest expire; so the time that was
 * waited in vain counts too:
 *
 * <pre>
 *   mean = E / n,   E = Σ over labels that came of the time to it + Σ over those that did not of the time that was given them
 * </pre>
 *
 * <p>Where times are exponential that is their mean's maximum likelihood with censoring (Epstein and Sobel, Journal of the American
 * Statistical Association 48, 1953; Kalbfleisch and Prentice, The Statistical Analysis of Failure Time Data, 2nd edition 2002,
 * chapter 3). However they are distributed, it tends to what a buyer waits who asks the same vendor until a label comes: each claim
 * costs E[min(T, D)] and ends with a label with probability P(T ≤ D), so that on average their quotient passes (Wald, Annals of
 * Mathematical Statistics 15, 1944).
 *
 * @param answers labels that came while they were waited for, from 0: n
 * @param seconds that were waited for these and for those that did not come, from 0; above 0 where any came: E
 */
public record Turnaround(long answers, double seconds) {

    /** Nothing was seen. */
    public static final Turnaround NONE = new Turnaround(0, 0);

    /** In how many steps the root is found to the last digit; the sixth changes nothing any more. */
    private static final int STEPS = 12;

    private static final double MILLIS = 1000;

    /** @throws IllegalArgumentException if a number is negative, or labels took no time */
    public Turnaround {
        if (answers < 0 || !(seconds >= 0) || Double.isInfinite(seconds) || answers > 0 && seconds == 0) {
            throw new IllegalArgumentException(answers + " labels cannot have been waited for " + seconds + " seconds");
        }
    }

    /** Both together. */
    public Turnaround plus(Turnaround more) {
        return new Turnaround(answers + more.answers, seconds + more.seconds);
    }

    /** The mean, in seconds; empty where nothing has come. */
    public OptionalDouble mean() {
        return answers == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds / answers);
    }

    /**
     * What is expected of the next label, given what the vendor says: the most probable mean where its logarithm is normally
     * distributed about that of the declared time with a standard deviation of 1, and times are exponential. What a vendor
     * says is so taken to be right to within a factor of e, two times of three, and to be worth one label. With the declared time d
     * the logarithm of the posterior is, but for a constant, {@code -n ln m - E/m - (ln m/d)²/2}; its one maximum is at
     *
     * <pre>
     *   m = d · exp(y - n),   y + ln y = n + ln(E/d),
     * </pre>
     *
     * <p>which Newton's method finds from below, as the left side is concave. Without anything seen it is the declared time; with only
     * labels that never came it grows, the slower the longer it is.
     *
     * @param declared above 0
     */
    public Duration expected(Duration declared) {
        if (seconds == 0) {
            return declared;
        }
        double given = declared.toMillis() / MILLIS;
        double sum = answers + Math.log(seconds / given);
        double root = sum > 1 ? sum : Math.exp(sum);
        for (int step = 0; step < STEPS; step++) {
            root *= (1 + sum - Math.log(root)) / (1 + root);
        }
        return Duration.ofMillis(Math.max(1, Math.round(given * Math.exp(root - answers) * MILLIS)));
    }
}
