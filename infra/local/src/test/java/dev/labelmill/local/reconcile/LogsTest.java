package dev.labelmill.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.cost.PriceFile;
import dev.labelmill.local.telemetry.ReportLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {

    /** As the developer guide has it, tabs between the fields. */
    private static final String WARM = "REPORT RequestId: 8f507cfc-xmpl-4697-b07a-ac58fc914c95\tDuration: 523.77 ms\t"
            + "Billed Duration: 524 ms\tMemory Size: 512 MB\tMax Memory Used: 110 MB\t";

    private static final String COLD = "2026-11-28T16:00:00.000Z\tREPORT RequestId: a\tDuration: 1.20 ms\t"
            + "Billed Duration: 252 ms\tMemory Size: 1024 MB\tMax Memory Used: 97 MB\tInit Duration: 250.12 ms\t";

    @TempDir
    Path folder;

    @Test
    void a_reported_invocation_is_priced_by_billed_time_and_configured_memory() throws IOException {
        Files.writeString(folder.resolve("labelmill-dev-score.log"), "START\n" + WARM + "\n" + COLD + "\nsomething\n");

        Usage score = Logs.usage(folder).get("score");

        assertThat(score.invocations()).isEqualTo(2);
        assertThat(score.cold()).isEqualTo(1);
        assertThat(score.gbSeconds()).isEqualTo(0.524 / 2 + 0.252);
        assertThat(score.nanos(PriceFile.shipped("us-east-1-arm64")))
                .isEqualTo((2 * 200_000 + 13_333_400L * 514 / 1000) / 1000);
    }

    @Test
    void a_line_that_an_export_brings_twice_counts_once() throws IOException {
        Files.writeString(folder.resolve("score.log"), WARM + "\n" + WARM + "\n");

        assertThat(Logs.usage(folder.resolve("score.log")).get("score").invocations())
                .isEqualTo(1);
    }

    @Test
    void what_only_looks_like_a_report_is_none() {
        assertThat(ReportLine.parse("REPORT of something else")).isEmpty();
        assertThat(ReportLine.parse("REPORT RequestId: a\tDuration: 1 ms")).isEmpty();
        assertThat(ReportLine.parse(COLD)).isEmpty();
        assertThat(ReportLine.parse(WARM + "Status: timeout").orElseThrow().failed())
                .isTrue();
    }
}
