package dev.labelmill.core.results;

import java.time.Instant;

/**
 * How far a batch was at an instant.
 *
 * @param labels   of any purpose
 * @param accepted items with a final label
 * @param settled  tasks and audits answered
 * @param nanos    everything spent, in nano-dollars
 */
public record Reading(Instant at, long labels, long accepted, long settled, long nanos) {

    /** Of a batch that has just begun. */
    public static Reading start(Instant at) {
        return new Reading(at, 0, 0, 0, 0);
    }

    /** Of a batch with these figures. */
    public static Reading of(BatchFigures figures, Instant at) {
        return new Reading(at, figures.labels(), figures.accepted(), figures.settled(), figures.totalNanos());
    }
}
