package dev.labelmill.core.annotator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WorkSketchesTest {

    @Property(tries = 300)
    void a_median_is_within_one_percent_of_the_exact_one(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 100_000_000) Long> millis) {
        WorkSketches sketches = new WorkSketches();
        WorkTimes times = WorkTimes.ofDurations();
        millis.forEach(time -> {
            sketches.add(0, time);
            times.add(0, time / 1000.0);
        });

        double exact = times.pace().medianSeconds(0).orElseThrow();
        assertThat(sketches.pace().medianSeconds(0).orElseThrow()).isCloseTo(exact, within(0.0100001 * exact));
    }

    @Test
    void labels_without_a_time_and_annotators_without_labels_have_no_median() {
        WorkSketches sketches = new WorkSketches();
        sketches.add(2, 0);
        sketches.add(1, 4000);

        Pace pace = sketches.pace();
        assertThat(pace.medianSeconds(0)).isEmpty();
        assertThat(pace.medianSeconds(1).orElseThrow()).isCloseTo(4, within(0.04));
        assertThat(pace.medianSeconds(2)).isEmpty();
        assertThat(pace.medianSeconds(3)).isEmpty();
    }

    @Test
    void who_takes_a_tenth_of_the_usual_time_is_too_fast() {
        WorkSketches sketches = new WorkSketches();
        for (int label = 0; label < 20; label++) {
            sketches.add(0, 6000 + 100 * label);
            sketches.add(1, 8000 - 100 * label);
            sketches.add(2, 600);
        }

        Pace pace = sketches.pace();
        assertThat(pace.tooFast(0)).isEmpty();
        assertThat(pace.tooFast(2))
                .hasValueSatisfying(signal -> assertThat(signal.medianSeconds()).isCloseTo(0.6, within(0.006)));
    }
}
