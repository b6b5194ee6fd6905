package dev.labelmill.lambda.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyingTest {

    private final Stage stage = new Stage();
    private final Handler tally = stage.services().tally();

    private void label(String item, String annotator, int answer, long revision) {
        stage.labels().store(Samples.label("b", item, annotator, answer, revision));
    }

    private long total(String counter) {
        return stage.tallies().total("TALLY#b").get(counter);
    }

    @Test
    void an_event_without_its_shards_id_is_refused_loudly() {
        label("i1", "w1", 1, 1);
        List<JsonNode> changes = stage.changes();

        assertThatThrownBy(() -> tally.handle(Events.changed(changes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tumbling window");
        assertThat(total("labels.label")).isZero();
    }

    @Test
    void a_change_replaces_what_the_row_said_before() {
        label("i1", "w1", 1, 1);
        label("i1", "w1", 0, 2);
        stage.labels().store(Samples.tombstone("b", "i2", "w1", 1));

        JsonNode answer = tally.handle(Events.windowed("s", stage.changes()));

        assertThat(total("labels.label")).isEqualTo(1);
        assertThat(total("money.label")).isEqualTo(10_000_000);
        assertThat(total("tombstones")).isEqualTo(1);
        assertThat(stage.tallies().total("TALLY#demo#crowd#w1").get("labels")).isEqualTo(1);
        assertThat(Events.failures(answer)).isZero();
        assertThat(answer.path("state").isObject()).isTrue();
    }

    @Test
    void a_delivery_that_comes_again_whole_split_or_from_any_record_on_adds_nothing() {
        IntStream.range(0, 6).forEach(i -> label("i" + i, "w" + i % 2, 1, 1));
        List<JsonNode> changes = stage.changes();
        tally.handle(Events.windowed("s", changes.subList(0, 4)));

        for (int from = 0; from < changes.size(); from++) {
            Handler environment = from % 2 == 0 ? tally : stage.services().tally();
            environment.handle(Events.windowed("s", changes.subList(from, changes.size())));
        }

        assertThat(total("labels.label")).isEqualTo(6);
        assertThat(stage.tallies().total("TALLY#demo#crowd#w0").get("labels")).isEqualTo(3);
    }

    @Test
    void an_annotators_totals_are_kept_by_batch_and_add_up() {
        label("i1", "w1", 1, 1);
        label("i2", "w1", 1, 1);
        stage.labels().store(Samples.label("other", "i1", "w1", 1, 1));

        tally.handle(Events.windowed("s", stage.changes()));

        assertThat(held("s#b")).isEqualTo(2);
        assertThat(held("s#other")).isEqualTo(1);
        assertThat(stage.tallies().total("TALLY#demo#crowd#w1").get("labels")).isEqualTo(3);
    }

    private long held(String row) {
        return stage.rows().stream()
                .filter(r -> r.pk().equals("TALLY#demo#crowd#w1") && r.sk().equals(row))
                .mapToLong(r -> r.number("n_labels"))
                .sum();
    }

    @Test
    void a_delivery_that_died_between_two_tallies_is_finished_by_the_next() {
        IntStream.range(0, 4).forEach(i -> label("i" + i, "w" + i, 1, 1));
        List<JsonNode> changes = stage.changes();

        for (int write = 1; write <= 5; write++) {
            Crash crash = write % 2 == 0 ? Crash.before(write) : Crash.after(1);
            Handler dying = stage.services(crash).tally();
            if (crash.writes() == 0) {
                try {
                    dying.handle(Events.windowed("s", changes));
                } catch (Crash.Dead expected) {
                    assertThat(crash.happened()).isTrue();
                }
            }
        }
        tally.handle(Events.windowed("s", changes));

        assertThat(total("labels.label")).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(stage.tallies().total("TALLY#demo#crowd#w" + i).get("labels"))
                    .isEqualTo(1);
        }
    }

    @Test
    void sequence_numbers_are_compared_as_numbers() {
        label("i1", "w1", 1, 1);
        label("i2", "w1", 1, 1);
        List<JsonNode> changes = stage.changes();
        ((ObjectNode) changes.get(0).path("dynamodb")).put("SequenceNumber", "999");
        ((ObjectNode) changes.get(1).path("dynamodb")).put("SequenceNumber", "1000");

        tally.handle(Events.windowed("s", changes.subList(0, 1)));
        tally.handle(Events.windowed("s", changes.subList(1, 2)));
        tally.handle(Events.windowed("s", changes));

        assertThat(total("labels.label")).isEqualTo(2);
    }

    @Test
    void rows_that_are_no_facts_count_for_nothing() {
        stage.batches().insert(Samples.received("b", Samples.SETTINGS));
        tally.handle(Events.windowed("s", stage.changes()));

        tally.handle(Events.windowed("s", stage.changes()));

        assertThat(stage.rows().stream().filter(row -> row.pk().startsWith("TALLY#")))
                .extracting(row -> row.pk())
                .containsExactly("TALLY#b");
    }

    @Test
    void one_delivery_about_very_many_classes_and_overlaps_is_folded_in_several_writes() {
        Counters scanned = new Counters();
        for (int overlap = 1; overlap <= 10; overlap++) {
            for (int answer = 0; answer < 60; answer += 3) {
                Task task = Task.forPeople("b", "i" + overlap + "-" + answer, new ItemPlace(0, 0, 9), 0, 0.5, null, 25);
                for (int w = 0; w < overlap; w++) {
                    task = task.claim("d", "crowd", false)
                            .receive(Samples.label("b", task.item(), "w" + w, answer + w % 3, 1), Samples.judge(0))
                            .expire("d");
                }
                stage.tasks().insert(task, 1);
            }
        }
        stage.rows().forEach(row -> RowTotals.of(row).values().forEach(scanned::addAll));
        assertThat(scanned.size()).isGreaterThan(400);

        List<JsonNode> changes = stage.changes();
        tally.handle(Events.windowed("s", changes));
        tally.handle(Events.windowed("s", changes));

        Counters total = stage.tallies().total("TALLY#b");
        total.nonZero().keySet().stream()
                .filter(name -> name.startsWith("spent.tally."))
                .forEach(name -> total.add(name, -total.get(name)));
        assertThat(total).isEqualTo(scanned);
    }

    @Test
    void what_the_tally_costs_is_counted_in_the_batches_tally_itself() {
        label("i1", "w1", 1, 1);

        tally.handle(Events.windowed("s", stage.changes()));
        label("i2", "w1", 1, 1);
        tally.handle(Events.windowed("s", stage.changes()));

        assertThat(total("spent.tally.lambda")).isPositive();
        assertThat(stage.tallies().total("TALLY#demo#crowd#w1").nonZero())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("labels", 2L, "money", 20_000_000L, "millis", 3000L, "took.41", 2L));
    }

    @Test
    void folding_the_change_that_closes_a_batchs_books_costs_the_batch_nothing_though_it_comes_alone() {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        tally.handle(Events.windowed("s", stage.changes()));
        long before = spent();

        for (Phase phase : List.of(Phase.CLOSING, Phase.DONE)) {
            List<JsonNode> known = stage.changes();
            stage.batches().update("b", batch -> batch.enter(phase, Stage.START));
            List<JsonNode> all = stage.changes();
            tally.handle(Events.windowed("s", all.subList(known.size(), all.size())));
        }

        assertThat(total("batchVersion"))
                .isEqualTo(stage.batches().get("b").orElseThrow().version());
        assertThat(before).isPositive();
        assertThat(spent()).isEqualTo(before);
    }

    private long spent() {
        return stage.tallies().total("TALLY#b").nonZero().entrySet().stream()
                .filter(counter -> counter.getKey().startsWith("spent.tally."))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void changes_that_come_so_late_that_older_ones_may_be_lost_make_the_batch_count_anew() {
        label("i1", "w1", 1, 1);
        stage.now = Stage.START.plus(Duration.ofHours(22));
        tally.handle(Events.windowed("s", stage.changes()));
        assertThat(stage.tallies().needsRebuild("TALLY#b", Stage.START)).isFalse();

        label("i2", "w1", 1, 1);
        stage.now = Stage.START.plus(Duration.ofHours(24));
        tally.handle(Events.windowed("s", stage.changes()));

        assertThat(stage.tallies().needsRebuild("TALLY#b", Stage.START)).isTrue();
        assertThat(total("labels.label")).isEqualTo(2);
    }

    @Test
    void the_sample_event_is_folded() {
        tally.handle(Events.sample("dynamodb/tumbling-window.json"));

        assertThat(stage.tallies().total("TALLY#digits").get("labels.label")).isEqualTo(2);
    }

    @Test
    void changes_are_told_once_where_they_are_folded_once() {
        IntStream.range(0, 3).forEach(i -> label("i" + i, "w" + i, 1, 1));
        List<JsonNode> changes = stage.changes();

        tally.handle(Events.windowed("s", changes.subList(0, 2)));
        tally.handle(Events.windowed("s", changes));
        stage.services().tally().handle(Events.windowed("s", changes));

        assertThat(stage.counted()).containsExactly("test: tally.records 2", "test: tally.records 1");
    }
}
