package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.labelbox.LabelboxExport;
import dev.labelmill.lambda.vendor.labelbox.LabelboxLines;
import dev.labelmill.lambda.vendor.labelmill.LabelRecord;
import dev.labelmill.lambda.vendor.labelstudio.LabelStudioExport;
import dev.labelmill.lambda.vendor.table.JsonLines;
import dev.labelmill.lambda.vendor.table.LabelTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A file that is read on at each of its marks gives the records that it gives when it is read in one go. */
class MarksTest {

    private static final ReturnedFile FILE =
            new ReturnedFile("crowd", "b", "by/w1/x", Instant.parse("2026-11-29T10:00:00Z"), "e");

    @Property(tries = 100)
    void lines_go_on_at_every_mark(@ForAll("lines") String content) throws IOException, UnusableContent {
        assertGoesOn(new JsonLines(new LabelRecord()), content);
    }

    @Property(tries = 100)
    void tables_go_on_at_every_mark(@ForAll("rows") String content) throws IOException, UnusableContent {
        assertGoesOn(new LabelTable(",", new LabelRecord()), content);
    }

    @Property(tries = 100)
    void data_rows_of_labelbox_go_on_at_every_mark(@ForAll("annotations") String content)
            throws IOException, UnusableContent {
        assertGoesOn(new LabelboxLines(), content);
    }

    @Property(tries = 100)
    void exports_of_labelbox_go_on_at_every_mark(@ForAll("lines") String content) throws IOException, UnusableContent {
        assertGoesOn(new LabelboxExport(), content);
    }

    @Property(tries = 100)
    void exports_of_label_studio_go_on_at_every_mark(@ForAll("tasks") String content)
            throws IOException, UnusableContent {
        assertGoesOn(new LabelStudioExport(), content);
    }

    @Test
    void what_stands_before_a_mark_is_not_read_again() throws IOException, UnusableContent {
        String line = "{\"task\":\"a\",\"choice\":\"x\"}\n";
        Bytes content = new Bytes(line.repeat(3));
        FileForm form = new JsonLines(new LabelRecord());
        Mark mark;
        try (RecordReader reader = form.read(FILE, content, null)) {
            reader.next();
            mark = reader.mark().orElseThrow();
        }
        content.opened.clear();
        form.read(FILE, content, null, mark).close();

        assertThat(content.opened).containsExactly((long) line.length());
    }

    private static void assertGoesOn(FileForm form, String text) throws IOException, UnusableContent {
        Bytes content = new Bytes(text);
        List<String> atOnce = new ArrayList<>();
        try (RecordReader reader = form.read(FILE, content, null)) {
            for (Optional<ReturnedRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                atOnce.add(next.get().toString());
            }
        }
        List<String> oneByOne = new ArrayList<>();
        RecordReader reader = form.read(FILE, content, null);
        for (Optional<ReturnedRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            oneByOne.add(next.get().toString());
            Mark mark = reader.mark().orElseThrow();
            reader.close();
            reader = form.read(FILE, content, null, mark);
        }
        reader.close();
        assertThat(oneByOne).isEqualTo(atOnce);
    }

    @Provide
    Arbitrary<String> lines() {
        return joined(
                "",
                "{\"task\":\"a\",\"choice\":\"x\"}",
                "{\"task\":\"\u00e4\u20ac\",\"choice\":\"y\",\"revision\":3}",
                "",
                "  ",
                "{broken",
                "{\"task\":\"b#\"}");
    }

    @Provide
    Arbitrary<String> rows() {
        return joined(
                "task,choice,note\n",
                "a,x,",
                "\u00e4,y,\"one, two\"",
                "a,x,\"over\nseveral\n\nlines\"",
                "a,\"x,",
                "a,x",
                "",
                "b,y,n");
    }

    @Provide
    Arbitrary<String> annotations() {
        String[] annotations = IntStream.range(0, 5)
                .mapToObj(i -> "{\"name\":\"car\",\"dataRow\":{\"globalKey\":\"b~d~i" + i
                        + "\"},\"bbox\":{\"top\":1,\"left\":2,\"height\":3,\"width\":4}}")
                .toArray(String[]::new);
        String[] and = {annotations[0], annotations[1], annotations[2], annotations[3], annotations[4], "{broken", ""};
        return joined("", and);
    }

    @Provide
    Arbitrary<String> tasks() {
        String good =
                "{\"id\":2,\"data\":{\"labelmill_batch\":\"b\",\"labelmill_task\":\"i\"},\"annotations\":[{\"id\":7,"
                        + "\"completed_by\":3,\"updated_at\":\"2026-11-24T09:00:00Z\",\"result\":[]}]}";
        return Arbitraries.of(good, "{\"id\":1,}", "{\n\"data\":{}}", " 7", "\"te]xt\"", "[1,\n2]")
                .list()
                .ofMaxSize(8)
                .map(tasks -> "\uFEFF [" + String.join(",\n ", tasks) + "]\n");
    }

    private static Arbitrary<String> joined(String header, String... lines) {
        return Arbitraries.of(lines)
                .list()
                .ofMaxSize(10)
                .flatMap(chosen -> Arbitraries.of("\n", "\r\n")
                        .map(end -> "\uFEFF" + header + chosen.stream().collect(Collectors.joining(end, "", end))));
    }

    /** Bytes, and from where they were opened. */
    private static final class Bytes implements FileForm.Content {

        private final byte[] bytes;
        private final List<Long> opened = new ArrayList<>();

        Bytes(String text) {
            this.bytes = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public InputStream open() {
            return open(0);
        }

        @Override
        public InputStream open(long from) {
            opened.add(from);
            return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
        }

        @Override
        public long size() {
            return bytes.length;
        }
    }
}
