package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.notify.Rejections;
import dev.labelmill.lambda.vendor.Mark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Files that an invocation does not read to their end. */
class ReadOnTest extends ReturnedFilesDesk {

    @Test
    void what_an_invocation_cannot_finish_another_goes_on_with_record_by_record() {
        String rows = IntStream.range(0, 50)
                .mapToObj(i -> "t" + i + ",w1,yes\n")
                .collect(Collectors.joining("", "task,annotator,choice\n", ""));
        IntStream.range(0, 50).parallel().forEach(i -> task("t" + i));
        tick = Duration.ofSeconds(20);

        returned("a.csv", rows);

        assertThat(untilRead()).isEqualTo(4);
        assertThat(IntStream.range(0, 50).filter(i -> labels("t" + i).size() == 1))
                .hasSize(50);
        assertThat(reasons("a.csv")).isEmpty();
    }

    @Test
    void a_packed_file_is_gone_on_with_where_it_was_left() throws IOException {
        IntStream.range(0, 25).parallel().forEach(i -> task("t" + i));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 25; i++) {
                gzip.write(("{\"task\":\"t" + i + "\",\"annotator\":\"w1\",\"choice\":\"yes\"}\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        tick = Duration.ofSeconds(30);

        returned("a.jsonl.gz", packed.toByteArray());

        assertThat(untilRead()).isEqualTo(3);
        assertThat(IntStream.range(0, 25).filter(i -> labels("t" + i).size() == 1))
                .hasSize(25);
    }

    @Test
    void records_without_labels_are_no_reason_to_run_out_of_time() {
        String header = "INPUT:labelmill_task\tOUTPUT:label\tASSIGNMENT:worker_id\tASSIGNMENT:status\n";
        tick = Duration.ofSeconds(2);

        returned("a.tsv", header + "i1\t\tw1\tSKIPPED\n".repeat(450) + "i1\tyes\tw1\tSUBMITTED\n");

        assertThat(untilRead()).isEqualTo(4);
        assertThat(answers("i1")).isEqualTo("w1 1");
    }

    @Test
    void a_file_replaced_while_it_was_read_is_left_to_its_own_event() {
        returned("a.csv", "task,annotator,choice\ni1,w1,yes\n");
        take(new ReturnMessage(FOLDER + "a.csv", "another", 0, Optional.empty(), Rejections.ofLabels()).toJson());
        take(new ReturnMessage(
                        FOLDER + "a.csv",
                        stage.bucket().head(FOLDER + "a.csv").orElseThrow().etag(),
                        1,
                        Optional.of(new Mark(33, 3, "")),
                        Rejections.ofLabels())
                .toJson());

        assertThat(answers("i1")).isEqualTo("w1 1");
    }
}
