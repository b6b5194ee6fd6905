package dev.labelmill.core.batch;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A supplier of labels, as batch.json describes it.
 *
 * @param name         unique in the batch; letters, digits, {@code -}, {@code _} and {@code .}
 * @param tier         what it is asked to do
 * @param format       the form of its task files and webhooks
 * @param priceNanos   price of one accepted label in nano-dollars, not negative
 * @param capacity     how many labels it may owe at a time, at least 1
 * @param deadline     after which an unanswered claim goes back, a second to a year
 * @param seesPrelabel whether its annotators are shown the pre-label, which then is no independent evidence
 */
public record Vendor(
        String name, Tier tier, Format format, long priceNanos, int capacity, Duration deadline, boolean seesPrelabel) {

    /** The forms of task file and webhook that a vendor can speak. */
    public enum Format {
        LABELMILL,
        LABEL_STUDIO
    }

    /** Beyond any vendor's promise, and far from where dates overflow. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException naming the field that is out of range */
    public Vendor {
        Objects.requireNonNull(tier, "vendors[].tier");
        Objects.requireNonNull(format, "vendors[].format");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "vendors[].name \"" + name + "\" must be 1 to 64 letters, digits, dots, dashes or underscores");
        }
        require(priceNanos >= 0, name, "pricePerLabel must not be negative");
        require(capacity >= 1, name, "capacity must be at least 1");
        require(
                deadline.toSeconds() >= 1 && deadline.compareTo(LONGEST) <= 0,
                name,
                "deadlineSeconds must be 1 second to 365 days");
    }

    private static void require(boolean holds, String vendor, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("vendor " + vendor + ": " + problem);
        }
    }
}
