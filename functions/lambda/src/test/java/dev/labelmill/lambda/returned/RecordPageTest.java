package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.FileForm;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordReader;
import dev.labelmill.lambda.vendor.ReturnedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of records that are large. */
class RecordPageTest {

    private static final String PAD = "x".repeat(900_000);

    private static final ItemNames NO_NAMES = new ItemNames() {
        @Override
        public String at(String dispatch, long line) {
            return "i" + line;
        }

        @Override
        public String named(Field name) throws UnusableContent {
            return name.id();
        }
    };

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.jsonl || {\"task\":\"i#\",\"annotator\":\"w1\",\"choice\":\"yes\",\"x\":\"PAD\"}\\n | ",
                "a.csv | task,annotator,choice,x\\n | i#,w1,yes,PAD\\n | ",
                "a.ndjson || {\"data_row\":{\"global_key\":\"b/i#/d-1\",\"x\":\"PAD\"},\"projects\":{}}\\n | ",
                "by/w1/a.ndjson || {\"dataRow\":{\"globalKey\":\"b/i#/d-1\"},\"x\":\"PAD\"}\\n | ",
                "a.json | [ | {\"id\":#,\"data\":{\"labelmill_batch\":\"b\",\"x\":\"PAD\"},\"annotations\":[]}, | {}]",
            })
    void ten_records_of_almost_a_megabyte_are_two_pages(String name, String head, String record, String tail)
            throws IOException, UnusableContent {
        String records = IntStream.range(0, 10)
                .mapToObj(i -> record.replace("#", Integer.toString(i)))
                .collect(Collectors.joining());
        String text = (head == null ? "" : head) + records + (tail == null ? "" : tail);

        assertThat(fullPages(name, text.replace("\\n", "\n").replace("PAD", PAD)))
                .isEqualTo(2);
    }

    private static int fullPages(String name, String text) throws IOException, UnusableContent {
        FileForm.Content content = content(text.getBytes(StandardCharsets.UTF_8));
        ReturnedFile file = new ReturnedFile("crowd", "b", name, Instant.EPOCH, "e");
        FileForm form = new FileForms().of(file, content).orElseThrow();
        int full = 0;
        try (RecordReader reader = form.read(file, content, NO_NAMES)) {
            RecordPage page = new RecordPage(null, null, reader.bytesRead());
            while (reader.next().isPresent()) {
                if (page.isFull(reader.bytesRead())) {
                    full++;
                    page = new RecordPage(null, null, reader.bytesRead());
                }
            }
        }
        return full;
    }

    private static FileForm.Content content(byte[] bytes) {
        return new FileForm.Content() {
            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }
}
