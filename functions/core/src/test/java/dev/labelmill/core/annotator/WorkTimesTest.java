package dev.labelmill.core.annotator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WorkTimesTest {

    @Test
    void the_pace_is_the_median() {
        WorkTimes times = WorkTimes.ofDurations();
        for (double seconds : new double[] {9, 1, 4}) {
            times.add(0, seconds);
        }
        times.add(2, 3);
        times.add(2, 6);
        Pace pace = times.pace();
        assertThat(pace.medianSeconds(0)).hasValue(4);
        assertThat(pace.medianSeconds(1)).isEmpty();
        assertThat(pace.medianSeconds(2)).hasValue(4.5);
        assertThat(pace.medianSeconds(3)).isEmpty();
    }

    /** Labels at 0, 10, 25 and 100 seconds, in any order: gaps of 10, 15 and 75. */
    @Test
    void of_moments_the_gaps_are_taken() {
        WorkTimes times = WorkTimes.ofMoments();
        for (double moment : new double[] {25, 0, 100, 10}) {
            times.add(0, moment);
        }
        times.add(1, 7);
        assertThat(times.pace().medianSeconds(0)).hasValue(15);
        assertThat(times.pace().medianSeconds(1)).isEmpty();
    }

    /** Medians of 2, 9, 8, 7 and, of one label only, 1: the typical one is 7, a third of it 2.33. */
    @Test
    void much_faster_than_the_others_is_a_signal() {
        WorkTimes times = WorkTimes.ofDurations();
        for (int i = 0; i < 10; i++) {
            times.add(0, 2);
            times.add(1, 9);
            times.add(2, 8);
            times.add(3, 7);
        }
        times.add(4, 1);
        Pace pace = times.pace();
        assertThat(pace.tooFast(0)).contains(new SpamSignal.TooFast(2, 7));
        assertThat(pace.tooFast(1)).isEmpty();
        assertThat(pace.tooFast(4)).isEmpty();
    }

    @Test
    void nothing_is_known_of_nobody() {
        assertThat(WorkTimes.ofMoments().pace().medianSeconds(0)).isEmpty();
        assertThat(Pace.UNKNOWN.tooFast(0)).isEmpty();
    }

    @Test
    void what_is_no_time_is_refused() {
        assertThatThrownBy(() -> WorkTimes.ofDurations().add(0, -1)).hasMessage("no time of work: -1.0");
        assertThatThrownBy(() -> WorkTimes.ofMoments().add(0, Double.NaN)).hasMessage("no time of work: NaN");
    }

    @Property
    void half_of_the_labels_take_no_longer_than_the_median(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(max = 1e6) Double> seconds) {
        WorkTimes times = WorkTimes.ofDurations();
        seconds.forEach(value -> times.add(0, value));
        double median = times.pace().medianSeconds(0).orElseThrow();
        double[] all = seconds.stream().mapToDouble(Double::doubleValue).toArray();
        assertThat(2 * Arrays.stream(all).filter(s -> s <= median).count()).isGreaterThanOrEqualTo(all.length);
        assertThat(2 * Arrays.stream(all).filter(s -> s >= median).count()).isGreaterThanOrEqualTo(all.length);
    }
}
