package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static dev.labelmill.local.cli.Terminal.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line itself answers: help, options, and what cannot be run or written at all. */
class LabelmillTest {

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void copyBirds() throws IOException {
        folder = SampleBatches.copied("birds", parent);
    }

    @Test
    void help_names_the_commands_and_the_exit_codes() {
        Terminal terminal = labelmill("--help");
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("run", "serve", "Exit codes:", "the batch failed");
        assertThat(labelmill().out()).isEqualTo(terminal.out());
    }

    @Test
    void help_of_a_command_is_asked_for_in_two_ways() {
        Terminal terminal = labelmill("help", "run");
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out())
                .startsWith("Usage: labelmill run")
                .isEqualTo(labelmill("run", "--help").out());
        assertThat(labelmill("help").out()).isEqualTo(labelmill("--help").out());
        refuses(labelmill("nonsense").err().strip().replaceFirst("labelmill: ", ""), "help", "nonsense");
    }

    @Test
    void version_names_the_java_it_runs_on() {
        assertThat(labelmill("--version").out()).startsWith("labelmill ").contains("Java " + Runtime.version());
    }

    @Test
    void an_unknown_option_is_one_sentence() {
        refuses("Unknown option: '--fast' (see labelmill run --help)", "run", folder.toString(), "--fast");
    }

    @Test
    void an_unknown_option_is_told_alone_and_with_the_one_that_was_meant() {
        String told = "Unknown option: '--sumary'; did you mean --summary? (see labelmill run --help)";
        refuses(told, "run", "--sumary", "out.json", folder.toString());
        refuses(told, "run", folder.toString(), "--sumary", "out.json");
        refuses(told, "run", "--sumary=out.json", folder.toString());
        refuses("Unknown option: '--fast' (see labelmill run --help)", "run", "--fast", "7", folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "run, --seed, abc, a whole number",
        "run, --seed, 99999999999999999999, a number of fewer digits",
        "serve, --port, http, a whole number",
        "estimate, --price, cheap, a number",
        "replay, --confidence, high, a number",
        "statement, --endpoint, a b, an address such as http://127.0.0.1:8000"
    })
    void what_an_option_takes_is_told_in_plain_words(String command, String option, String value, String form) {
        refuses(
                option + " must be " + form + ", not " + value + " (see labelmill " + command + " --help)",
                command,
                option,
                value);
    }

    @Test
    void an_unknown_command_is_told_with_those_that_there_are() {
        refuses(
                "there is no command nonsense; commands are run, serve, score, replay, estimate, reconcile, statement,"
                        + " help.",
                "nonsense");
        refuses("Unknown option: '--nonsense' (see labelmill --help)", "--nonsense");
    }

    @Test
    void a_missing_folder_is_one_sentence() {
        refuses("There is no folder nowhere/at/all.", "run", "nowhere/at/all");
    }

    @Test
    void a_native_executable_that_is_none_is_refused() {
        refuses(
                folder.resolve("batch.json") + " is not an executable file.",
                "run",
                folder.toString(),
                "--native",
                folder.resolve("batch.json").toString());
    }

    @Test
    void a_summary_that_cannot_be_written_is_refused_before_the_run() {
        Path summary = folder.resolve("no/such/folder/out.json");
        refuses(summary + " cannot be written.", "run", folder.toString(), "--summary", summary.toString());
    }

    @Test
    void a_folder_of_results_that_is_none_or_the_batchs_own_is_refused() {
        Path file = folder.resolve("batch.json");
        refuses(file + " is not a folder.", "run", folder.toString(), "--out", file.toString());
        refuses(
                folder + " is the batch's own folder; name another for its results.",
                "run",
                folder.toString(),
                "--out",
                folder.toString());
    }

    @Test
    void a_folder_of_results_that_cannot_be_made_is_refused_before_the_run() {
        Path file = folder.resolve("batch.json");
        refuses(
                file.resolve("deep/out") + " cannot be written: " + file + " is not a folder.",
                "run",
                folder.toString(),
                "--out",
                file.resolve("deep/out").toString());
        Path system = Path.of("/proc/labelmill");
        assumeThat(Path.of("/proc")).exists();
        refuses(
                system + " cannot be written: no file can be made in /proc.",
                "run",
                folder.toString(),
                "--out",
                system.toString());
    }

    @Test
    void a_port_that_is_none_is_refused() {
        refuses("--port must be 0 to 65535, not 70000.", "serve", "--port", "70000");
        refuses("--page-port must be 0 to 65535, not -1.", "serve", "--page-port", "-1");
        refuses("--page-port must be 0 to 65535, not 70000.", "run", folder.toString(), "--page-port", "70000");
    }

    @Test
    void a_port_that_is_taken_is_refused_before_anything_is_started() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            refuses("--port " + port + " is taken by another program.", "serve", "--port", port);
        }
    }
}
