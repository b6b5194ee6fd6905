package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A batch that is uploaded and goes through both passes, and what they leave. */
final class PrelabeledBatch {

    final Stage stage = new Stage();
    Flow flow = new Flow(stage);

    /** Uploads a batch with the gold of its manifest. */
    void upload(Manifest manifest, String settings) {
        upload(manifest, manifest.gold(), settings);
    }

    /** Uploads a batch with gold of one's own. */
    void upload(Manifest manifest, String gold, String settings) {
        stage.upload("batches/b/batch.json", settings);
        stage.upload("batches/b/gold.jsonl", gold);
        stage.bucket().put("batches/b/manifest.jsonl", "text/plain", manifest.bytes());
        flow.uploaded("batches/b/manifest.jsonl");
    }

    /** Goes on with what was uploaded until people have it, or it is over. */
    Batch run() {
        return flow.untilLabelling("b");
    }

    /** Uploads a batch and goes on with it. */
    Batch run(Manifest manifest, String settings) {
        upload(manifest, settings);
        return run();
    }

    List<Chunk> chunks() {
        return stage.chunks().of("b");
    }

    /** A counter's sum over all chunks. */
    long sum(ToLongFunction<Chunk> counter) {
        return chunks().stream().mapToLong(counter).sum();
    }

    /** The tasks of all routed items; none is missing. */
    List<Task> tasks() {
        List<String> ids = chunks().stream()
                .flatMap(c -> RoutedIds.read(stage.bucket(), c).stream())
                .toList();
        List<Task> tasks = stage.tasks().getAll("b", ids);
        assertThat(tasks).hasSameSizeAs(ids);
        return tasks;
    }

    /** The lines of items whose pre-label stands without an audit. */
    List<AcceptedLine> accepted() {
        return chunks().stream()
                .flatMap(c -> unzipped(Layout.accepted("b", 0, c.number())))
                .map(AcceptedLine::read)
                .toList();
    }

    private Stream<String> unzipped(String key) {
        try (GZIPInputStream in = new GZIPInputStream(
                new ByteArrayInputStream(stage.bucket().read(key).orElseThrow()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reasons and how often each was given, over all chunks and both passes. */
    Map<String, Integer> reasons() {
        Map<String, Integer> reasons = new TreeMap<>();
        stage.bucket()
                .list("rejected/b/")
                .flatMap(object -> stage.text(object.key()).lines())
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8))
                        .path("reason")
                        .asText())
                .forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        return reasons;
    }
}
