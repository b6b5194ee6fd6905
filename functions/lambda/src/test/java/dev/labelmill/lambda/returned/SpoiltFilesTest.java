package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.Returned;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Files of every form, spoilt at random: none ends otherwise than in labels and in content that cannot be used. */
class SpoiltFilesTest {

    private static final int RUNS = 10;
    /** In all: few in every build, more by {@code -Dlabelmill.fuzz.files=60000}. */
    private static final int SPOILT = Integer.getInteger("labelmill.fuzz.files", 3_000);

    private static final List<FileSample> SAMPLES = FileSample.all();

    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "<",
            ">",
            "</",
            "/>",
            "&",
            "&x;",
            "&#0;",
            "<![CDATA[",
            "<!--",
            "<!DOCTYPE a [",
            "<?",
            "null",
            "true",
            "-1",
            "1e999999999",
            "0.1",
            "9".repeat(50),
            "\\u0000",
            "\0",
            "\r",
            "#",
            "\ud800",
            "images",
            "annotations",
            "image_id",
            "humanAnswers",
            "inputContent",
            "-metadata",
            "labelmill-task",
            "\t",
            "\n",
            ";",
            "\ufeff",
            "annotator",
            "result",
            "data_row",
            "dataRow",
            "INPUT:labelmill_task",
            "ASSIGNMENT:status",
            "REJECTED");

    private static byte[] spoilt(byte[] content, Random random) {
        byte[] spoilt = content;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            int from = random.nextInt(spoilt.length + 1);
            int to = from + random.nextInt(Math.min(40, spoilt.length - from) + 1);
            byte[] piece = switch (random.nextInt(4)) {
                case 0 -> new byte[0];
                case 1 -> new byte[] {(byte) random.nextInt(256)};
                case 2 -> Arrays.copyOfRange(spoilt, from, to);
                default -> PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
            };
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(spoilt, 0, from);
            out.writeBytes(piece);
            int rest = random.nextBoolean() ? to : from;
            out.write(spoilt, rest, spoilt.length - rest);
            spoilt = out.toByteArray();
        }
        return spoilt;
    }

    private static Optional<Returned> read(String name, byte[] bytes) throws IOException {
        FileForm.Content content = new FileForm.Content() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
        try {
            ReturnedFile file = new ReturnedFile("crowd", "b", name, Instant.EPOCH, "e");
            return Optional.of(Returned.by(new FileForms().of(file, content).orElseThrow(), name, content));
        } catch (UnusableContent refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return Optional.empty();
        }
    }

    @Test
    void every_sample_has_labels_and_every_form_of_file_a_sample() throws IOException {
        for (FileSample sample : SAMPLES) {
            assertThat(read(sample.name(), sample.content()).orElseThrow().labels())
                    .as(sample.name())
                    .isNotEmpty();
        }
        assertThat(SAMPLES)
                .extracting(sample -> sample.name().substring(sample.name().lastIndexOf('.') + 1))
                .contains("jsonl", "ndjson", "manifest", "csv", "tsv", "json", "xml");
    }

    @Property(tries = RUNS, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void a_spoilt_file_is_read_as_far_as_it_can_be_and_never_fails(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        int spoilt = 0;
        while (spoilt < (SPOILT + RUNS - 1) / RUNS) {
            FileSample sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
            byte[] content = spoilt(sample.content(), random);
            spoilt += Arrays.equals(content, sample.content()) ? 0 : 1;

            read(sample.name(), content)
                    .ifPresent(read -> assertThat(read.problems()).noneMatch(String::isBlank));
        }
    }
}
