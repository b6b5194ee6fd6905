package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of labels that a vendor put under {@code returns/<vendor>/<batch>/}.
 *
 * @param name     its path below the batch's folder
 * @param modified when it was put there; S3 tells it to the second
 * @param etag     version of its content
 */
public record ReturnedFile(String vendor, String batch, String name, Instant modified, String etag) {

    private static final Pattern BY = Pattern.compile("(?:.*/)?by/([^/]+)/[^/]+");

    /** The revision of a label that has none of its own: when the file came, in microseconds since 1970, so that a later file wins. */
    public long revision() {
        return micros(modified);
    }

    /**
     * A time as a revision: microseconds since 1970.
     *
     * @throws ArithmeticException if it is before 1970 or after 2255
     */
    public static long micros(Instant time) {
        long micros = Math.addExact(
                TimeUnit.SECONDS.toMicros(time.getEpochSecond()), TimeUnit.NANOSECONDS.toMicros(time.getNano()));
        if (micros < 0 || micros > Field.MAX_REVISION) {
            throw new ArithmeticException("not between 1970 and 2255");
        }
        return micros;
    }

    /** What stands on a label's row as its delivery: the same again for the same content. */
    public String delivery() {
        return "file-" + etag;
    }

    /** The annotator that the file's folder names: {@code <annotator>} of a file in {@code by/<annotator>/}. */
    public Optional<String> by() throws UnusableContent {
        Matcher by = BY.matcher(name);
        return by.matches()
                ? Optional.of(new Field("the folder below by/", TextNode.valueOf(by.group(1))).id())
                : Optional.empty();
    }

    /** Whose labels are in a file whose form names nobody: its folder's annotator, else the vendor as a whole. */
    public String annotator() throws UnusableContent {
        return by().orElse(vendor);
    }
}
