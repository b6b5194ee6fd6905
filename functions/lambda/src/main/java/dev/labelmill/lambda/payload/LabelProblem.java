package dev.labelmill.lambda.payload;

/**
 * A label of a proven delivery that cannot be used.
 *
 * @param index its place in the delivery, from 0
 * @param sentence why, naming the field; repeats nothing of the content
 * @param excerpt the beginning of what was sent, for whoever looks into it
 */
public record LabelProblem(int index, String sentence, String excerpt) {
    /** Longest excerpt kept, in characters. */
    public static final int MAX_EXCERPT_CHARS = 2048;

    /** Cuts the excerpt to length. */
    public LabelProblem {
        excerpt = excerpt.length() > MAX_EXCERPT_CHARS ? excerpt.substring(0, MAX_EXCERPT_CHARS) : excerpt;
    }
}
