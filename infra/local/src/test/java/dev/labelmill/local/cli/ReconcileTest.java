package dev.labelmill.local.cli;

import static dev.labelmill.local.cli.Terminal.labelmill;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcileTest {

    /** A second at a gigabyte: $0.0000135334 with its request, at the prices of us-east-1-arm64. */
    private static final String SECOND = "REPORT RequestId: a\tDuration: 1000.00 ms\tBilled Duration: 1000 ms\t"
            + "Memory Size: 1024 MB\tMax Memory Used: 97 MB\t\n";

    private static final String LEDGER = "{\"score.lambda\":0.000013533,\"score.s3\":0.1}";

    @TempDir
    Path folder;

    private Path logs;

    @BeforeEach
    void makeLogs() throws IOException {
        logs = Files.createDirectory(folder.resolve("logs"));
        Files.writeString(logs.resolve("score.log"), "START\n" + SECOND);
    }

    private void logged(String batch, String phase, String ledger) throws IOException {
        Files.writeString(
                logs.resolve("finish.log"),
                "2026-11-28T16:00:00.000Z\t{\"_aws\":{},\"batch\":\"" + batch + "\",\"phase\":\"" + phase
                        + "\",\"platform\":" + ledger + "}\n");
    }

    private Terminal reconcile() throws IOException {
        Path report = folder.resolve("report.json");
        Files.writeString(report, "{\"batch\":\"digits\",\"cost\":{\"ledger\":" + LEDGER + "}}");
        return labelmill("reconcile", logs.toString(), "--report", report.toString());
    }

    private String refusal(String sentence) {
        return "labelmill: " + folder.resolve("report.json") + " " + sentence + System.lineSeparator();
    }

    @Test
    void a_report_of_the_logs_own_run_is_compared_function_by_function() throws IOException {
        logged("digits", "DONE", LEDGER);

        Terminal terminal = reconcile();

        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out())
                .containsPattern("score +1 +1[.]000 +0[.]000013533 +0[.]000013533 +0[.]000000000")
                .contains("The ledger is 100.0 % of what Lambda reports, within")
                .doesNotContain("not known");
    }

    @Test
    void a_report_of_a_batch_that_the_logs_do_not_name_is_refused() throws IOException {
        logged("birds", "DONE", LEDGER);

        Terminal terminal = reconcile();

        assertThat(terminal.err()).isEqualTo(refusal("is of batch digits, of which " + logs + " says nothing."));
        assertThat(terminal.exitCode()).isEqualTo(2);
    }

    @Test
    void a_report_of_another_run_of_the_same_batch_is_refused() throws IOException {
        logged("digits", "DONE", LEDGER.replace("3533", "3534"));

        Terminal terminal = reconcile();

        assertThat(terminal.err())
                .isEqualTo(refusal(
                        "is of another run of batch digits than " + logs + ", where it ended with another ledger."));
        assertThat(terminal.exitCode()).isEqualTo(2);
    }

    @Test
    void logs_without_the_batchs_end_are_taken() throws IOException {
        logged("digits", "AUDITING", "{}");

        assertThat(reconcile().exitCode()).isZero();
    }

    @Test
    void of_logs_that_name_no_batch_it_is_said_that_nothing_is_known() throws IOException {
        Terminal terminal = reconcile();

        assertThat(terminal.exitCode()).isZero();
        assertThat(terminal.out()).contains("No line of the logs names a batch");
    }
}
