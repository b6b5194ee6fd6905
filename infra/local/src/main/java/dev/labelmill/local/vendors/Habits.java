package dev.labelmill.local.vendors;

import java.time.Duration;

/**
 * How a vendor delivers.
 *
 * @param duplicates share of deliveries that are sent a second time, 0 to 1
 * @param shuffle    whether deliveries arrive in another order than they were made
 * @param shortest   time from task to delivery, at least
 * @param longest    the same, at most
 */
record Habits(double duplicates, boolean shuffle, Duration shortest, Duration longest) {

    /** @throws IllegalArgumentException naming the field that is out of range */
    Habits {
        if (!(duplicates >= 0 && duplicates <= 1)) {
            throw new IllegalArgumentException("duplicates must lie between 0 and 1, not " + duplicates);
        }
        if (shortest.isNegative() || longest.compareTo(shortest) < 0) {
            throw new IllegalArgumentException("delayMillis must be two times, the shorter first, not negative");
        }
    }
}
