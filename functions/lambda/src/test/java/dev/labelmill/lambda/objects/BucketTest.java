package dev.labelmill.lambda.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.stage.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {

    private static final int MIB = 1 << 20;
    private static final Stage STAGE = Stage.onServers();

    private final Bucket bucket = STAGE.bucket();

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static int unfinishedUploads() {
        return STAGE.s3
                .listMultipartUploads(b -> b.bucket(STAGE.name))
                .uploads()
                .size();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8 * MIB - 1, 8 * MIB, 8 * MIB + 1, 17 * MIB})
    void an_object_of_any_size_is_read_as_it_was_written(int size) {
        byte[] content = noise(size);

        bucket.write("sized/" + size, "application/octet-stream", out -> {
            for (int from = 0; from < size; from += 100_003) {
                out.write(content, from, Math.min(100_003, size - from));
            }
        });

        assertThat(bucket.read("sized/" + size))
                .hasValueSatisfying(read -> assertThat(read).isEqualTo(content));
        assertThat(bucket.head("sized/" + size))
                .hasValueSatisfying(head -> assertThat(head.size()).isEqualTo(size));
    }

    @Test
    void a_writer_that_closes_what_it_was_given_loses_nothing() throws IOException {
        byte[] content = noise(12 * MIB);

        bucket.write("closed", "application/gzip", out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
        });

        try (InputStream in = new GZIPInputStream(bucket.open("closed"))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 9 * MIB})
    void what_fails_while_it_is_written_leaves_nothing_and_what_was_there_stays(int size) {
        bucket.put("failing", "text/plain", "old".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> bucket.write("failing", "text/plain", out -> failAfter(out, size)))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(STAGE.text("failing")).isEqualTo("old");
        assertThat(unfinishedUploads()).isZero();
    }

    private static void failAfter(OutputStream out, int size) throws IOException {
        try (out) {
            out.write(noise(size));
            throw new IOException("the source broke");
        }
    }

    @Test
    void of_two_writes_over_the_same_version_the_second_is_not_done() {
        assertThat(bucket.see("raced")).isEmpty();
        assertThat(put("first", null)).isTrue();
        assertThat(put("second", null)).isFalse();
        Bucket.Seen seen = bucket.see("raced").orElseThrow();
        assertThat(put("third", seen.etag())).isTrue();
        assertThat(put("fourth", seen.etag())).isFalse();

        assertThat(STAGE.text("raced")).isEqualTo("third");
    }

    private boolean put(String content, String etag) {
        return bucket.put("raced", "text/plain", content.getBytes(StandardCharsets.UTF_8), etag);
    }

    @Test
    void what_is_not_there_is_empty_or_gone() {
        assertThat(bucket.head("nothing")).isEmpty();
        assertThat(bucket.read("nothing")).isEmpty();
        assertThatThrownBy(() -> bucket.open("nothing")).isInstanceOf(ContentChanged.class);
        assertThatThrownBy(() -> bucket.open("nothing", 0, 9, "e")).isInstanceOf(ContentChanged.class);
        assertThatThrownBy(() -> bucket.readRange("nothing", 0, 9)).isInstanceOf(ContentChanged.class);
        assertThatThrownBy(() -> bucket.copy(new ObjectInfo("nothing", "e", 1), "copy"))
                .isInstanceOf(ContentChanged.class);
    }

    @Test
    void a_range_is_read_at_the_accepted_version_and_may_reach_beyond_the_end() throws IOException {
        STAGE.upload("ranged", "0123456789");
        ObjectInfo info = bucket.head("ranged").orElseThrow();

        try (InputStream in = bucket.open("ranged", 3, 6, info.etag())) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("345");
        }
        try (InputStream in = bucket.open("ranged", 8, 1000, info.etag())) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("89");
        }
        assertThat(bucket.readRange("ranged", 2, 3))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("234");
    }

    @Test
    void content_that_was_replaced_is_neither_read_nor_copied() {
        STAGE.upload("replaced", "first");
        ObjectInfo first = bucket.head("replaced").orElseThrow();
        STAGE.upload("replaced", "second");

        assertThatThrownBy(() -> bucket.open("replaced", 0, 3, first.etag()))
                .isInstanceOf(ContentChanged.class)
                .hasMessageContaining("replaced");
        assertThatThrownBy(() -> bucket.copy(first, "replaced-copy")).isInstanceOf(ContentChanged.class);
        assertThat(bucket.head("replaced-copy")).isEmpty();
    }

    @Test
    void a_copy_has_the_content_and_an_etag_by_which_it_can_be_read() throws IOException {
        STAGE.upload("original", "content");

        String etag = bucket.copy(bucket.head("original").orElseThrow(), "copied");

        try (InputStream in = bucket.open("copied", 0, 7, etag)) {
            assertThat(in.readAllBytes()).isEqualTo("content".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_listing_goes_beyond_one_page_and_stays_under_its_prefix() {
        IntStream.range(0, 1005).forEach(i -> STAGE.upload(String.format("listed/%04d", i), "x"));
        STAGE.upload("listed-not/1", "x");

        assertThat(bucket.list("listed/"))
                .hasSize(1005)
                .extracting(ObjectInfo::key)
                .isSorted();
    }

    @Test
    void a_stream_can_be_closed_before_its_end() throws IOException {
        bucket.put("long", "application/octet-stream", noise(4 * MIB));

        try (InputStream in = bucket.open("long")) {
            assertThat(in.read()).isGreaterThanOrEqualTo(0);
        }

        assertThat(new ByteArrayInputStream(bucket.read("long").orElseThrow()).available())
                .isEqualTo(4 * MIB);
    }
}
