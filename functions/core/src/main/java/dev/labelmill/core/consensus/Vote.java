package dev.labelmill.core.consensus;

import java.util.Objects;

/**
 * One annotator's answer to one task.
 *
 * @param annotator who answered
 * @param answer index of the chosen class, from 0
 */
public record Vote(String annotator, int answer) {

    /** Checks both parts. */
    public Vote {
        Objects.requireNonNull(annotator, "annotator");
        if (answer < 0) {
            throw new IllegalArgumentException("a vote's class index must not be negative: " + answer);
        }
    }
}
