package dev.labelmill.lambda.finish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.budget.Account;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.ItemPlace;
import dev.labelmill.core.task.Purpose;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.objects.RoutedIds;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.ReportSchema;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.BudgetStore;
import dev.labelmill.lambda.store.LabelStore.Booked;
import dev.labelmill.lambda.wiring.Services;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The death of score, tally, advance and finish at each of their writes while a batch ends because its money is spent. */
class StoppedBatchDeathsTest {

    private static final long CENT = 10_000_000;
    private static final String SETTINGS = Samples.SETTINGS.replace(
            "\"vendors\"", "\"budget\":{\"dollars\":0.02,\"stop\":true,\"dollarsPerDay\":1},\"vendors\"");
    private static final String LINE = "{\"id\":\"i0\",\"source\":\"text\"}";

    /** What must be the same whoever has died. */
    private record End(
            boolean stopped,
            List<String> labels,
            long unlabelled,
            BigDecimal labour,
            Account account,
            List<String> tasks,
            int open) {}

    /** Two items, of which the money has paid for one. */
    private static Stage spent() {
        Stage stage = new Stage();
        stage.batches().insert(Samples.labelling("b", SETTINGS));
        stage.bucket().put("work/b/skills/0.json", "application/json", SkillsFile.write(Skills.uninformed(2, 0.8)));
        stage.bucket().put(Layout.accepted("b", 0, 0), "application/gzip", AnsweredChunks.gzip(""));
        stage.upload(Layout.manifest("b"), LINE + "\n" + LINE.replace("i0", "i1") + "\n");
        String etag = stage.bucket().head(Layout.manifest("b")).orElseThrow().etag();
        Chunk cut = Chunk.cut("b", 0, Layout.manifest("b"), 0, 2L * (LINE.length() + 1), etag);
        stage.chunks().cut(cut.scored(cut.counts(), cut.scores(), 2, 0, 0).routed(0, 0, 0, 0, 2, 0));
        RoutedIds.write(
                stage.bucket(),
                "b",
                0,
                0,
                Stream.of("i0", "i1")
                        .map(id -> new RoutedIds.Routed(place(id).offset(), id))
                        .toList());
        Stream.of("i0", "i1")
                .forEach(id -> stage.tasks()
                        .insert(Task.forPeople("b", id, place(id), 0, id.equals("i0") ? 0.9 : 0.1, null, 2), 2));
        stage.services().dispatch().handle(Events.tick());
        label(stage, "w1");
        label(stage, "w2");
        return stage;
    }

    private static ItemPlace place(String id) {
        return new ItemPlace(0, id.equals("i0") ? 0 : LINE.length() + 1, LINE.length());
    }

    private static void label(Stage stage, String annotator) {
        String dispatch =
                stage.tasks().get("b", "i0").orElseThrow().claims().get(0).dispatch();
        assertThat(stage.labels()
                        .store(
                                stage.labels().of("b", "i0", "crowd"),
                                Samples.label(
                                        "b", "i0", "crowd", annotator, OptionalInt.of(1), 1, dispatch, Purpose.LABEL),
                                batch(stage).settings().budget().limits()))
                .isEqualTo(Booked.STORED);
    }

    private static Batch batch(Stage stage) {
        return stage.batches().get("b").orElseThrow();
    }

    /** Score and tally learn of what is new, in an environment that may die. */
    private static int catchUp(Stage stage, int from, Services environment, Crash crash) {
        List<JsonNode> changes = stage.changes();
        List<JsonNode> fresh = changes.subList(from, changes.size());
        if (!fresh.isEmpty()) {
            survived(
                    stage,
                    environment,
                    crash,
                    services -> Events.failures(services.score().handle(Events.changed(fresh))));
            survived(stage, environment, crash, services -> {
                services.tally().handle(Events.windowed("shard", fresh));
                return 0;
            });
        }
        return changes.size();
    }

    /** Where the environment dies at it, a new one does it from the beginning, as the stream has it. */
    private static void survived(Stage stage, Services environment, Crash crash, ToIntFunction<Services> failures) {
        if (!crash.happened()) {
            try {
                int failed = failures.applyAsInt(environment);
                assertThat(failed == 0 || crash.happened()).isTrue();
            } catch (Crash.Dead died) {
                assertThat(crash.happened()).isTrue();
            }
            if (!crash.happened()) {
                return;
            }
        }
        assertThat(failures.applyAsInt(stage.services())).isZero();
    }

    /** Goes on, in a new environment once the first has died, until the batch is done. */
    private static End end(Stage stage, Crash crash) {
        Services environment = stage.services(crash);
        int seen = catchUp(stage, 0, environment, crash);
        for (int round = 0; round < 9 && batch(stage).phase() != Phase.DONE; round++) {
            try {
                environment.advance().handle(Events.tick());
                for (JsonNode message : stage.drain(stage.finishQueue)) {
                    environment.finish().handle(Events.queued(List.of(message)));
                }
            } catch (Crash.Dead died) {
                assertThat(crash.happened()).isTrue();
            }
            environment = crash.happened() ? stage.services() : environment;
            seen = catchUp(stage, seen, environment, crash);
            stage.now = stage.now.plus(Duration.ofMinutes(6));
        }
        assertThat(batch(stage).phase()).as(batch(stage).note()).isEqualTo(Phase.DONE);
        JsonNode report = ReportSchema.parse(stage.text("results/b/report.json"));
        return new End(
                batch(stage).isStopped(),
                stage.text("results/b/labels.jsonl")
                        .lines()
                        .map(line -> line.replaceAll("\"creation-date\":\"[^\"]*\"", ""))
                        .toList(),
                report.path("unlabelled").asLong(),
                report.at("/cost/labour").decimalValue(),
                new BudgetStore(stage.table()).of("b"),
                Stream.of("i0", "i1")
                        .map(id -> stage.tasks().get("b", id).orElseThrow())
                        .map(task -> task.stratum() + " " + task.state() + " " + task.audit() + " " + task.ballots())
                        .toList(),
                stage.dispatches().open("b").size());
    }

    @Test
    void a_batch_that_died_at_any_write_of_its_stop_ends_like_one_that_did_not() {
        Crash counting = Crash.never();
        End calm = end(spent(), counting);
        assertThat(calm.stopped()).isTrue();
        assertThat(calm.unlabelled()).isEqualTo(1);
        assertThat(calm.account()).isEqualTo(new Account(2 * CENT, 0));

        for (int at = 1; at <= counting.writes(); at++) {
            assertThat(end(spent(), Crash.after(at))).as("write %d", at).isEqualTo(calm);
        }
        assertThat(counting.writes()).isGreaterThan(15);
    }
}
