package dev.labelmill.lambda.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.stage.WholeBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A batch of two images, each for two annotators of one vendor, from its upload to its results. */
final class SmallBatch {

    /** Addresses, by item, whose last parts are the same. */
    static final Map<String, String> IMAGES =
            Map.of("a/1", "https://images.example/one/1.jpg", "b 2", "https://images.example/two/1.jpg");

    static final String CHOICE = "{\"kind\":\"single-choice\",\"classes\":[\"no\",\"yes\"]}";
    static final String BOXES = "{\"kind\":\"boxes\",\"classes\":[\"car\",\"person\"]}";

    private static final int MOST_ROUNDS = 20;

    final Stage stage = new Stage();
    private final Flow flow = new Flow(stage);
    private final Set<String> read = new HashSet<>();

    /** A task file as its vendor finds it. */
    record TaskFile(String dispatch, List<JsonNode> lines) {}

    /**
     * @param labelType as batch.json has it
     * @param more      settings of the vendor, each with a comma behind
     */
    SmallBatch(String labelType, String more) {
        stage.upload("batches/b/batch.json", """
                {"project":"demo","labelType":%s,"seed":7,"chunkBytes":1024,"slices":2,
                 "overlap":{"min":2,"max":2,"targetConfidence":0.5},"vendors":[{"name":"crowd","tier":"crowd",%s
                 "pricePerLabel":0.02,"capacity":100,"deadlineSeconds":864000}]}""".formatted(labelType, more));
        stage.upload(
                "batches/b/manifest.jsonl",
                IMAGES.entrySet().stream()
                        .map(image ->
                                "{\"id\":\"" + image.getKey() + "\",\"source-ref\":\"" + image.getValue() + "\"}\n")
                        .collect(Collectors.joining()));
        flow.uploaded("batches/b/batch.json");
        assertThat(flow.untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);
    }

    /** Turns the functions until the batch is done; its vendor's people have a look each time. */
    SmallBatch run(Runnable people) {
        for (int round = 0; round < MOST_ROUNDS && batch().phase() != Phase.DONE; round++) {
            flow.services().dispatch().handle(Events.tick());
            people.run();
            assertThat(Events.failures(flow.services().score().handle(Events.changed(stage.changes()))))
                    .isZero();
            flow.services().tally().handle(Events.windowed("shard", stage.changes()));
            flow.services().advance().handle(Events.tick());
            flow.work();
            stage.drain(stage.finishQueue)
                    .forEach(message -> flow.services().finish().handle(Events.queued(List.of(message))));
            stage.now = stage.now.plus(Duration.ofMinutes(6));
        }
        assertThat(batch().phase()).as(batch().toString()).isEqualTo(Phase.DONE);
        return this;
    }

    Batch batch() {
        return stage.batches().get("b").orElseThrow();
    }

    /** The task files that the vendor has not seen yet. */
    List<TaskFile> taskFiles() {
        List<TaskFile> files = new ArrayList<>();
        stage.bucket()
                .list("outbox/crowd/b/")
                .filter(file -> read.add(file.key()))
                .forEach(file -> {
                    String name = file.key().substring(file.key().lastIndexOf('/') + 1);
                    files.add(new TaskFile(
                            name.substring(0, name.indexOf('.')),
                            stage.text(file.key()).lines().map(WholeBatch::json).toList()));
                });
        return files;
    }

    /** Puts a file into the vendor's folder. @return its key */
    String put(String name, String content) {
        String key = "returns/crowd/" + name;
        stage.upload(key, content);
        return key;
    }

    /** Gives {@code collect} what S3 or EventBridge puts on its queue. */
    void tell(JsonNode event) {
        assertThat(Events.failures(flow.services().collect().handle(Events.queued(List.of(event)))))
                .isZero();
    }

    /** Puts a file into the vendor's folder, of which S3 tells twice. */
    void returned(String name, String content) {
        String key = put(name, content);
        tell(Events.created(key));
        tell(Events.created(key));
    }

    /** What the results say of an item. */
    JsonNode result(String item) {
        return stage.text("results/b/labels.jsonl")
                .lines()
                .map(WholeBatch::json)
                .filter(line -> line.get("id").textValue().equals(item))
                .findFirst()
                .orElseThrow();
    }
}
