package dev.labelmill.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> ALWAYS = EnumSet.allOf(DayOfWeek.class);

    private static WorkingHours berlin(Set<DayOfWeek> days, String from, String to) {
        return new WorkingHours(BERLIN, days, LocalTime.parse(from), LocalTime.parse(to));
    }

    /** Minutes of work in the day and a half from a moment on. */
    private static long minutes(WorkingHours hours, String from) {
        return IntStream.range(0, 36 * 60)
                .filter(minute -> hours.include(Instant.parse(from).plus(Duration.ofMinutes(minute))))
                .count();
    }

    /** Friday is the 27th of November 2026. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T06:59:59Z, false",
        "2026-11-27T07:00:00Z, true",
        "2026-11-27T15:59:59.999Z, true",
        "2026-11-27T16:00:00Z, false",
        "2026-11-28T10:00:00Z, false",
        "2026-11-30T07:00:00Z, true",
    })
    void work_begins_with_its_first_minute_and_ends_before_its_last_on_its_days(Instant moment, boolean works) {
        assertThat(berlin(WEEK, "08:00", "17:00").include(moment)).isEqualTo(works);
    }

    /** Clocks went forward in the night to the 29th of March 2026 and went back in that to the 25th of October. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-28T07:00:00Z, true",
        "2026-03-28T06:59:00Z, false",
        "2026-03-29T06:00:00Z, true",
        "2026-03-29T05:59:00Z, false",
        "2026-03-29T15:00:00Z, false",
        "2026-10-24T06:00:00Z, true",
        "2026-10-25T06:00:00Z, false",
        "2026-10-25T07:00:00Z, true",
        "2026-10-25T15:59:00Z, true",
    })
    void the_clock_on_the_wall_counts_before_and_after_it_is_put(Instant moment, boolean works) {
        assertThat(berlin(ALWAYS, "08:00", "17:00").include(moment)).isEqualTo(works);
    }

    @Test
    void a_skipped_hour_is_never_and_one_that_comes_twice_counts_both_times() {
        WorkingHours skippedOrTwice = berlin(Set.of(DayOfWeek.SUNDAY), "02:00", "03:00");

        assertThat(minutes(skippedOrTwice, "2026-03-28T20:00:00Z")).isZero();
        assertThat(minutes(skippedOrTwice, "2026-10-24T20:00:00Z")).isEqualTo(120);
    }

    @Test
    void a_night_belongs_to_the_day_that_it_began_on_and_is_as_long_as_the_clocks_make_it() {
        WorkingHours saturdayNight = berlin(Set.of(DayOfWeek.SATURDAY), "22:00", "06:00");

        assertThat(minutes(saturdayNight, "2026-11-28T12:00:00Z")).isEqualTo(8 * 60);
        assertThat(minutes(saturdayNight, "2026-03-28T12:00:00Z")).isEqualTo(7 * 60);
        assertThat(minutes(saturdayNight, "2026-10-24T12:00:00Z")).isEqualTo(9 * 60);
        assertThat(saturdayNight.include(Instant.parse("2026-11-29T04:59:00Z"))).isTrue();
        assertThat(saturdayNight.include(Instant.parse("2026-11-29T21:30:00Z"))).isFalse();
        assertThat(saturdayNight.include(Instant.parse("2026-11-28T04:00:00Z"))).isFalse();
    }

    @Test
    void from_a_time_to_the_same_one_is_a_day_and_until_midnight_is_what_is_left_of_it() {
        assertThat(minutes(berlin(Set.of(DayOfWeek.FRIDAY), "00:00", "00:00"), "2026-11-26T20:00:00Z"))
                .isEqualTo(24 * 60);
        assertThat(minutes(berlin(Set.of(DayOfWeek.FRIDAY), "18:00", "00:00"), "2026-11-26T20:00:00Z"))
                .isEqualTo(6 * 60);
    }

    @Test
    void a_vendor_that_never_works_is_none() {
        assertThatThrownBy(() -> new WorkingHours(ZoneOffset.UTC, Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT))
                .hasMessage("days must name at least one day");
    }
}
