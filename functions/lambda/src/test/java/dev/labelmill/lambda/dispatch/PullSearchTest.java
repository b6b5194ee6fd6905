package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.PullDesk.SETTINGS;
import static dev.labelmill.lambda.dispatch.PullDesk.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.lease.Lease;
import dev.labelmill.core.lease.Slots;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Calls;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** How an annotator who asks is found tasks among many that are nothing for her. */
class PullSearchTest {

    private static final String PAUSING = SETTINGS.replaceFirst(
            "\\{", "{\"gold\":{\"overlap\":2,\"rate\":0.5},\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95},");

    /** Slots that come before all others: an item of no task, free for all but those. */
    private static void offer(PullDesk desk, String batch, int i, String... had) {
        List<Lease> leases = List.of(had).stream()
                .map(annotator -> new Lease("d-1", annotator, Stage.START))
                .toList();
        desk.leases()
                .offer(
                        new Slots(
                                batch,
                                "k" + i,
                                "crowd",
                                "d-1",
                                2,
                                false,
                                1,
                                desk.stage.now.plus(Duration.ofHours(9)),
                                leases,
                                0),
                        desk.stage.now);
    }

    private static void had(PullDesk desk, int entries) {
        IntStream.range(0, entries).forEach(i -> offer(desk, "b", i, "ann"));
    }

    private static JsonNode ask(PullDesk desk, Calls calls, String annotator, int most) {
        return desk.asked(desk.stage.services(calls.around(desk.stage.dynamo)), desk.nextId(), annotator, most);
    }

    @Test
    void who_has_had_thousands_is_told_to_ask_again_and_goes_on_from_there() {
        PullDesk desk = PullDesk.dispatched(3);
        had(desk, 2500);
        Calls calls = new Calls();

        JsonNode first = ask(desk, calls, "ann", 2);
        JsonNode then = desk.asked("ann", 2);

        assertThat(items(first.path("tasks"))).isEmpty();
        assertThat(first.path("again").asBoolean()).isTrue();
        assertThat(calls.of(BatchGetItemRequest.class))
                .as("a hundred rows each")
                .hasSize(20);
        assertThat(calls.count()).isLessThan(50);
        assertThat(items(then.path("tasks"))).containsExactlyInAnyOrder("i0", "i1");
        assertThat(then.path("again").asBoolean()).isFalse();
        assertThat(items(desk.ask("ann", 2))).as("from there on").containsExactly("i2");
    }

    @Test
    void what_comes_to_wait_further_up_is_found_a_minute_later() {
        PullDesk desk = PullDesk.dispatched(3);
        had(desk, 2100);
        desk.ask("ann", 2);
        desk.ask("ann", 2);
        desk.desk.people(3, 1);
        desk.desk.dispatch();
        desk.wait(Duration.ofSeconds(61));

        assertThat(items(desk.ask("ann", 1))).containsExactly("i3");
        assertThat(items(desk.ask("ann", 1))).isEmpty();
        assertThat(items(desk.ask("ann", 1))).containsExactly("i2");
    }

    @Test
    void a_request_that_finds_all_it_asked_for_says_nothing_of_asking_again() {
        JsonNode answer = PullDesk.dispatched(3).asked("ann", 2);

        assertThat(items(answer.path("tasks"))).hasSize(2);
        assertThat(answer.path("again").asBoolean()).isFalse();
    }

    @Test
    void tasks_that_wait_for_nothing_any_more_are_read_by_the_hundred_and_put_right_by_and_by() {
        PullDesk desk = PullDesk.dispatched(2);
        IntStream.range(0, 350).forEach(i -> offer(desk, "b", i));
        Calls calls = new Calls();

        assertThat(items(ask(desk, calls, "ann", 20).path("tasks"))).containsExactlyInAnyOrder("i0", "i1");
        assertThat(calls.of(BatchGetItemRequest.class))
                .as("four pages of slots and of tasks")
                .hasSize(8);
        assertThat(calls.count()).as("with fifty entries put right").isLessThan(90);

        for (String annotator : List.of("bob", "c1", "c2", "c3", "c4", "c5", "c6")) {
            desk.ask(annotator, 1);
        }
        Calls later = new Calls();
        ask(desk, later, "dot", 20);
        assertThat(later.of(BatchGetItemRequest.class)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void for_who_is_paused_no_task_is_read_and_tasks_of_other_batches_are_found() {
        PullDesk desk = PullDesk.of(PAUSING).people(20);
        desk.desk.dispatch();
        desk.stage.bucket().put("work/b/paused.json", "application/json", paused());
        desk.stage.batches().update("b", batch -> batch.withSnapshot("work/b/paused.json"));
        Calls calls = new Calls();

        JsonNode answer = ask(desk, calls, "ann", 20);

        assertThat(items(answer.path("tasks"))).isEmpty();
        assertThat(answer.path("again").asBoolean()).isFalse();
        assertThat(calls.rows()).containsOnly("PULLER#crowd#ann", "BATCH#b");
        assertThat(items(desk.ask("bob", 20))).hasSize(20);
    }

    @Test
    void behind_tasks_of_a_batch_that_pauses_her_an_annotator_gets_those_of_another() {
        PullDesk desk = PullDesk.of(PAUSING);
        desk.stage.bucket().put("work/b/paused.json", "application/json", paused());
        desk.stage.batches().update("b", batch -> batch.withSnapshot("work/b/paused.json"));
        desk.stage.batches().insert(Samples.labelling("other", SETTINGS));
        desk.stage.chunks().cut(List.of(Chunk.cut("other", 0, Layout.manifest("b"), 0, 1000, "etag")));
        ItemPlace place = desk.desk.places().get(0);
        desk.stage.tasks().insert(Task.forPeople("other", "i0", place, 0, 0.01, Desk.PRELABEL, 2), 2);
        desk.desk.dispatch();
        IntStream.range(0, 300).forEach(i -> offer(desk, "b", i));
        Calls calls = new Calls();

        JsonNode answer = ask(desk, calls, "ann", 20);

        assertThat(answer.at("/tasks/0/task/batch").asText()).isEqualTo("other");
        assertThat(calls.rows()).noneMatch(row -> row.startsWith("LEASE#b#"));
    }

    private static byte[] paused() {
        return SkillsFile.write(Skills.uninformed(2, 0.8).pausing(Set.of("crowd/ann")));
    }

    @Test
    void a_slow_table_ends_the_search_and_not_the_function() {
        PullDesk desk = PullDesk.dispatched(3);
        had(desk, 2500);
        Calls slow = new Calls(call -> desk.wait(Duration.ofSeconds(1)));

        JsonNode answer = ask(desk, slow, "ann", 2);

        assertThat(answer.path("again").asBoolean()).isTrue();
        assertThat(slow.count()).isLessThan(14);
        assertThat(slow.of(QueryRequest.class)).hasSizeLessThan(6);
    }
}
