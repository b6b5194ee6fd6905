package dev.labelmill.core.budget;

import java.time.Instant;

/**
 * A threshold that was reached for the first time, of which the batch's owner is told once.
 *
 * @param usage   as it was then
 * @param at      when it was noticed
 * @param told    whether its notice is on its way
 * @param version of the stored row; 0 before it is stored
 */
public record Alert(String batch, Usage usage, Threshold threshold, Instant at, boolean told, long version) {

    /** One that has just been noticed. */
    public Alert(String batch, Usage usage, Threshold threshold, Instant at) {
        this(batch, usage, threshold, at, false, 0);
    }

    /** With its notice on its way. */
    public Alert asTold() {
        return new Alert(batch, usage, threshold, at, true, version);
    }

    /** The same under the next version, as it is to be stored. */
    public Alert nextVersion() {
        return new Alert(batch, usage, threshold, at, told, version + 1);
    }
}
