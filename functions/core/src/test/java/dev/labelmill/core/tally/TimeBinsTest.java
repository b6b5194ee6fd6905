package dev.labelmill.core.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeBinsTest {

    @Property
    void the_median_of_bins_is_within_a_fourth_of_the_middle_time(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 4, max = 4_000_000) Long> times) {
        Counters counters = new Counters();
        times.forEach(millis -> counters.add("took." + TimeBins.of(millis), 1));
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        double middle = sorted[(sorted.length - 1) / 2] / 1000.0;

        double median = TimeBins.medianSeconds(counters, "took.").getAsDouble();

        assertThat(median).as(Arrays.toString(sorted)).isCloseTo(middle, within(middle / 4 + 1e-9));
    }

    @Test
    void each_time_is_in_the_bin_that_begins_at_or_before_it() {
        assertThat(List.of(1L, 2L, 3L, 4L, 7L, 8L, 900L, 1000L, 1024L).stream().map(TimeBins::of))
                .containsExactly(0, 4, 6, 8, 11, 12, 39, 39, 40);
    }

    @Test
    void a_vendor_whose_name_goes_on_with_a_dot_is_another() {
        Counters counters = new Counters().add("took.a.40", 1).add("took.a.b.60", 5);

        assertThat(TimeBins.medianSeconds(counters, "took.a.").getAsDouble()).isBetween(1.0, 1.3);
    }

    @Test
    void nothing_timed_has_no_median() {
        assertThat(TimeBins.medianSeconds(new Counters().add("labels", 3), "took."))
                .isEmpty();
    }
}
