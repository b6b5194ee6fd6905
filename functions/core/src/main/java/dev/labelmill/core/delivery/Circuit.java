package dev.labelmill.core.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a vendor's API, or a user's endpoint, is called at all, over all batches (Nygard, "Release It!", 2007, "Circuit Breaker"). Closed it is
 * called; after some failures in a row it opens, and the API is left alone, longer each time; then one single call, the probe,
 * decides whether it closes or opens again.
 *
 * @param failures in a row while it is closed
 * @param openings in a row without a success between them
 * @param until    open: when a probe may be made; probing: when the probe counts as lost
 */
public record Circuit(State state, int failures, int openings, Instant until) {

    /** Nothing is known against the other side. */
    public static final Circuit CLOSED = new Circuit(State.CLOSED, 0, 0, Instant.EPOCH);

    /** Failures in a row that open it. */
    public static final int MOST_FAILURES = 5;

    /** How long it stays open at first; twice as long each time, up to {@link #LONGEST}. */
    public static final Duration FIRST = Duration.ofSeconds(30);

    /** The longest that the other side is left alone. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int MOST_DOUBLINGS = 10;

    /** Where it stands. */
    public enum State {
        CLOSED,
        OPEN,
        /** Half-open: one probe is on its way. */
        PROBING
    }

    /** Whether a call may be made, a probe among them. */
    public boolean admits(Instant now) {
        return state == State.CLOSED || !now.isBefore(until);
    }

    /**
     * This circuit with a call that it admits on its way; the very circuit while it is closed.
     *
     * @param patience how long a probe may take before another one is made
     */
    public Circuit calling(Instant now, Duration patience) {
        return state == State.CLOSED ? this : new Circuit(State.PROBING, failures, openings, now.plus(patience));
    }

    /** After a call that was admitted was not made: if it was to be the probe, another one may be. */
    public Circuit uncalled(Instant now) {
        return state == State.PROBING ? new Circuit(State.OPEN, failures, openings, now) : this;
    }

    /** After a call that was answered. */
    public Circuit succeeded() {
        return CLOSED;
    }

    /** After a call that failed. */
    public Circuit failed(Instant now) {
        if (state == State.CLOSED && failures + 1 < MOST_FAILURES) {
            return new Circuit(State.CLOSED, failures + 1, openings, until);
        }
        return state == State.OPEN ? this : tripped(now);
    }

    /** Open at once, since more calls of the kind are of no use. */
    public Circuit tripped(Instant now) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(openings, MOST_DOUBLINGS));
        Duration pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return new Circuit(State.OPEN, 0, openings + 1, now.plus(pause));
    }
}
