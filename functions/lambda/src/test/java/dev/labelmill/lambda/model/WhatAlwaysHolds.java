package dev.labelmill.lambda.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Ballot;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Resolution;
import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.model.World.Change;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.store.LabelRows;
import dev.labelmill.lambda.store.Row;
import dev.labelmill.lambda.store.TallyStore;
import dev.labelmill.lambda.store.TaskRows;
import dev.labelmill.lambda.tally.RowTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold of the task's and its labels' rows, after every step and at the end. */
final class WhatAlwaysHolds implements Scenario.Checks {

    private static final String TASK = "TASK#b#i\nTASK";
    private static final String LABELS = "TASK#b#i\nLABEL#";
    private static final Judge JUDGE = Samples.judge(0);

    private final SortedMap<String, Map<String, AttributeValue>> start;

    /** @param start the rows at the beginning, which no change in the stream tells of */
    WhatAlwaysHolds(SortedMap<String, Map<String, AttributeValue>> start) {
        this.start = start;
    }

    @Override
    public void step(World before, World after) {
        if (before.rows() == after.rows()) {
            return;
        }
        before.rows().forEach((key, old) -> {
            Map<String, AttributeValue> now = after.rows().get(key);
            assertThat(now).as("%s is there for good", key).isNotNull();
            if (now != old && key.startsWith(LABELS)) {
                Label was = label(old);
                assertThat(label(now).who()).isEqualTo(was.who());
                assertThat(label(now).revision()).as(key).isGreaterThan(was.revision());
            } else if (now != old && now.containsKey("version")) {
                assertThat(number(now) - number(old)).as("versions of %s", key).isEqualTo(1);
            }
        });
        claimsHold(after);
    }

    private static long number(Map<String, AttributeValue> row) {
        return Long.parseLong(row.get("version").n());
    }

    private static Label label(Map<String, AttributeValue> row) {
        return LabelRows.read(Row.of(row));
    }

    private static Task task(World world) {
        return TaskRows.read(Row.of(world.rows().get(TASK)));
    }

    private static List<Label> standing(World world) {
        List<Label> all = new ArrayList<>();
        world.rows().forEach((key, row) -> {
            if (key.startsWith(LABELS) && !label(row).isTombstone()) {
                all.add(label(row));
            }
        });
        return all;
    }

    /** No claim has more labels than it asked for, and nobody is there twice. */
    private static void claimsHold(World world) {
        List<Label> labels = standing(world);
        assertThat(labels).extracting(Label::annotator).doesNotHaveDuplicates();
        for (Claim claim : task(world).claims()) {
            assertThat(labels.stream().filter(label -> label.dispatch().equals(claim.dispatch())))
                    .as("labels of %s", claim)
                    .hasSizeLessThanOrEqualTo(claim.labels());
        }
    }

    @Override
    public void end(World world) {
        Task task = task(world);
        assertThat(task.ballots())
                .as("the task's ballots are the labels that stand")
                .extracting(Ballot::annotator, Ballot::answer, Ballot::revision)
                .containsExactlyInAnyOrderElementsOf(standing(world).stream()
                        .map(label -> tuple(label.annotator(), label.answer().getAsInt(), label.revision()))
                        .toList());
        if (task.state() == TaskState.RESOLVED && !task.ballots().isEmpty()) {
            Resolution all = new Resolution(
                    JUDGE.answer(task).answer(), JUDGE.answer(task).confidence(), Resolution.By.CROWD);
            assertThat(task.resolution()).as("the answer is that of all labels").isEqualTo(all);
        }
        if (task.state() == TaskState.OPEN || task.state() == TaskState.CLAIMED) {
            assertThat(task.ballots()).as("what is complete is decided").hasSizeLessThan(task.wanted());
        }
        nothingLost(world);
        talliesEqualScan(world);
    }

    /** Whoever was told that a label is stored finds it, or a later word of the same annotator, in the table. */
    private static void nothingLost(World world) {
        Map<String, Long> last = new HashMap<>();
        world.rows().forEach((key, row) -> {
            if (key.startsWith(LABELS)) {
                last.merge(label(row).annotator(), label(row).revision(), Math::max);
            }
        });
        for (Process process : world.processes()) {
            for (JsonNode told : process.responses()) {
                int outcomes = told.path("stored").asInt()
                        + told.path("duplicates").asInt()
                        + told.path("refused").asInt();
                assertThat(outcomes).isEqualTo(told.has("annotator") ? 1 : 0);
                if (told.has("annotator") && told.path("refused").asInt() == 0) {
                    assertThat(last.get(told.path("annotator").asText()))
                            .as("%s", told)
                            .isGreaterThanOrEqualTo(told.path("revision").asLong());
                }
            }
        }
    }

    /** The stream folded by the real function, record by record and each twice, is what the rows come to; and so is the money. */
    private void talliesEqualScan(World world) {
        SharedTable folded = new SharedTable();
        Handler tally = Environments.tally(folded.client());
        for (Change change : world.stream()) {
            JsonNode event = Events.windowed("shard-" + change.shard(), List.of(change.record()));
            tally.handle(event.deepCopy());
            Environments.tally(folded.client()).handle(event);
        }
        Map<String, Counters> scanned = scan(world.rows());
        scan(start)
                .forEach((name, counters) ->
                        scanned.computeIfAbsent(name, n -> new Counters()).subtractAll(counters));
        TallyStore tallies = new TallyStore(Environments.table(folded.client()));
        scanned.forEach(
                (name, counters) -> assertThat(tallies.total(name)).as(name).isEqualTo(counters));
        long paid = standing(world).stream().mapToLong(Label::priceNanos).sum();
        assertThat(paid).isEqualTo(10_000_000L * standing(world).size());
        assertThat(scanned.getOrDefault("TALLY#b", new Counters()).get("money.label"))
                .isEqualTo(paid);
    }

    static Map<String, Counters> scan(SortedMap<String, Map<String, AttributeValue>> rows) {
        Map<String, Counters> scanned = new TreeMap<>();
        rows.values().stream()
                .filter(row -> row.get("pk").s().startsWith("TASK#"))
                .forEach(row -> RowTotals.of(Row.of(row))
                        .forEach((tally, counters) -> scanned.computeIfAbsent(tally, t -> new Counters())
                                .addAll(counters)));
        return scanned;
    }
}
