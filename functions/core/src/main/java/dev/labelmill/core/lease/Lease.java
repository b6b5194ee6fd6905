package dev.labelmill.core.lease;

import java.time.Instant;

/**
 * A slot of a task, held by one annotator for a while. It is remembered after its end: whoever had it knows the item.
 *
 * @param dispatch  whose claim the slot is of
 * @param annotator of the vendor's
 * @param until     when it ends, exclusive
 */
public record Lease(String dispatch, String annotator, Instant until) {

    /** Whether it is held at an instant. */
    public boolean isHeld(Instant now) {
        return now.isBefore(until);
    }

    Lease until(Instant end) {
        return new Lease(dispatch, annotator, end);
    }
}
