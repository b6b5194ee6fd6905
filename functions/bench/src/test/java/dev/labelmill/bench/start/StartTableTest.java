package dev.labelmill.bench.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StartTableTest {

    private static Start start(double wall) {
        return new Start(wall, wall / 2, 102_400, 51_200);
    }

    @Test
    void a_function_is_held_against_the_middle_of_each_floors_starts() {
        Map<String, List<Start>> starts = new TreeMap<>(Map.of(
                "hello", List.of(start(900), start(100), start(200)),
                "call", List.of(start(250)),
                "calls", List.of(start(500)),
                "webhook", List.of(start(250), start(240), start(9_000))));

        String table = new StartTable("java 17", starts).text();

        assertThat(table.lines())
                .contains("| hello | 100 | 200 | 900 | 100 | 1.00 | 0.80 | 0.40 | 100 | 1.00 | 1.00 | 1.00 | 50 |")
                .contains("| webhook | 240 | 250 | 9000 | 125 | 1.25 | 1.00 | 0.50 | 100 | 1.00 | 1.00 | 1.00 | 50 |");
    }

    @Test
    void who_misses_a_target_is_named_below_the_table() {
        Map<String, List<Start>> starts = Map.of(
                "hello", List.of(start(100)),
                "call", List.of(start(200)),
                "calls", List.of(start(240)),
                "pretask", List.of(start(125)),
                "webhook", List.of(start(260)));

        assertThat(new StartTable("java 17", starts).text().lines())
                .contains("Of hello: start within 1.25 1 of 2 functions, not webhook; memory within 1.30 2 of 2"
                        + " functions.")
                .contains("Of call: start within 1.25 1 of 2 functions, not webhook; memory within 1.30 2 of 2"
                        + " functions.")
                .contains("Of calls: start within 1.25 2 of 2 functions; memory within 1.30 2 of 2 functions.");
    }

    @Test
    void a_living_process_tells_its_memory_and_its_processor_time() {
        Start start = Start.of(ProcessHandle.current().pid(), 1);

        assertThat(start.processorMillis()).isPositive();
        assertThat(start.ownKilobytes()).isPositive().isLessThanOrEqualTo(start.peakKilobytes());
    }

    @Test
    void an_executable_is_measured_beside_executable_floors_only() {
        assertThatThrownBy(() -> Options.of("--native", "functions", "--native-floor", "hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--native-calls");
    }

    @Test
    void the_floors_are_no_real_functions() {
        assertThat(Floor.named("calls")).contains(Floor.CALLS);
        assertThat(Floor.named("webhook")).isEmpty();
    }

    @Test
    void every_jdk_is_measured_without_and_with_caches() {
        String jdk = System.getProperty("java.home");

        assertThat(Options.of("--jdk", jdk, "--rounds", "3").modes())
                .extracting(Mode::aot)
                .containsExactly(false, false, true);
    }

    @Test
    void a_slip_in_an_option_is_named() {
        assertThatThrownBy(() -> Options.of("--round", "3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no option --round");
    }
}
