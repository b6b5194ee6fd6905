package dev.labelmill.core.batch;

import java.util.Objects;

/**
 * Who of a batch's annotators get no more tasks, as of the last look at what they made of known items. A look reads all of
 * these, so there is one only when their answers have grown by a tenth, and by {@link #LEAST_MORE} at least: as many answers
 * as begin an annotator's work where tasks are asked for one by one.
 *
 * @param answers on known items that there were when it was looked
 * @param key     bucket key of the annotators' names; empty if nobody is paused
 */
public record Pauses(long answers, String key) {

    /** Answers on known items between two looks, at the least. */
    public static final long LEAST_MORE = 5;

    /** Of the answers so far, the part that is to come before another look: one in so many. */
    private static final long PART = 10;

    /** Nobody has looked yet. */
    public static final Pauses NONE = new Pauses(0, "");

    public Pauses {
        Objects.requireNonNull(key, "key");
    }

    /** Whether it is time to look again, now that there are so many answers. */
    public boolean isDue(long now) {
        return now - answers >= Math.max(LEAST_MORE, answers / PART);
    }
}
