package dev.labelmill.lambda.payload;

import java.util.Optional;

/**
 * A label of a proven delivery that cannot be used.
 *
 * @param index its place in the delivery, from 0
 * @param sentence why, naming the field; repeats nothing of the content
 * @param excerpt the beginning of what was sent, for whoever looks into it
 * @param place   what it was for, as far as it could be read
 */
public record LabelProblem(int index, String sentence, String excerpt, Optional<Place> place) {
    /** The task that a label was for. */
    public record Place(String batch, String task) {}

    /** Longest excerpt kept, in characters. */
    public static final int MAX_EXCERPT_CHARS = 2048;

    /** Of a label that says nothing of its task that could be read. */
    public LabelProblem(int index, String sentence, String excerpt) {
        this(index, sentence, excerpt, Optional.empty());
    }

    /** Cuts the excerpt to length. */
    public LabelProblem {
        excerpt = excerpt.length() > MAX_EXCERPT_CHARS ? excerpt.substring(0, MAX_EXCERPT_CHARS) : excerpt;
    }
}
