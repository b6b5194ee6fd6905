package dev.labelmill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

    @Test
    void the_sizes_of_batches_are_taken_out_of_the_options_of_starts() {
        List<String> args = new ArrayList<>(List.of("--rounds", "3", "--items", "500", "--functions", "tally"));

        assertThat(Benchmarks.taken(args, "--items", "10000")).isEqualTo("500");
        assertThat(args).containsExactly("--rounds", "3", "--functions", "tally");
        assertThat(Benchmarks.taken(args, "--items", "10000")).isEqualTo("10000");
    }

    @Test
    void a_slip_in_an_option_is_told_before_anything_is_measured() {
        assertThatThrownBy(() -> Benchmarks.main(new String[] {"--items", "10", "--round", "3"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no option --round");
        assertThatThrownBy(() -> Benchmarks.main(new String[] {"--items"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--items lacks its value");
    }

    @Test
    void the_machine_is_told_with_its_processors_and_its_java() {
        assertThat(Machine.text())
                .contains(Runtime.getRuntime().availableProcessors() + " processors")
                .contains("Java " + Runtime.version());
    }
}
