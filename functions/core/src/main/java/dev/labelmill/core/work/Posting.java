package dev.labelmill.core.work;

import java.time.LocalDate;

/**
 * What one label's events of a kind on a day changed.
 *
 * @param day   in UTC
 * @param count events
 * @param work  the change: a correction's may be nothing, a deletion's is what the label was, with the other sign
 */
public record Posting(LocalDate day, Kind kind, int count, Work work) {

    /** What can happen to a label. */
    public enum Kind {
        LABEL,
        CORRECTION,
        DELETION
    }
}
