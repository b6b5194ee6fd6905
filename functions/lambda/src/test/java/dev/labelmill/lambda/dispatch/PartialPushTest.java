package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.delivery.Circuit;
import dev.labelmill.core.delivery.RetryDelay;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Asked;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.CircuitStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vendors that take some of a dispatch's tasks and then refuse everything: none of what they have is bought again. */
class PartialPushTest {

    @TempDir
    private Path folder;

    private final Stage stage = new Stage();
    private final List<String> created = new ArrayList<>();
    private final VendorStandIn vendor = new VendorStandIn(asked -> Said.ok("{}"));

    @AfterEach
    void close() {
        vendor.close();
    }

    private Flow labelling(String format) throws IOException {
        ObjectNode secrets = Json.object();
        secrets.putObject("crowd")
                .put("scheme", format)
                .put("current", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
                .putObject("api")
                .put("url", vendor.root().toString())
                .put("key", VendorStandIn.KEY);
        stage.secrets = Files.writeString(folder.resolve("secrets.json"), Json.write(secrets))
                .toUri()
                .toString();
        stage.upload("batches/b/batch.json", """
                {"project":"demo","labelType":{"kind":"single-choice","classes":["0","1"]},"seed":7,"chunkBytes":1024,
                 "slices":2,"overlap":{"min":1,"max":1,"targetConfidence":0.5},"vendors":[{"name":"crowd","tier":"crowd",
                 "format":"FORMAT","delivery":"push","target":"7","pricePerLabel":0.02,"capacity":100,
                 "deadlineSeconds":864000}]}""".replace("FORMAT", format));
        StringBuilder manifest = new StringBuilder();
        IntStream.range(0, 4)
                .forEach(i -> manifest.append(
                        "{\"id\":\"i" + i + "\",\"source-ref\":\"https://images.example/" + i + ".jpg\"}\n"));
        stage.upload("batches/b/manifest.jsonl", manifest.toString());
        Flow flow = new Flow(stage);
        flow.uploaded("batches/b/batch.json");
        assertThat(flow.untilLabelling("b").phase()).isEqualTo(Phase.LABELLING);
        return flow;
    }

    private long with(TaskState state) {
        return IntStream.range(0, 4)
                .filter(i -> stage.tasks().get("b", "i" + i).orElseThrow().state() == state)
                .count();
    }

    private List<Dispatch> open() {
        return stage.dispatches().open("b").stream()
                .map(open -> stage.dispatches().get(open.id()).orElseThrow())
                .toList();
    }

    @Test
    void scale_keeps_what_it_took_before_its_project_was_gone() throws IOException {
        Flow flow = labelling("scale");
        vendor.answer(asked -> created.size() == 2 ? Said.status(404, "{}") : taken(asked, Said.ok("{}")));

        flow.services().dispatch().handle(Events.tick());

        assertThat(open()).singleElement().satisfies(kept -> {
            assertThat(kept.state()).isEqualTo(Dispatch.State.DELIVERED);
            assertThat(kept.labels()).isEqualTo(2);
        });
        assertThat(with(TaskState.CLAIMED)).isEqualTo(2);
        assertThat(with(TaskState.OPEN)).isEqualTo(2);
    }

    @Test
    void cvat_keeps_what_it_took_and_one_without_its_image_is_not_bought_elsewhere() throws IOException {
        Flow flow = labelling("cvat");
        // The second task's image is answered by more than is ever read, so that nobody knows whether it is there.
        vendor.answer(asked -> asked.path().endsWith("/data") && created.size() == 2 ? large() : cvat(asked));

        flow.services().dispatch().handle(Events.tick());

        assertThat(open()).singleElement().satisfies(sending -> {
            assertThat(sending.state()).isEqualTo(Dispatch.State.SENDING);
            assertThat(sending.attempts().handed()).isEqualTo(1);
        });
        assertThat(with(TaskState.CLAIMED)).isEqualTo(4);
        vendor.answer(this::cvat);
        stage.now = stage.now.plus(Duration.ofMinutes(5));
        flow.services().dispatch().handle(Events.tick());
        assertThat(open()).singleElement().satisfies(sent -> {
            assertThat(sent.state()).isEqualTo(Dispatch.State.DELIVERED);
            assertThat(sent.labels()).isEqualTo(4);
        });
        assertThat(created).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void label_studios_import_whose_answer_was_lost_is_not_bought_elsewhere_though_its_list_is_too_large()
            throws IOException {
        Flow flow = labelling("label-studio");
        vendor.answer(asked -> asked.method().equals("POST") ? taken(asked, Said.status(502, "")) : Said.ok("[]"));
        flow.services().dispatch().handle(Events.tick());
        stage.now = stage.now.plus(Duration.ofSeconds(16));
        vendor.answer(asked -> large());

        flow.services().dispatch().handle(Events.tick());

        assertThat(with(TaskState.CLAIMED)).isEqualTo(4);
        assertThat(stage.batches().get("b").orElseThrow().note()).contains("larger than");
        stage.now = stage.now.plus(Duration.ofMinutes(5));
        vendor.answer(asked -> Said.ok(created.get(0)));
        flow.services().dispatch().handle(Events.tick());
        assertThat(open())
                .singleElement()
                .satisfies(sent -> assertThat(sent.state()).isEqualTo(Dispatch.State.DELIVERED));
        assertThat(created).hasSize(1);
    }

    @Test
    void a_vendor_too_slow_for_a_single_task_counts_as_one_that_does_not_answer() throws IOException {
        Flow flow = labelling("cvat");
        vendor.answer(asked -> {
            stage.now = stage.now.plus(Duration.ofMinutes(6));
            return cvat(asked);
        });

        flow.services().dispatch().handle(Events.tick());

        assertThat(open()).singleElement().satisfies(sending -> {
            assertThat(sending.state()).isEqualTo(Dispatch.State.SENDING);
            assertThat(sending.attempts().handed()).isZero();
        });
        assertThat(vendor.asked()).hasSize(1);
        assertThat(new CircuitStore(stage.table()).get("crowd").failures()).isEqualTo(1);
    }

    @Test
    void a_vendor_that_is_still_creating_the_tasks_does_not_fail_however_often_it_is_asked() throws IOException {
        Flow flow = labelling("toloka");
        vendor.answer(asked -> Said.ok("{\"status\":\"RUNNING\"}"));
        for (int i = 0; i <= Circuit.MOST_FAILURES; i++) {
            flow.services().dispatch().handle(Events.tick());
            stage.now = stage.now.plus(RetryDelay.LIMIT);
        }

        assertThat(vendor.asked()).hasSize(Circuit.MOST_FAILURES + 1);
        assertThat(new CircuitStore(stage.table()).get("crowd")).isEqualTo(Circuit.CLOSED);
        assertThat(stage.counted()).noneMatch(counted -> counted.contains("pushFailures"));
        assertThat(open())
                .singleElement()
                .satisfies(sending -> assertThat(sending.state()).isEqualTo(Dispatch.State.SENDING));
        vendor.answer(asked -> Said.ok(asked.path().endsWith("/log") ? "[]" : "{\"status\":\"SUCCESS\"}"));
        flow.services().dispatch().handle(Events.tick());
        assertThat(open())
                .singleElement()
                .satisfies(sent -> assertThat(sent.state()).isEqualTo(Dispatch.State.DELIVERED));
    }

    private Said taken(Asked asked, Said said) {
        created.add(asked.body());
        return said;
    }

    private Said large() {
        return Said.ok(" ".repeat(VendorHttp.MAX_BYTES + 1));
    }

    /** Finds a task by its name, creates it, and takes its image once. */
    private Said cvat(Asked asked) {
        if (asked.method().equals("GET")) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < created.size(); i++) {
                all.append(i == 0 ? "" : ",").append(cvatTask(i + 1));
            }
            return Said.ok("{\"next\":null,\"results\":[" + all + "]}");
        }
        if (asked.path().endsWith("/data")) {
            return Said.status(202, "{}");
        }
        taken(asked, null);
        return Said.status(201, cvatTask(created.size()));
    }

    private String cvatTask(int id) {
        ObjectNode task = (ObjectNode) Json.parse(created.get(id - 1).getBytes(StandardCharsets.UTF_8));
        return task.put("id", id).put("size", id == created.size() ? 0 : 1).toString();
    }
}
