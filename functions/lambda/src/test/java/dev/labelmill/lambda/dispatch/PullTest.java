package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.PullDesk.SETTINGS;
import static dev.labelmill.lambda.dispatch.PullDesk.expiry;
import static dev.labelmill.lambda.dispatch.PullDesk.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.lease.Lease;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.stage.Signed;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.webhook.SampleEvents;
import dev.labelmill.lambda.wiring.Services;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Annotators who ask for tasks one by one, through the webhook's own function. */
class PullTest {

    @Test
    void an_annotator_gets_the_first_tasks_by_priority_each_for_one_label_and_none_twice() {
        PullDesk desk = PullDesk.dispatched(5);

        JsonNode first = desk.ask("ann", 3);
        JsonNode then = desk.ask("ann", 20);

        assertThat(items(first)).containsExactlyInAnyOrder("i0", "i1", "i2");
        assertThat(items(then)).containsExactlyInAnyOrder("i3", "i4");
        assertThat(items(desk.ask("ann", 20))).isEmpty();
        JsonNode task = first.get(items(first).indexOf("i0"));
        assertThat(task.at("/task/labels").asInt()).isEqualTo(1);
        assertThat(task.at("/task/exclude")).isEmpty();
        assertThat(task.at("/task/source").asText()).isEqualTo("text \u00e9 0");
        assertThat(expiry(task)).isEqualTo(desk.stage.now.plus(Duration.ofMinutes(10)));
        assertThat(desk.desk.files("crowd")).isEmpty();
    }

    @Test
    void two_labels_of_a_task_go_to_two_annotators_and_a_third_gets_nothing() {
        PullDesk desk = PullDesk.dispatched(1);

        assertThat(items(desk.ask("ann", 20))).containsExactly("i0");
        assertThat(items(desk.ask("bob", 20))).containsExactly("i0");
        assertThat(items(desk.ask("cem", 20))).isEmpty();
    }

    @Test
    void annotators_who_ask_at_once_never_get_the_same_slot() throws Exception {
        PullDesk desk = new PullDesk(SETTINGS, Stage.onServers()).people(20);
        desk.desk.dispatch();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<List<String>>> got = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            String annotator = "w" + n;
            got.add(threads.submit(() -> {
                Services services = desk.stage.services();
                List<String> mine = new ArrayList<>();
                for (int k = 0; k < 4; k++) {
                    mine.addAll(items(desk.ask(services, "msg_" + annotator + k, annotator, 3)));
                }
                return mine;
            }));
        }
        List<String> all = new ArrayList<>();
        for (Future<List<String>> one : got) {
            List<String> mine = one.get();
            assertThat(new HashSet<>(mine)).as("nobody has an item twice").hasSize(mine.size());
            all.addAll(mine);
        }
        threads.shutdown();

        LeaseStore leases = new LeaseStore(desk.stage.table());
        long held = 0;
        for (int i = 0; i < 20; i++) {
            List<Lease> of = leases.get("b", "i" + i, "crowd").orElseThrow().leases();
            assertThat(of.size()).as("two labels each").isLessThanOrEqualTo(2);
            held += of.size();
        }
        assertThat(held).isEqualTo(all.size());
        assertThat(all).hasSize(40);
    }

    @Test
    void a_request_that_is_sent_again_gets_the_same_tasks_and_none_else() {
        PullDesk desk = PullDesk.dispatched(5);

        JsonNode once = desk.ask(desk.stage.services(), "msg_same", "ann", 2);
        JsonNode again = desk.ask(desk.stage.services(), "msg_same", "ann", 2);

        assertThat(again).isEqualTo(once);
        assertThat(items(desk.ask("bob", 20))).hasSize(5);
    }

    @Test
    void a_claim_that_expires_is_offered_anew_to_who_has_not_had_the_item() {
        PullDesk desk = PullDesk.dispatched(1);
        desk.ask("ann", 1);
        desk.wait(Duration.ofMinutes(61));
        desk.desk.sweep(desk.stage.now);
        desk.desk.dispatch();

        assertThat(items(desk.ask("ann", 1))).isEmpty();
        assertThat(items(desk.ask("bob", 1))).containsExactly("i0");
        assertThat(items(desk.ask("cem", 1))).containsExactly("i0");
    }

    @Test
    void what_is_signed_for_labels_gives_no_tasks_and_the_other_way_round() {
        PullDesk desk = PullDesk.dispatched(1);
        ObjectNode labels = (ObjectNode)
                Json.parse(SampleEvents.body("webhook/labels-submitted.json").getBytes(StandardCharsets.UTF_8));
        JsonNode asTasks =
                desk.stage.services().webhook().handle(Signed.request("/tasks/crowd", "msg_a", desk.stage.now, labels));
        JsonNode request = Signed.wanted("crowd", "msg_b", desk.stage.now, "ann", 1);
        ((ObjectNode) request).put("rawPath", "/webhooks/crowd");
        JsonNode asLabels = desk.stage.services().webhook().handle(request);
        JsonNode forged = Signed.wanted("ls", "msg_c", desk.stage.now, "ann", 1);

        assertThat(asTasks.path("statusCode").asInt()).isEqualTo(422);
        assertThat(asLabels.path("statusCode").asInt()).isEqualTo(422);
        assertThat(desk.stage
                        .services()
                        .webhook()
                        .handle(forged)
                        .path("statusCode")
                        .asInt())
                .isEqualTo(401);
        assertThat(desk.stage.rejections("webhook/crowd")).hasSize(2);
    }

    @Test
    void a_request_that_cannot_be_done_names_the_field() {
        PullDesk desk = PullDesk.dispatched(1);

        JsonNode answer =
                desk.stage.services().webhook().handle(Signed.wanted("crowd", "msg_a", desk.stage.now, "ann", 21));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(422);
        assertThat(Signed.body(answer).path("error").asText()).isEqualTo("data.most is not between 1 and 20");
    }
}
