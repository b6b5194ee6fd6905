package dev.labelmill.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** The upload folder of a batch named digits, and what intake has made of it. */
final class DigitsFolder {

    private static final String FOLDER = "batches/digits/";

    final Stage stage = new Stage();
    final Flow flow;

    DigitsFolder() {
        this(false);
    }

    /** @param pretrained whether the stage runs pre-trained models */
    DigitsFolder(boolean pretrained) {
        stage.pretrained = pretrained;
        flow = new Flow(stage);
    }

    /** A manifest's lines from one item to before another. */
    static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"source\":\"text number " + i + "\"}\n")
                .collect(Collectors.joining());
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Puts a file there that intake has not heard of yet. */
    void put(String file, String content) {
        stage.upload(FOLDER + file, content);
    }

    /** The same with any bytes. */
    void put(String file, byte[] content) {
        stage.bucket().put(FOLDER + file, "application/octet-stream", content);
    }

    /** S3's notification of a file. */
    static JsonNode created(String file) {
        return Events.created(FOLDER + file);
    }

    /** Tells intake of a file. */
    void uploaded(String file) {
        flow.uploaded(FOLDER + file);
    }

    /** Puts a file there and tells intake. */
    void upload(String file, String content) {
        flow.upload(FOLDER + file, content);
    }

    void remove(String file) {
        stage.s3.deleteObject(b -> b.bucket(stage.name).key(FOLDER + file));
    }

    Batch batch() {
        return stage.batches().get("digits").orElseThrow();
    }

    List<Chunk> chunks() {
        return stage.chunks().of("digits");
    }

    /** Why anything of the folder was rejected. */
    List<String> reasons() {
        return stage.rejections("batch/digits").stream().map(Rejection::reason).toList();
    }

    /** What all chunks hold, one after the other. */
    String cutText() {
        return chunks().stream()
                .map(c -> new String(
                        stage.bucket().readRange(c.key(), c.start(), (int) (c.end() - c.start())),
                        StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    /** The batch has begun with as many {@link #lines}, and each of its chunks is to be scored. */
    void assertStarted(int items) {
        assertThat(batch().phase()).isEqualTo(Phase.SCORING);
        assertThat(cutText()).isEqualTo(lines(0, items));
        assertThat(batch().chunks()).isEqualTo(chunks().size());
        assertThat(stage.drain(stage.prelabelQueue).stream()
                        .map(m -> m.path("step").asText() + m.path("chunk").asInt())
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, batch().chunks())
                        .mapToObj(n -> "SCORE" + n)
                        .toList());
    }
}
