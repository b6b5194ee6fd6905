package dev.labelmill.core.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationCountsTest {

    @Test
    void an_item_counts_in_its_bin_and_a_calibration_item_in_all_three() {
        CalibrationCounts counts = new CalibrationCounts.Builder()
                .add(new double[] {.5, .5})
                .addCalibration(new double[] {.2, .8}, 1)
                .addCalibration(new double[] {.2, .8}, 0)
                .build();
        int bin = ConfidenceBins.bin(.8);

        assertThat(counts.items()).isEqualTo(3);
        assertThat(counts.items(8)).isEqualTo(1);
        assertThat(counts.items(bin)).isEqualTo(2);
        assertThat(counts.calibrationItems(bin)).isEqualTo(2);
        assertThat(counts.calibrationErrors(bin)).isEqualTo(1);
        assertThat(counts.calibrationItems()).isEqualTo(2);
    }

    @Test
    void a_tie_is_answered_with_the_lowest_class() {
        CalibrationCounts counts = new CalibrationCounts.Builder()
                .addCalibration(new double[] {.4, .4, .2}, 0)
                .addCalibration(new double[] {.4, .4, .2}, 1)
                .build();

        assertThat(counts.calibrationErrors(ConfidenceBins.bin(.4))).isEqualTo(1);
    }

    @Test
    void chunks_add_up_to_the_whole_and_counters_read_back() {
        CalibrationCounts.Builder whole = new CalibrationCounts.Builder();
        CalibrationCounts chunks = CalibrationCounts.EMPTY;
        for (int i = 1; i < 200; i++) {
            double[] probabilities = {i / 200.0, 1 - i / 200.0};
            whole.addCalibration(probabilities, i % 2).add(probabilities);
            chunks = chunks.plus(new CalibrationCounts.Builder()
                    .add(probabilities)
                    .addCalibration(probabilities, i % 2)
                    .build());
        }
        Map<String, Long> stored = new HashMap<>(chunks.asCounters());
        stored.put("rejected", 3L);

        assertThat(chunks).isEqualTo(whole.build());
        assertThat(CalibrationCounts.of(stored)).isEqualTo(chunks).hasSameHashCodeAs(chunks);
        assertThat(CalibrationCounts.EMPTY.asCounters()).isEmpty();
    }

    @Test
    void a_probability_a_hair_above_1_is_1() {
        CalibrationCounts counts = new CalibrationCounts.Builder()
                .addCalibration(new double[] {Math.nextUp(1.0), 0}, 0)
                .build();

        assertThat(counts.calibrationItems(ConfidenceBins.COUNT - 1)).isEqualTo(1);
    }

    @Test
    void what_is_taken_out_again_was_never_counted() {
        CalibrationCounts all = new CalibrationCounts.Builder()
                .add(new double[] {.9, .1})
                .addCalibration(new double[] {.3, .7}, 0)
                .addCalibration(new double[] {.9, .1}, 0)
                .build();
        CalibrationCounts part = new CalibrationCounts.Builder()
                .add(Observation.of(new double[] {.9, .1}))
                .add(Observation.of(new double[] {.3, .7}, 0))
                .build();

        assertThat(all.minus(part))
                .isEqualTo(new CalibrationCounts.Builder()
                        .addCalibration(new double[] {.9, .1}, 0)
                        .build());
        assertThat(all.minus(all)).isEqualTo(CalibrationCounts.EMPTY);
    }
}
