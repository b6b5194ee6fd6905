package dev.labelmill.lambda.dispatch;

import static dev.labelmill.lambda.dispatch.PullDesk.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Pauses;
import dev.labelmill.core.batch.Plan;
import dev.labelmill.core.consensus.Skills;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotators who first ask when the pilot is over, and what their answers to known items come to. */
class PausedLaterTest {

    private static final int PEOPLE = 8;
    private static final int GOLD = 8;
    private static final String ANNOTATORS = "\"annotators\":{\"minAccuracy\":0.7,\"confidence\":0.95},";

    /** A batch in its second wave, of whose annotators the pilot's snapshot knows nobody. */
    private static PullDesk afterThePilot(String annotators) {
        PullDesk desk = PullDesk.of(
                PullDesk.SETTINGS.replaceFirst("\\{", "{\"gold\":{\"overlap\":2,\"rate\":0.5}," + annotators));
        for (int wave = 0; wave < 2; wave++) {
            desk.stage
                    .bucket()
                    .put(
                            "work/b/skills/" + wave + ".json",
                            "application/json",
                            SkillsFile.write(Skills.uninformed(2, 0.8)));
        }
        desk.stage
                .batches()
                .update(
                        "b",
                        batch -> batch.planned(new Plan(OptionalInt.empty(), "", 1, 0, 0, 0.5))
                                .withSnapshot("work/b/skills/1.json"));
        IntStream.range(0, PEOPLE).forEach(i -> desk.desk.secondWave(i, 0.9));
        IntStream.range(PEOPLE, PEOPLE + GOLD).forEach(i -> desk.desk.gold(i, 0.5));
        desk.stage
                .bucket()
                .put(
                        Layout.companion("b", "gold.jsonl"),
                        "application/x-ndjson",
                        IntStream.range(PEOPLE, PEOPLE + GOLD)
                                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"label\":\"yes\"}\n")
                                .collect(Collectors.joining())
                                .getBytes(StandardCharsets.UTF_8));
        desk.desk.dispatch();
        return desk;
    }

    /** Somebody answers five known items, and the totals hear of it. */
    private static void answers(PullDesk desk, String annotator, String choice) {
        JsonNode tasks = desk.ask(annotator, 5);
        assertThat(items(tasks)).hasSize(5);
        for (JsonNode task : tasks) {
            desk.submit(task, annotator, choice);
            desk.desk.hear(Integer.parseInt(task.at("/task/task").asText().substring(1)));
        }
        desk.desk.tally();
    }

    private static void tick(PullDesk desk) {
        desk.stage.services().advance().handle(Events.tick());
    }

    private static Batch batch(PullDesk desk) {
        return desk.desk.batch();
    }

    @Test
    void whoever_answers_the_known_items_wrong_after_the_pilot_gets_no_more_tasks() {
        PullDesk desk = afterThePilot(ANNOTATORS);
        answers(desk, "late", "no");
        answers(desk, "good", "yes");

        tick(desk);

        assertThat(new SkillSnapshots(desk.stage.bucket()).paused(batch(desk))).containsExactly("crowd/late");
        assertThat(items(desk.ask("late", 5))).isEmpty();
        assertThat(items(desk.ask("good", 5))).isNotEmpty();
        assertThat(batch(desk).snapshots()).as("what decides the wave").hasSize(2);
    }

    @Test
    void nobody_looks_again_before_there_are_more_answers_and_who_is_paused_stays_so() {
        PullDesk desk = afterThePilot(ANNOTATORS);
        answers(desk, "late", "no");
        tick(desk);
        Pauses first = batch(desk).pauses();
        long version = batch(desk).version();

        tick(desk);
        assertThat(batch(desk).version()).isEqualTo(version);

        answers(desk, "later", "no");
        tick(desk);

        assertThat(batch(desk).pauses().answers()).isGreaterThan(first.answers());
        assertThat(new SkillSnapshots(desk.stage.bucket()).paused(batch(desk)))
                .containsExactly("crowd/late", "crowd/later");
    }

    @Test
    void without_a_least_accuracy_nobody_looks() {
        PullDesk desk = afterThePilot("");
        answers(desk, "late", "no");

        tick(desk);

        assertThat(batch(desk).pauses()).isEqualTo(Pauses.NONE);
        assertThat(items(desk.ask("late", 1))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoever_dies_at_any_write_of_the_look_leaves_it_to_the_next_tick(boolean after) {
        boolean happened = true;
        for (int n = 1; happened; n++) {
            PullDesk desk = afterThePilot(ANNOTATORS);
            answers(desk, "late", "no");
            Crash crash = after ? Crash.after(n) : Crash.before(n);
            try {
                desk.stage.services(crash).advance().handle(Events.tick());
            } catch (Crash.Dead dead) {
                assertThat(crash.happened()).isTrue();
            }
            happened = crash.happened();

            tick(desk);

            assertThat(new SkillSnapshots(desk.stage.bucket()).paused(batch(desk)))
                    .as("death at write " + n)
                    .containsExactly("crowd/late");
        }
    }
}
