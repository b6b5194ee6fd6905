package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.stage.Calls;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DispatcherTest {

    private final Desk desk = new Desk(Samples.SETTINGS);

    @Test
    void the_highest_priorities_go_out_first_up_to_the_vendors_capacity() {
        IntStream.range(0, 20).forEach(i -> desk.people(i, i / 20.0));

        desk.dispatch();

        assertThat(desk.items("crowd")).containsExactlyInAnyOrder("i19", "i18", "i17", "i16", "i15");
        assertThat(desk.task(19).state()).isEqualTo(TaskState.CLAIMED);
        assertThat(desk.task(14).state()).isEqualTo(TaskState.OPEN);
    }

    @Test
    void capacity_holds_before_the_tally_has_seen_anything_and_is_free_again_when_labels_come() {
        IntStream.range(0, 20).forEach(i -> desk.people(i, i / 20.0));
        desk.dispatch();
        desk.dispatch();
        desk.dispatch();
        assertThat(desk.lines("crowd")).hasSize(5);

        desk.label(19, "crowd", "w1", 1);
        desk.label(19, "crowd", "w2", 1);
        desk.dispatch();
        assertThat(desk.lines("crowd")).as("the tally lags").hasSize(5);

        desk.tally();
        desk.dispatch();
        assertThat(desk.items("crowd")).hasSize(6).contains("i14");
    }

    @Test
    void a_vendor_gets_no_more_for_a_dispatch_that_was_closed_as_answered_before_the_tally_knows_of_it() {
        IntStream.range(0, 20).forEach(i -> desk.people(i, i / 20.0));
        desk.dispatch();
        for (int i = 15; i < 20; i++) {
            desk.label(i, "crowd", "w1", 1);
            desk.label(i, "crowd", "w2", 1);
        }
        desk.tally();
        desk.dispatch();
        assertThat(desk.items("crowd")).as("all is answered").hasSize(10);

        for (int i = 15; i < 20; i++) {
            desk.stage
                    .labels()
                    .of("b", "i" + i)
                    .forEach(label -> desk.stage
                            .tasks()
                            .update("b", label.item(), 2, task -> task.receive(label, Samples.judge(0))));
        }
        desk.tally();
        desk.sweep(Stage.START);
        assertThat(desk.open()).hasSize(1);
        desk.dispatch();

        assertThat(desk.items("crowd")).hasSize(10);
    }

    @Test
    void batches_that_a_tick_has_no_time_for_come_first_in_the_next() {
        desk.people(0, .5);
        desk.stage.batches().insert(Samples.labelling("c", Samples.SETTINGS));
        desk.stage.chunks().cut(List.of(Chunk.cut("c", 0, Layout.manifest("b"), 0, 1_000, "etag")));
        desk.stage.tasks().insert(Task.forPeople("c", "i0", desk.places().get(0), 0, .5, null, 2), 2);
        DynamoDbClient slow =
                new Calls(call -> desk.stage.now = desk.stage.now.plusSeconds(40)).around(desk.stage.dynamo);

        for (int tick = 0; tick < 2; tick++) {
            desk.stage.now = Stage.START.plusSeconds(60L * tick);
            desk.stage.services(slow).dispatch().handle(Events.tick());
            assertThat(Stream.of("b", "c")
                            .filter(batch ->
                                    !desk.stage.dispatches().open(batch).isEmpty()))
                    .hasSize(tick + 1);
        }
    }

    @Test
    void a_task_that_goes_out_again_names_who_has_answered_it_already() {
        desk.people(0, 0.5);
        desk.dispatch();
        desk.label(0, "crowd", "w1", 1);
        desk.stage.tasks().update("b", "i0", 2, t -> t.receive(Samples.label("b", "i0", "w1", 1, 1), Samples.judge(0)));
        desk.stage.now = Stage.START.plusSeconds(61);
        desk.sweep(desk.stage.now);

        desk.dispatch();

        JsonNode again = desk.lines("crowd").stream()
                .filter(line -> line.path("labels").asInt() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(again.path("exclude")).hasSize(1);
        assertThat(again.path("exclude").get(0).asText()).isEqualTo("w1");
    }

    @Test
    void nothing_in_a_file_tells_gold_from_the_rest_nor_an_order_of_priority() {
        for (int i = 0; i < 5; i++) {
            if (i < 2) {
                desk.gold(i, 0.9 - i / 10.0);
            } else {
                desk.people(i, 0.9 - i / 10.0);
            }
        }

        desk.dispatch();

        Set<Set<String>> shapes = new HashSet<>();
        Set<String> constants = new TreeSet<>();
        for (JsonNode line : desk.lines("crowd")) {
            Set<String> names = new TreeSet<>();
            line.fieldNames().forEachRemaining(names::add);
            shapes.add(names);
            constants.add(line.path("labels") + " " + line.path("dispatch") + " " + line.path("deadline") + " "
                    + line.path("exclude"));
            assertThat(line.toString()).doesNotContainIgnoringCase("gold").doesNotContain("known");
        }
        assertThat(desk.lines("crowd")).hasSize(5);
        assertThat(shapes).hasSize(1);
        assertThat(constants).hasSize(1);
        assertThat(desk.items("crowd")).isNotEqualTo(List.of("i0", "i1", "i2", "i3", "i4"));
    }

    @Test
    void audits_go_to_the_experts_and_nobody_else() {
        desk.audit(0);
        desk.people(1, 0.5);

        desk.dispatch();

        assertThat(desk.items("experts")).containsExactly("i0");
        assertThat(desk.items("crowd")).containsExactly("i1");
        assertThat(desk.lines("experts").get(0).path("labels").asInt()).isEqualTo(1);
    }

    @Test
    void the_second_wave_waits_for_its_snapshot() {
        desk.secondWave(0, 0.9);
        desk.dispatch();
        assertThat(desk.lines("crowd")).isEmpty();

        desk.stage.batches().update("b", b -> b.withSnapshot("work/b/skills/1.json"));
        desk.dispatch();
        assertThat(desk.items("crowd")).containsExactly("i0");
    }

    @Test
    void only_batches_that_label_or_audit_send_tasks() {
        desk.people(0, 0.5);
        desk.stage.batches().update("b", b -> b.enter(Phase.FINISHING, Stage.START));
        desk.dispatch();
        assertThat(desk.lines("crowd")).isEmpty();

        desk.stage.batches().update("b", b -> b.enter(Phase.AUDITING, Stage.START));
        desk.dispatch();
        assertThat(desk.lines("crowd")).hasSize(1);
    }

    @Test
    void a_batch_that_cannot_be_dispatched_does_not_keep_the_others_from_their_vendors() {
        desk.people(0, 0.5);
        desk.stage.batches().insert(Samples.labelling("a", Samples.SETTINGS));
        desk.stage.tasks().insert(Samples.task("a", "no-chunk", 0.5), 2);

        desk.dispatch();

        assertThat(desk.items("crowd")).containsExactly("i0");
    }

    @Test
    void a_dispatch_that_got_no_task_carries_no_money_for_no_count_would_find_it() {
        Desk desk = new Desk(Samples.SETTINGS);
        desk.people(0, 0.5);
        desk.dispatch();
        Dispatch late = Dispatch.claiming("d-late", "b", "crowd", List.of("i0"), Stage.START.plusSeconds(60));
        desk.stage.dispatches().insert(late);
        desk.stage.meter.time(777);
        long untaken = desk.stage.meter.untakenPicos();

        desk.dispatch();

        Dispatch closed = desk.stage.dispatches().get("d-late").orElseThrow();
        assertThat(closed.state()).isEqualTo(Dispatch.State.CLOSED);
        assertThat(closed.spent()).isEqualTo(Spend.NONE);
        assertThat(desk.stage.meter.untakenPicos()).isGreaterThanOrEqualTo(untaken);
    }

    @Test
    void many_tasks_go_out_in_several_files() {
        Desk large = new Desk(Samples.SETTINGS.replaceFirst("\"capacity\":10", "\"capacity\":1000"));
        IntStream.range(0, 230)
                .forEach(i -> large.stage
                        .tasks()
                        .insert(Task.forPeople("b", "m" + i, large.places().get(i % 20), 0, i / 230.0, null, 2), 2));

        large.dispatch();

        assertThat(large.files("crowd")).hasSize(3);
        assertThat(large.lines("crowd")).hasSize(230);
        assertThat(large.open().stream().mapToLong(Dispatch::labels).sum()).isEqualTo(460);
    }

    @Test
    void a_tick_tells_the_files_and_tasks_that_it_sent_and_one_that_sent_none_is_silent() {
        IntStream.range(0, 20).forEach(i -> desk.people(i, i / 20.0));

        desk.dispatch();
        assertThat(desk.stage.counted()).containsExactly("demo test: dispatch.files 1, dispatch.tasks 5");

        desk.dispatch();
        assertThat(desk.stage.counted()).isEmpty();
    }
}
