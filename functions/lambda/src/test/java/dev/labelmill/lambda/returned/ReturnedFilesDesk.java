package dev.labelmill.lambda.returned;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.notify.Notice;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.queue.Queue;
import dev.labelmill.lambda.reception.DeliveryMetrics;
import dev.labelmill.lambda.reception.LabelDesk;
import dev.labelmill.lambda.reception.LabelIntake;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Intakes;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** A batch with three tasks, and files that come back for it. */
abstract class ReturnedFilesDesk {

    static final String FOLDER = "returns/crowd/b/";
    static final String DISPATCH = "d-0123456789abcdef";

    static final String BIRDS = Samples.SETTINGS
            .replace("[\"no\",\"yes\"]", "[\"Canary\",\"Duck\"]")
            .replace("\"min\":2,\"max\":3", "\"min\":5,\"max\":5");

    final Stage stage = new Stage();
    final List<Notice> told = new ArrayList<>();
    /** What passes between two looks at the clock, in invocations of five minutes. */
    Duration tick = Duration.ZERO;

    ReturnedFilesDesk() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        for (String item : List.of("i1", "i2", "i3")) {
            task(item);
        }
    }

    void task(String item) {
        stage.claimed(Task.forPeople("b", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 2), DISPATCH);
    }

    void returned(String name, String content) {
        returned(name, content.getBytes(StandardCharsets.UTF_8));
    }

    void returned(String name, byte[] content) {
        stage.bucket().put(FOLDER + name, "application/octet-stream", content);
        take(Events.created(FOLDER + name));
    }

    void take(JsonNode message) {
        assertThat(ReturnedFiles.isAbout(message)).isTrue();
        LabelIntake labels = Intakes.of("intake", stage);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        DeliveryMetrics metrics = new DeliveryMetrics(
                new ForgeryCounter(() -> stage.now), new EmfLog(nowhere, () -> stage.now, bytes -> {}), "test", 20);
        new ReturnedFiles(
                        stage.bucket(),
                        new LabelDesk(labels, new LeaseStore(stage.table()), metrics, () -> stage.now),
                        new RejectedStore(stage.table()),
                        new Queue(stage.sqs, stage.intakeQueue),
                        told::addAll,
                        Duration.ofMinutes(5),
                        ticking(stage.now))
                .take(message, stage.now);
    }

    InstantSource ticking(Instant began) {
        AtomicReference<Instant> now = new AtomicReference<>(began);
        return () -> now.updateAndGet(time -> time.plus(tick));
    }

    /** Reads a file on until no message asks for it; how many invocations that takes, with the one before. */
    int untilRead() {
        int invocations = 1;
        for (List<JsonNode> more = stage.drain(stage.intakeQueue); !more.isEmpty(); invocations++) {
            more.forEach(this::take);
            more = stage.drain(stage.intakeQueue);
        }
        return invocations;
    }

    List<Label> labels(String item) {
        return stage.labels().of("b", item);
    }

    String answers(String item) {
        return labels(item).stream()
                .map(label -> label.annotator() + " " + label.answer().getAsInt())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    List<String> reasons(String name, String key) {
        return new RejectedStore(stage.table())
                        .of(
                                "returns/crowd",
                                stage.bucket()
                                        .dated(key)
                                        .orElseThrow()
                                        .modified()
                                        .atZone(ZoneOffset.UTC)
                                        .toLocalDate())
                        .stream()
                        .map(Rejection::reason)
                        .toList();
    }

    List<String> reasons(String name) {
        return new RejectedStore(stage.table())
                        .of(
                                "returns/crowd",
                                stage.bucket()
                                        .dated(FOLDER + name)
                                        .orElseThrow()
                                        .modified()
                                        .atZone(ZoneOffset.UTC)
                                        .toLocalDate())
                        .stream()
                        .map(Rejection::reason)
                        .toList();
    }
}
