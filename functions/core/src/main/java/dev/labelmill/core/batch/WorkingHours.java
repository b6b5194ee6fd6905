package dev.labelmill.core.batch;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;

/**
 * When a vendor may be given new work, by what a clock on its wall shows: an hour that is skipped when clocks go forward is
 * never, and one that comes twice when they go back counts both times.
 *
 * @param zone where the vendor's clock hangs
 * @param days on which work begins, at least one
 * @param from the time of day from which on it works
 * @param to   until when, not that minute itself; a time that is not after {@code from} is on the next day
 */
public record WorkingHours(ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    /** @throws IllegalArgumentException if there is no day */
    public WorkingHours {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        days = Set.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must name at least one day");
        }
    }

    /** Whether it works then. */
    public boolean include(Instant moment) {
        ZonedDateTime there = moment.atZone(zone);
        LocalTime time = there.toLocalTime();
        boolean beganToday = days.contains(there.getDayOfWeek()) && !time.isBefore(from);
        if (from.isBefore(to)) {
            return beganToday && time.isBefore(to);
        }
        boolean beganYesterday = days.contains(there.getDayOfWeek().minus(1)) && time.isBefore(to);
        return beganToday || beganYesterday;
    }
}
