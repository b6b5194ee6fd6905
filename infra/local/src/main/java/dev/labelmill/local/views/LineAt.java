package dev.labelmill.local.views;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an item's line lies, as the page's addresses have it: {@code r.<offset>.<length>} in the batch's results, or
 * {@code c.<chunk>.<offset>.<length>} in the object that a chunk is a part of.
 *
 * @param chunk number of the chunk; -1 for the results
 */
record LineAt(int chunk, long offset, int length) {

    private static final int RESULTS = -1;

    /** Longer than any line: 4 MiB of the item's and what is added to it. */
    private static final int MAX_LENGTH = 8 << 20;

    private static final Pattern FORM = Pattern.compile("(?:r|c\\.(\\d{1,7}))\\.(\\d{1,13})\\.(\\d{1,7})");

    static LineAt inResults(long offset, int length) {
        return new LineAt(RESULTS, offset, length);
    }

    /** @throws IllegalArgumentException if it is no such place */
    static LineAt parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("at must name a place that a page of items gave.");
        }
        int chunk = matcher.group(1) == null ? RESULTS : Integer.parseInt(matcher.group(1));
        int length = Integer.parseInt(matcher.group(3));
        if (length == 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("No line has " + length + " bytes.");
        }
        return new LineAt(chunk, Long.parseLong(matcher.group(2)), length);
    }

    boolean isInResults() {
        return chunk == RESULTS;
    }

    @Override
    public String toString() {
        return (isInResults() ? "r" : "c." + chunk) + "." + offset + "." + length;
    }
}
