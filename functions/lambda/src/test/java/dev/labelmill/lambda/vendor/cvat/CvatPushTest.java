package dev.labelmill.lambda.vendor.cvat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.http.VendorHttp;
import dev.labelmill.lambda.http.VendorStandIn;
import dev.labelmill.lambda.http.VendorStandIn.Said;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.vendor.PushForm.Job;
import dev.labelmill.lambda.vendor.PushForm.Refused;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorRefusal;
import dev.labelmill.lambda.vendor.VendorUnavailable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CvatPushTest {

    private static final String SETTINGS = """
            {"project":"demo","labelType":{"kind":"single-choice","classes":["car","person"]},"slices":2,
             "overlap":{"min":2,"max":2,"targetConfidence":0.9},
             "vendors":[{"name":"crowd","tier":"crowd","format":"cvat","delivery":"push","target":"7",
               "pricePerLabel":0.02,"capacity":10,"deadlineSeconds":60}]}""";

    private final CvatStandIn cvat = new CvatStandIn();
    private final VendorStandIn server = new VendorStandIn(cvat::answer);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void an_item_is_a_task_with_its_image_and_a_replica_for_each_label() {
        assertThat(push("i1", "i2")).isEmpty();

        assertThat(cvat.tasks).extracting(task -> task.path("name").asText()).containsExactly("b~d-1~i1", "b~d-1~i2");
        assertThat(cvat.tasks).allSatisfy(task -> {
            assertThat(task.path("consensus_replicas").asInt()).isEqualTo(2);
            assertThat(task.path("segment_size").asInt()).isEqualTo(1);
            assertThat(task.path("overlap").asInt(-1)).isZero();
        });
        assertThat(cvat.tasks.get(0).at("/files/0").asText()).isEqualTo("https://images.example/i1/a.jpg");
        assertThat(server.asked())
                .allSatisfy(asked ->
                        assertThat(asked.headers()).containsEntry("authorization", "Token " + VendorStandIn.KEY));
    }

    @Test
    void a_repeated_push_creates_nothing_twice_wherever_the_first_broke_off() {
        for (int posts = 0; posts < 4; posts++) {
            cvat.tasks.clear();
            cvat.fetched = 0;
            breakOffAfter(posts);
            assertThatThrownBy(() -> push("i1", "i2")).isInstanceOf(VendorUnavailable.class);
            server.answer(cvat::answer);

            assertThat(push("i1", "i2")).isEmpty();
            assertThat(push("i1", "i2")).isEmpty();
            assertThat(cvat.tasks).hasSize(2).allMatch(task -> task.path("size").asInt() == 1);
            assertThat(cvat.fetched).isEqualTo(2);
        }
    }

    @Test
    void a_task_of_the_same_name_in_another_project_is_not_taken_for_ours() {
        cvat.listsAll = true;
        cvat.tasks.add(Json.object()
                .put("id", 1)
                .put("name", "b~d-1~i1")
                .put("project_id", 8)
                .put("size", 1));
        cvat.tasks.add(Json.object().put("id", 2).put("name", "b~d-1~i10").put("project_id", 7));

        assertThat(push("i1")).isEmpty();
        assertThat(cvat.tasks).hasSize(3);
        assertThat(cvat.fetched).isEqualTo(1);
    }

    @Test
    void an_image_that_is_being_fetched_already_counts_as_there() {
        server.answer(asked -> asked.path().endsWith("/data") ? Said.status(409, "{}") : cvat.answer(asked));

        assertThat(push("i1")).isEmpty();
    }

    @Test
    void an_image_that_came_since_the_task_was_looked_up_counts_as_there() {
        server.answer(asked -> {
            if (asked.path().endsWith("/data")) {
                cvat.answer(asked);
            }
            return cvat.answer(asked);
        });

        assertThat(push("i1")).isEmpty();
        assertThat(cvat.fetched).isEqualTo(1);
    }

    @Test
    void what_cvat_cannot_have_is_refused_alone() {
        String longest = "x".repeat(251);

        assertThat(push("i1", "bad", longest, "text"))
                .extracting(Refused::item)
                .containsExactly("bad", longest, "text");
        assertThat(push("text"))
                .extracting(Refused::reason)
                .containsExactly("CVAT fetches images from http and https addresses, and the item's is none");
        assertThat(cvat.fetched).isEqualTo(1);
    }

    @Test
    void a_refused_key_or_a_busy_api_is_tried_again_and_a_missing_project_never() {
        for (int status : new int[] {401, 403, 429, 500}) {
            server.answer(asked -> Said.status(status, "{}"));
            assertThatThrownBy(() -> push("i1"))
                    .isInstanceOf(VendorUnavailable.class)
                    .hasMessageNotContaining(VendorStandIn.KEY);
        }
        server.answer(cvat::answer);
        assertThatThrownBy(() -> pushTo("8", "i1")).isInstanceOf(VendorRefusal.class);
    }

    /** The answer to the next request that creates something is lost, though it is done; none comes before. */
    private void breakOffAfter(int posts) {
        int[] left = {posts};
        server.answer(asked -> {
            Said said = cvat.answer(asked);
            return asked.method().equals("POST") && left[0]-- <= 0 ? Said.status(500, "{}") : said;
        });
    }

    private List<Refused> push(String... items) {
        return pushTo("7", items);
    }

    private List<Refused> pushTo(String project, String... items) {
        Batch batch = Samples.labelling("b", SETTINGS.replace("\"7\"", "\"" + project + "\""));
        Dispatch dispatch = Dispatch.claiming("d-1", "b", "crowd", List.of(items), Stage.START.plusSeconds(60));
        List<TaskLine> lines = Stream.of(items)
                .map(item -> new TaskLine(
                        batch,
                        batch.settings().vendor("crowd").orElseThrow(),
                        dispatch,
                        Task.forPeople("b", item, new ItemPlace(0, 0, 10), 0, 0.5, null, 2)
                                .claim("d-1", "crowd", false),
                        Json.object()
                                .put("id", item)
                                .put(
                                        item.equals("text") ? "source" : "source-ref",
                                        item.equals("text") ? "a text" : "https://images.example/" + item + "/a.jpg")))
                .toList();
        return new CvatPush().push(new VendorHttp(() -> Stage.START), new Job(server.access(), project, "d-1", lines));
    }
}
