package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Vendors number no revisions, but tell when a label was changed last: that time serves, in microseconds since the epoch. */
public final class Revision {

    private static final Pattern WITHOUT_OFFSET =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?");

    private Revision() {}

    /** The revision of a date and time that may lack an offset, which then is UTC's: the vendors that leave it out mean that. */
    public static long of(Field time) throws UnusableContent {
        Instant at = instant(time);
        long micros = TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(at.getNano());
        if (micros < 1 || micros > Field.MAX_REVISION) {
            throw time.fault("is not a time between 1970 and 2255");
        }
        return micros;
    }

    /** The time itself. */
    public static Instant instant(Field time) throws UnusableContent {
        String text = time.text();
        return WITHOUT_OFFSET.matcher(text).matches()
                ? new Field(time.path(), TextNode.valueOf(text + "Z")).instant()
                : time.instant();
    }
}
