package dev.labelmill.core.delivery;

import dev.labelmill.core.draw.Draw;
import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait after a failed attempt: at random between nothing and an end that doubles with each, up to a limit, so that
 * many that failed together do not come back together ("full jitter", Brooker, "Exponential Backoff and Jitter", AWS
 * Architecture Blog 2015). The draw is derived from names, so that a repeat waits as long.
 */
public final class RetryDelay {

    /** The end after the first attempt. */
    public static final Duration FIRST = Duration.ofSeconds(15);

    /** The highest end. */
    public static final Duration LIMIT = Duration.ofMinutes(15);

    /** Beyond it the limit holds anyway, and a shift would overflow. */
    private static final int MOST_DOUBLINGS = 20;

    private RetryDelay() {}

    /**
     * The wait before the next attempt; never shorter than the other side asked for.
     *
     * @param failed how many attempts have failed in a row, at least 1
     * @param asked  how long the other side wants to be left alone, if it said so
     * @param names  what is attempted
     */
    public static Duration after(int failed, Optional<Duration> asked, Draw draw, String... names) {
        String[] parts = new String[names.length + 2];
        parts[0] = "retry";
        parts[1] = Integer.toString(failed);
        System.arraycopy(names, 0, parts, 2, names.length);
        Duration drawn =
                Duration.ofMillis((long) (draw.uniform(parts) * (end(failed).toMillis() + 1)));
        return asked.filter(wanted -> wanted.compareTo(drawn) > 0).orElse(drawn);
    }

    /** The longest wait that is drawn after so many failures. */
    static Duration end(int failed) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failed - 1, MOST_DOUBLINGS));
        return doubled.compareTo(LIMIT) > 0 ? LIMIT : doubled;
    }
}
