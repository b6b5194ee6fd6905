package dev.labelmill.lambda.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Judge;
import dev.labelmill.core.task.Label;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However the stream is cut, repeated and split into shards, the tallies are what a scan of the table counts. */
class TallyEqualsScanTest {

    private static final Judge JUDGE = Samples.judge(0.5);

    @Property(tries = 8)
    void tallies_equal_a_scan(@ForAll long seed) {
        Stage stage = Stage.onServers();
        Random random = new Random(seed);
        play(stage, random);

        deliver(stage, stage.changes(), random);

        Map<String, Counters> scanned = new TreeMap<>();
        for (Row row : stage.rows()) {
            RowTotals.of(row)
                    .forEach((tally, counters) ->
                            scanned.computeIfAbsent(tally, t -> new Counters()).addAll(counters));
        }
        scanned.forEach((tally, counters) -> {
            Counters folded = stage.tallies().total(tally);
            folded.nonZero().keySet().stream()
                    .filter(name -> name.startsWith("spent.tally."))
                    .forEach(name -> folded.add(name, -folded.get(name)));
            assertThat(folded).as(tally).isEqualTo(counters);
        });
        assertThat(scanned).containsKeys("TALLY#b", "TALLY#demo#crowd#w0");
    }

    /** A small batch's life in random steps, every one a real write. */
    private static void play(Stage stage, Random random) {
        stage.batches().insert(Samples.labelling("b", Samples.SETTINGS));
        for (int i = 0; i < 4; i++) {
            stage.tasks().insert(Samples.task("b", "i" + i, 0.5), 2);
        }
        for (int step = 0; step < 60; step++) {
            String item = "i" + random.nextInt(4);
            String dispatch = "d-" + step;
            switch (random.nextInt(5)) {
                case 0 -> stage.tasks().update("b", item, 2, t -> t.need().isPresent() ? claim(t, dispatch) : t);
                case 1 -> stage.tasks().update("b", item, 2, t -> t.expire("d-" + random.nextInt(60)));
                case 2 -> dispatch(stage, dispatch, random);
                default -> label(stage, item, random);
            }
        }
    }

    private static Task claim(Task task, String dispatch) {
        return task.claim(dispatch, "crowd", false);
    }

    private static void dispatch(Stage stage, String id, Random random) {
        Dispatch claiming = Dispatch.claiming(id, "b", "crowd", List.of("i0"), stage.now);
        if (random.nextBoolean()) {
            Dispatch delivered = stage.delivered(claiming, 3);
            stage.dispatches()
                    .replace(delivered, delivered.closed(random.nextInt(4), Spend.of("dispatch", Kind.LAMBDA, 7)));
        } else {
            stage.dispatches().insert(claiming);
        }
    }

    private static void label(Stage stage, String item, Random random) {
        String annotator = "w" + random.nextInt(3);
        long revision = 1L + random.nextInt(3);
        Label label = random.nextInt(6) == 0
                ? Samples.tombstone("b", item, annotator, revision)
                : Samples.label("b", item, annotator, random.nextInt(2), revision);
        if (stage.labels().store(label)) {
            stage.tasks().update("b", item, 2, t -> t.receive(label, JUDGE));
        }
    }

    /** One shard, that splits in two at a random place; each delivers in random pieces, many of them twice. */
    private static void deliver(Stage stage, List<JsonNode> changes, Random random) {
        int split = random.nextInt(changes.size());
        List<JsonNode> left = new ArrayList<>();
        List<JsonNode> right = new ArrayList<>();
        for (JsonNode change : changes.subList(split, changes.size())) {
            boolean goesLeft = change.at("/dynamodb/Keys/pk/S").asText().hashCode() % 2 == 0;
            (goesLeft ? left : right).add(change);
        }
        deliver(stage, "parent", changes.subList(0, split), random);
        deliver(stage, "left", left, random);
        deliver(stage, "right", right, random);
        if (split > 0) {
            stage.services().tally().handle(Events.windowed("parent", changes.subList(random.nextInt(split), split)));
        }
    }

    private static void deliver(Stage stage, String shard, List<JsonNode> changes, Random random) {
        Handler environment = stage.services().tally();
        int from = 0;
        while (from < changes.size()) {
            int to = Math.min(changes.size(), from + 1 + random.nextInt(20));
            environment.handle(Events.windowed(shard, changes.subList(from, to)));
            if (random.nextInt(3) == 0) {
                environment = stage.services().tally();
            }
            if (random.nextInt(3) == 0) {
                int again = random.nextInt(to);
                environment.handle(Events.windowed(shard, changes.subList(again, to)));
            }
            from = to;
        }
    }
}
