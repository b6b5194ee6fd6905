package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.lease.Lease;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Signed;
import dev.labelmill.lambda.store.LeaseStore;
import dev.labelmill.lambda.webhook.SampleEvents;
import dev.labelmill.lambda.wiring.Services;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Annotators who ask for tasks one by one, through the webhook's own function. */
class PullTest {

    private static final String SETTINGS = Samples.SETTINGS
            .replace("{\"name\":\"crowd\"", "{\"name\":\"crowd\",\"delivery\":\"pull\"")
            .replace("\"capacity\":10", "\"capacity\":100")
            .replace("\"deadlineSeconds\":60", "\"deadlineSeconds\":3600");

    private int requests;

    private static Desk desk(String settings, int people) {
        Desk desk = new Desk(settings);
        desk.stage.secrets = SampleEvents.SECRETS.toUri().toString();
        IntStream.range(0, people).forEach(i -> desk.people(i, 0.9 - i / 100.0));
        return desk;
    }

    private static Desk dispatched(int people) {
        Desk desk = desk(SETTINGS, people);
        desk.dispatch();
        return desk;
    }

    private JsonNode ask(Desk desk, String annotator, int most) {
        return ask(desk, desk.stage.services(), "msg_" + ++requests, annotator, most);
    }

    private static JsonNode ask(Desk desk, Services services, String id, String annotator, int most) {
        JsonNode answer = services.webhook().handle(Signed.wanted("crowd", id, desk.stage.now, annotator, most));
        assertThat(answer.path("statusCode").asInt()).as(answer.toString()).isEqualTo(200);
        return Signed.body(answer).path("tasks");
    }

    private JsonNode about(Desk desk, String type, String annotator, List<String> leases) {
        return Signed.body(desk.stage
                .services()
                .webhook()
                .handle(Signed.about(type, "crowd", "msg_" + ++requests, desk.stage.now, annotator, leases)));
    }

    private static List<String> items(JsonNode tasks) {
        return tasks.valueStream().map(t -> t.at("/task/task").asText()).toList();
    }

    private static List<String> leases(JsonNode tasks) {
        return tasks.valueStream().map(t -> t.path("lease").asText()).toList();
    }

    private static void wait(Desk desk, Duration duration) {
        desk.stage.now = desk.stage.now.plus(duration);
    }

    private static Instant expiry(JsonNode task) {
        return Instant.parse(task.path("expires").asText());
    }

    /** The crowd's answer, as its annotator sends it. */
    private JsonNode submit(Desk desk, JsonNode task, String annotator) {
        ObjectNode body = Json.object().put("type", "labels.submitted").put("timestamp", desk.stage.now.toString());
        body.putObject("data")
                .put("batch", "b")
                .putArray("labels")
                .addObject()
                .put("task", task.at("/task/task").asText())
                .put("dispatch", task.at("/task/dispatch").asText())
                .put("annotator", annotator)
                .put("choice", "yes");
        return Signed.body(desk.stage
                .services()
                .webhook()
                .handle(Signed.request("/webhooks/crowd", "msg_" + ++requests, desk.stage.now, body)));
    }

    @Test
    void an_annotator_gets_the_first_tasks_by_priority_each_for_one_label_and_none_twice() {
        Desk desk = dispatched(5);

        JsonNode first = ask(desk, "ann", 3);
        JsonNode then = ask(desk, "ann", 20);

        assertThat(items(first)).containsExactly("i0", "i1", "i2");
        assertThat(items(then)).containsExactly("i3", "i4");
        assertThat(items(ask(desk, "ann", 20))).isEmpty();
        JsonNode task = first.get(0);
        assertThat(task.at("/task/labels").asInt()).isEqualTo(1);
        assertThat(task.at("/task/exclude")).isEmpty();
        assertThat(task.at("/task/source").asText()).isEqualTo("text \u00e9 0");
        assertThat(expiry(task)).isEqualTo(desk.stage.now.plus(Duration.ofMinutes(10)));
        assertThat(desk.files("crowd")).isEmpty();
    }

    @Test
    void two_labels_of_a_task_go_to_two_annotators_and_a_third_gets_nothing() {
        Desk desk = dispatched(1);

        assertThat(items(ask(desk, "ann", 20))).containsExactly("i0");
        assertThat(items(ask(desk, "bob", 20))).containsExactly("i0");
        assertThat(items(ask(desk, "cem", 20))).isEmpty();
    }

    @Test
    void annotators_who_ask_at_once_never_get_the_same_slot() throws Exception {
        Desk desk = dispatched(20);
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<List<String>>> got = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            String annotator = "w" + n;
            got.add(threads.submit(() -> {
                Services services = desk.stage.services();
                List<String> mine = new ArrayList<>();
                for (int k = 0; k < 4; k++) {
                    mine.addAll(items(ask(desk, services, "msg_" + annotator + k, annotator, 3)));
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
    void a_lease_that_nobody_holds_goes_to_another_and_never_back() {
        Desk desk = dispatched(1);
        ask(desk, "ann", 1);
        ask(desk, "bob", 1);

        wait(desk, Duration.ofMinutes(10));

        assertThat(items(ask(desk, "ann", 1))).isEmpty();
        assertThat(items(ask(desk, "cem", 1))).containsExactly("i0");
    }

    @Test
    void a_heartbeat_holds_a_lease_but_never_beyond_the_claim() {
        Desk desk = dispatched(1);
        List<String> lease = leases(ask(desk, "ann", 1));
        ask(desk, "bob", 1);
        Instant deadline = desk.open().get(0).deadline();

        Instant end = Instant.MIN;
        for (int beat = 0; beat < 6; beat++) {
            wait(desk, Duration.ofMinutes(9));
            end = expiry(about(desk, "tasks.held", "ann", lease).path("held").get(0));
        }

        assertThat(end).isEqualTo(deadline);
        assertThat(items(ask(desk, "cem", 1))).as("bob's slot").containsExactly("i0");
        assertThat(items(ask(desk, "dot", 1))).as("ann's is held").isEmpty();
        wait(desk, Duration.ofMinutes(6));
        assertThat(about(desk, "tasks.held", "ann", lease).path("lost")).hasSize(1);
        assertThat(items(ask(desk, "dot", 1))).as("the claim is over").isEmpty();
    }

    @Test
    void nobody_extends_or_releases_what_another_holds_or_what_is_over() {
        Desk desk = dispatched(1);
        List<String> lease = leases(ask(desk, "ann", 1));

        assertThat(about(desk, "tasks.held", "bob", lease).path("lost")).hasSize(1);
        assertThat(about(desk, "tasks.released", "bob", lease).path("lost")).hasSize(1);
        assertThat(about(desk, "tasks.held", "ann", List.of("b~d-1~nothing")).path("lost"))
                .hasSize(1);
        wait(desk, Duration.ofMinutes(10));
        assertThat(about(desk, "tasks.held", "ann", lease).path("lost")).hasSize(1);
    }

    @Test
    void what_an_annotator_gives_back_goes_to_another_at_once() {
        Desk desk = dispatched(1);
        List<String> lease = leases(ask(desk, "ann", 1));
        ask(desk, "bob", 1);

        assertThat(about(desk, "tasks.released", "ann", lease).path("released")).hasSize(1);
        assertThat(about(desk, "tasks.released", "ann", lease).path("released"))
                .as("saying it again changes nothing")
                .hasSize(1);

        assertThat(items(ask(desk, "ann", 1))).isEmpty();
        assertThat(items(ask(desk, "cem", 1))).containsExactly("i0");
    }

    @Test
    void a_label_that_has_come_keeps_its_slot_after_its_lease() {
        Desk desk = dispatched(1);
        JsonNode task = ask(desk, "ann", 1).get(0);
        ask(desk, "bob", 1);

        assertThat(submit(desk, task, "ann").path("stored").asInt()).isEqualTo(1);
        wait(desk, Duration.ofMinutes(10));

        assertThat(items(ask(desk, "cem", 1))).as("bob's slot").containsExactly("i0");
        assertThat(items(ask(desk, "dot", 1))).as("ann's answer stands").isEmpty();
    }

    @Test
    void a_request_that_is_sent_again_gets_the_same_tasks_and_none_else() {
        Desk desk = dispatched(5);

        JsonNode once = ask(desk, desk.stage.services(), "msg_same", "ann", 2);
        JsonNode again = ask(desk, desk.stage.services(), "msg_same", "ann", 2);

        assertThat(again).isEqualTo(once);
        assertThat(items(ask(desk, "bob", 20))).hasSize(5);
    }

    static Stream<Crash> deaths() {
        return IntStream.rangeClosed(1, 2).boxed().flatMap(n -> Stream.of(Crash.before(n), Crash.after(n)));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void an_environment_that_dies_while_it_gives_tasks_loses_none(Crash crash) {
        Desk desk = dispatched(3);
        desk.stage.services(crash).webhook().handle(Signed.wanted("crowd", "msg_same", desk.stage.now, "ann", 2));

        assertThat(items(ask(desk, desk.stage.services(), "msg_same", "ann", 2)))
                .containsExactly("i0", "i1");
        assertThat(items(ask(desk, "ann", 20))).containsExactly("i2");
    }

    @ParameterizedTest
    @MethodSource("writesOfADispatch")
    void a_dispatch_that_dies_anywhere_offers_each_task_once(Crash crash) {
        Desk desk = desk(SETTINGS, 3);
        try {
            desk.stage.services(crash).dispatch().handle(Events.tick());
        } catch (Crash.Dead died) {
            assertThat(crash.happened()).isTrue();
        }

        desk.dispatch();

        assertThat(items(ask(desk, "ann", 20))).containsExactly("i0", "i1", "i2");
        assertThat(desk.open()).hasSize(1);
    }

    static Stream<Crash> writesOfADispatch() {
        return IntStream.rangeClosed(1, 8).boxed().flatMap(n -> Stream.of(Crash.before(n), Crash.after(n)));
    }

    @Test
    void who_is_paused_gets_nothing() {
        Desk desk = desk(
                SETTINGS.replaceFirst(
                        "\\{",
                        "{\"gold\":{\"overlap\":2,\"rate\":0.5},\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95},"),
                3);
        desk.stage
                .bucket()
                .put(
                        desk.batch().snapshots().get(0),
                        "application/json",
                        SkillsFile.write(Skills.uninformed(2, 0.8).pausing(Set.of("crowd/ann"))));
        desk.dispatch();

        assertThat(items(ask(desk, "ann", 20))).isEmpty();
        assertThat(items(ask(desk, "bob", 20))).hasSize(3);
    }

    @Test
    void who_is_unknown_gets_known_tasks_first_in_the_same_form_as_others() {
        Desk desk = desk(SETTINGS, 5);
        IntStream.range(5, 12).forEach(i -> desk.gold(i, 0.4 - i / 100.0));
        desk.dispatch();

        List<JsonNode> tasks = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            tasks.add(ask(desk, "ann", 1).get(0));
        }

        assertThat(tasks.stream().map(t -> t.at("/task/task").asText()))
                .as("no answer of hers is known yet")
                .containsExactly("i5", "i6", "i7", "i8", "i9", "i10", "i11");
        JsonNode other = ask(desk, "ann", 1).get(0);
        assertThat(names(other)).isEqualTo(names(tasks.get(0)));
        assertThat(names(other.path("task"))).isEqualTo(names(tasks.get(0).path("task")));
    }

    private static List<String> names(JsonNode node) {
        return node.propertyStream().map(e -> e.getKey()).toList();
    }

    @Test
    void a_first_request_for_many_tasks_is_not_of_known_ones_alone() {
        Desk desk = desk(SETTINGS, 8);
        IntStream.range(8, 20).forEach(i -> desk.gold(i, 0.4 - i / 100.0));
        desk.dispatch();

        List<String> got = items(ask(desk, "ann", 12));

        assertThat(got.subList(0, 5)).containsExactly("i8", "i9", "i10", "i11", "i12");
        assertThat(got.subList(5, 12)).contains("i0");
    }

    @Test
    void a_claim_that_expires_is_offered_anew_to_who_has_not_had_the_item() {
        Desk desk = dispatched(1);
        ask(desk, "ann", 1);
        wait(desk, Duration.ofMinutes(61));
        desk.sweep(desk.stage.now);
        desk.dispatch();

        assertThat(items(ask(desk, "ann", 1))).isEmpty();
        assertThat(items(ask(desk, "bob", 1))).containsExactly("i0");
        assertThat(items(ask(desk, "cem", 1))).containsExactly("i0");
    }

    @Test
    void what_is_signed_for_labels_gives_no_tasks_and_the_other_way_round() {
        Desk desk = dispatched(1);
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
        Desk desk = dispatched(1);

        JsonNode answer =
                desk.stage.services().webhook().handle(Signed.wanted("crowd", "msg_a", desk.stage.now, "ann", 21));

        assertThat(answer.path("statusCode").asInt()).isEqualTo(422);
        assertThat(Signed.body(answer).path("error").asText()).isEqualTo("data.most is not between 1 and 20");
    }
}
