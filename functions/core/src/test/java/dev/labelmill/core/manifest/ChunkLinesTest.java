package dev.labelmill.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChunkLinesTest {

    /** A line as a value, independent of any buffer. */
    private record Seen(long offset, long length, String content) {}

    @Property(tries = 3000)
    void chunks_of_any_size_give_the_lines_of_the_whole_once_and_in_order(
            @ForAll("files") byte[] file,
            @ForAll @IntRange(min = 1, max = 30) int chunkBytes,
            @ForAll @IntRange(min = 1, max = 9) int max)
            throws IOException {
        List<Seen> union = new ArrayList<>();
        for (ByteRange range : ByteRange.cut(file.length, chunkBytes)) {
            union.addAll(read(file, range, max, file.length, 4));
        }
        assertThat(union).isEqualTo(linesByDefinition(file, max));
    }

    @Property(tries = 1000)
    void a_stream_that_ends_where_a_range_says_it_may_is_enough(
            @ForAll("files") byte[] file,
            @ForAll @IntRange(min = 1, max = 9) int chunkBytes,
            @ForAll @IntRange(min = 1, max = 9) int max)
            throws IOException {
        List<Seen> union = new ArrayList<>();
        for (ByteRange range : ByteRange.cut(file.length, chunkBytes)) {
            long stop = Math.min(file.length, range.readTo(max));
            union.addAll(read(file, range, max, stop, 64));
        }
        List<Seen> expected = linesByDefinition(file, max);
        assertThat(union)
                .extracting(Seen::offset)
                .isEqualTo(expected.stream().map(Seen::offset).toList());
        assertThat(union)
                .extracting(Seen::content)
                .isEqualTo(expected.stream().map(Seen::content).toList());
    }

    @Property(tries = 2000)
    void validation_of_utf8_agrees_with_the_jdk(@ForAll("nearlyUtf8") byte[] bytes) {
        assertThat(Utf8.isValid(bytes, 0, bytes.length)).isEqualTo(decodes(bytes));
    }

    @Test
    void lines_longer_than_the_buffer_are_read_whole_and_oversized_ones_skipped() throws IOException {
        Random random = new Random(5);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int i = 0; i < 60; i++) {
            file.write("x".repeat(random.nextInt(i % 5 == 0 ? 200_000 : 300)).getBytes(StandardCharsets.US_ASCII));
            file.write('\n');
        }
        byte[] bytes = file.toByteArray();
        List<Seen> union = new ArrayList<>();
        for (ByteRange range : ByteRange.cut(bytes.length, 100_000)) {
            union.addAll(read(bytes, range, 150_000, bytes.length, 70_000));
        }
        assertThat(union).isEqualTo(linesByDefinition(bytes, 150_000));
        assertThat(union).anyMatch(line -> line.content().equals("OVERSIZED"));
        assertThat(union).anyMatch(line -> line.content().length() > 65_536);
    }

    @Test
    void windows_line_ends_a_byte_order_mark_and_a_missing_last_newline_are_tolerated() throws IOException {
        byte[] file = "\uFEFF{\"id\":1}\r\n\r\n \t\n{\"id\":2}".getBytes(StandardCharsets.UTF_8);
        assertThat(read(file, new ByteRange(0, file.length), 100, file.length, 64))
                .containsExactly(new Seen(3, 8, "{\"id\":1}"), new Seen(18, 8, "{\"id\":2}"));
    }

    @Test
    void a_line_that_is_not_utf8_keeps_its_place_and_the_next_one_is_read() throws IOException {
        byte[] file = {'a', '\n', (byte) 0xC3, (byte) 0x28, '\n', 'b', '\n'};
        assertThat(read(file, new ByteRange(0, file.length), 100, file.length, 64))
                .containsExactly(new Seen(0, 1, "a"), new Seen(2, 2, "NOT_UTF8"), new Seen(5, 1, "b"));
    }

    @Test
    void reading_stops_after_the_last_owned_line() throws IOException {
        InputStream endless = new InputStream() {
            private int served;

            @Override
            public int read() {
                throw new UnsupportedOperationException("single bytes are slow");
            }

            @Override
            public int read(byte[] into, int from, int length) {
                assertThat(served).as("bytes read").isLessThan(1000);
                Arrays.fill(into, from, from + 10, (byte) 'x');
                into[from + 9] = '\n';
                served += 10;
                return 10;
            }
        };
        ChunkLines lines = new ChunkLines(endless, new ByteRange(0, 95), 100);
        int count = 0;
        while (lines.next() != null) {
            count++;
        }
        assertThat(count).isEqualTo(10);
    }

    @Test
    void an_object_is_tiled_without_gaps() {
        assertThat(ByteRange.cut(10, 4))
                .containsExactly(new ByteRange(0, 4), new ByteRange(4, 8), new ByteRange(8, 10));
        assertThat(ByteRange.cut(0, 4)).isEmpty();
        assertThat(ByteRange.cut(3, Long.MAX_VALUE)).containsExactly(new ByteRange(0, 3));
        assertThatThrownBy(() -> ByteRange.cut(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ByteRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<byte[]> files() {
        Arbitrary<byte[]> pieces = Arbitraries.of("\n", "\r\n", "\r", " ", "a", "bc", "é", "\uFEFF", "defgh", "\n\n")
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> broken = Arbitraries.of((byte) 0xFF, (byte) 0xC3).map(b -> new byte[] {b});
        return Arbitraries.frequencyOf(Tuple.of(20, pieces), Tuple.of(1, broken))
                .list()
                .ofMaxSize(40)
                .map(ChunkLinesTest::joined);
    }

    @Provide
    Arbitrary<byte[]> nearlyUtf8() {
        Arbitrary<byte[]> whole = Arbitraries.strings().ofMaxLength(12).map(s -> s.getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> edges = Arbitraries.of(
                        0x7F, 0x80, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0x9F, 0xA0, 0xED, 0xEF, 0xF0, 0x8F, 0x90, 0xF4, 0xF5,
                        0xFF)
                .map(Integer::byteValue)
                .list()
                .ofMaxSize(6)
                .map(bytes -> {
                    byte[] array = new byte[bytes.size()];
                    for (int i = 0; i < array.length; i++) {
                        array[i] = bytes.get(i);
                    }
                    return array;
                });
        return Arbitraries.oneOf(whole, edges).list().ofMaxSize(3).map(ChunkLinesTest::joined);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<Seen> read(byte[] file, ByteRange range, int max, long stop, int mostAtOnce)
            throws IOException {
        int from = (int) Math.min(file.length, range.openAt());
        InputStream inPieces = new ByteArrayInputStream(file, from, (int) stop - from) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, mostAtOnce));
            }
        };
        ChunkLines lines = new ChunkLines(inPieces, range, max);
        List<Seen> seen = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            String content = line instanceof Line.Bytes bytes
                    ? bytes.text()
                    : ((Line.Unusable) line).problem().name();
            seen.add(new Seen(line.offset(), line.byteLength(), content));
        }
        return seen;
    }

    /** The lines of a whole file, found the slow and obvious way. */
    private static List<Seen> linesByDefinition(byte[] file, int max) {
        List<Seen> lines = new ArrayList<>();
        for (int start = 0; start < file.length; ) {
            int stop = start;
            while (stop < file.length && file[stop] != '\n') {
                stop++;
            }
            int from = start;
            if (start == 0 && new String(file, 0, Math.min(3, stop), StandardCharsets.UTF_8).equals("\uFEFF")) {
                from = 3;
            }
            int to = stop > from && file[stop - 1] == '\r' ? stop - 1 : stop;
            byte[] content = Arrays.copyOfRange(file, from, to);
            String text = new String(content, StandardCharsets.UTF_8);
            if (content.length > max) {
                lines.add(new Seen(from, content.length, "OVERSIZED"));
            } else if (!text.isBlank()) {
                lines.add(new Seen(from, content.length, decodes(content) ? text : "NOT_UTF8"));
            }
            start = stop + 1;
        }
        return lines;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
