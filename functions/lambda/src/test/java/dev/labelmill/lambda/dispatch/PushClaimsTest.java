package dev.labelmill.lambda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.consensus.Skills;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.score.SkillsFile;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only tasks whose claim still stands are sent to a vendor's API, so that no label is bought twice. */
class PushClaimsTest {

    @TempDir
    private Path folder;

    private PushDesk desk(int seconds, int tasks) {
        PushDesk push = new PushDesk(
                folder, PushDesk.SETTINGS.replace("\"deadlineSeconds\":60", "\"deadlineSeconds\":" + seconds));
        IntStream.range(0, tasks).forEach(i -> push.desk.people(i, i / 20.0));
        return push;
    }

    private static Dispatch only(PushDesk push) {
        assertThat(push.desk.open()).hasSize(1);
        return push.desk.open().get(0);
    }

    @Test
    void no_request_is_begun_after_the_deadline_of_the_claims() {
        try (PushDesk push = desk(60, 4)) {
            push.answers.add(503);
            push.tick();
            push.wait(Duration.ofSeconds(59));
            push.slowness = Duration.ofSeconds(2);

            push.tick();

            assertThat(push.requests).hasSize(2);
            push.desk.sweep(push.desk.stage.now);
            List<Claim.End> ends = IntStream.range(0, 4)
                    .mapToObj(i -> push.desk.task(i).claims().get(0).end())
                    .toList();
            assertThat(ends).as("one of them is there").containsOnlyOnce(Claim.End.NONE);
            assertThat(ends).containsOnly(Claim.End.NONE, Claim.End.UNSENT);
        }
    }

    @Test
    void what_is_known_not_to_have_reached_the_vendor_goes_to_it_again_at_its_deadline_and_what_may_have_does_not() {
        try (PushDesk push = desk(60, 3)) {
            push.answers.addAll(Collections.nCopies(9, 503));
            push.tick();
            String doubted = push.requests.get(0);
            push.wait(Duration.ofSeconds(61));

            push.desk.sweep(push.desk.stage.now);
            push.answers.clear();
            push.wait(Duration.ofSeconds(30));
            push.tick();

            assertThat(push.taken.keySet().stream().map(key -> key.substring(key.lastIndexOf('-'))))
                    .as("each of them once")
                    .containsExactlyInAnyOrder("-i0", "-i1", "-i2");
            assertThat(push.taken).as("the same request, again").containsKey(doubted);
            assertThat(IntStream.range(0, 3)
                            .mapToObj(i -> push.desk.task(i).claims().size()))
                    .containsExactlyInAnyOrder(1, 2, 2);
        }
    }

    @Test
    void an_attempt_that_begins_by_a_clock_that_is_behind_while_the_rest_goes_back_sends_nothing() {
        try (PushDesk push = desk(60, 2)) {
            push.answers.add(429);
            push.tick();
            push.wait(Duration.ofSeconds(59));
            Dispatch asRead = only(push);

            push.desk.sweep(push.desk.stage.now.plusSeconds(2));

            assertThat(push.desk.stage.dispatches().replace(asRead, asRead.trying(push.desk.stage.now)))
                    .as("the attempt that has read the row before")
                    .isFalse();
            push.tick();
            assertThat(push.requests.stream().filter(key -> key.startsWith(asRead.id())))
                    .as("and one that reads it now")
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"url\":\"http://127.0.0.1:1\",\"key\":\"k-secret\"",
                "\"url\":\"http://127.0.0.1:1\",\"key\":\"k-secret\\n\""
            })
    void a_vendor_that_was_never_reached_has_nothing(String api) {
        try (PushDesk push = desk(60, 2)) {
            push.secrets(",\"api\":{" + api + "}");
            push.tick();
            push.wait(Duration.ofSeconds(61));

            push.desk.sweep(push.desk.stage.now);

            assertThat(push.desk.open()).isEmpty();
            assertThat(IntStream.range(0, 2)
                            .mapToObj(i -> push.desk.task(i).claims().get(0).end()))
                    .containsOnly(Claim.End.UNSENT);
        }
    }

    @Test
    void a_vendor_that_cannot_be_reached_holds_nothing_up_that_another_has_answered_in_part() {
        try (PushDesk push = new PushDesk(
                folder,
                PushDesk.SETTINGS
                        .replace("\"pricePerLabel\":0.01", "\"pricePerLabel\":0.02")
                        .replace("\"vendors\"", "\"routing\":\"cheapest\",\"vendors\"")
                        .replace(
                                "{\"name\":\"experts\"",
                                "{\"name\":\"files\",\"tier\":\"crowd\",\"format\":\"argilla\",\"pricePerLabel\":0.01,"
                                        + "\"capacity\":10,\"deadlineSeconds\":60},{\"name\":\"experts\""))) {
            push.desk
                    .stage
                    .bucket()
                    .put("work/b/skills/0.json", "application/json", SkillsFile.write(Skills.uninformed(2, 0.8)));
            push.secrets("");
            push.desk.people(0, 0.5);
            push.tick();
            push.desk.label(0, "files", "w1", 1);
            push.desk.hear(0);
            for (int tick = 0; tick < 60 && push.desk.task(0).state() != TaskState.ADJUDICATE; tick++) {
                push.wait(Duration.ofMinutes(2));
                push.desk.sweep(push.desk.stage.now);
                push.tick();
            }

            assertThat(push.desk.task(0).state()).isEqualTo(TaskState.ADJUDICATE);
            assertThat(push.desk.task(0).claims())
                    .extracting(Claim::end)
                    .containsExactly(Claim.End.EXPIRED, Claim.End.UNSENT, Claim.End.UNSENT, Claim.End.UNSENT);
        }
    }

    @Test
    void tasks_that_a_dying_attempt_gave_back_are_not_sent_by_the_next_one_beside_whoever_claims_them() {
        int writes = 1;
        for (int at = 1; at <= writes; at++) {
            try (PushDesk push = desk(86400, 4)) {
                push.answers.addAll(List.of(200, 401));
                Crash crash = at == 1 ? Crash.never() : Crash.before(at);
                try {
                    push.tick(crash);
                } catch (Crash.Dead expected) {
                    assertThat(crash.happened()).isTrue();
                }
                writes = at == 1 ? crash.writes() : writes;

                for (int later = 0; later < 3; later++) {
                    push.wait(Duration.ofMinutes(6));
                    push.tick();
                }

                for (int i = 0; i < 4; i++) {
                    String end = "-i" + i;
                    assertThat(push.taken.keySet().stream().filter(key -> key.endsWith(end)))
                            .as("write %d, task %d", at, i)
                            .hasSize(1);
                }
                assertThat(push.desk.open())
                        .as("write %d", at)
                        .allSatisfy(dispatch -> assertThat(dispatch.state()).isEqualTo(Dispatch.State.DELIVERED));
                assertThat(push.desk.open().stream().mapToLong(Dispatch::labels).sum())
                        .as("write %d", at)
                        .isEqualTo(8);
            }
        }
        assertThat(writes).isGreaterThanOrEqualTo(9);
    }

    @Test
    void a_task_that_was_answered_although_its_push_seemed_to_fail_is_not_sent_again_and_counts_as_sent() {
        try (PushDesk push = desk(86400, 1)) {
            push.answers.add(503);
            push.tick();
            Dispatch failed = only(push);
            push.desk.disagree(0);
            push.wait(Duration.ofSeconds(16));

            push.tick();

            Dispatch answered = push.desk.stage.dispatches().get(failed.id()).orElseThrow();
            assertThat(answered.state()).isEqualTo(Dispatch.State.DELIVERED);
            assertThat(answered.items()).containsExactly("i0");
            assertThat(answered.labels()).isEqualTo(2);
            assertThat(push.requests.stream().filter(request -> request.startsWith(failed.id())))
                    .hasSize(1);
        }
    }

    @Test
    void a_task_that_others_decided_meanwhile_is_not_sent_and_nothing_is_owed_for_it() {
        try (PushDesk push = desk(86400, 1)) {
            push.answers.add(503);
            push.tick();
            for (String annotator : List.of("w1", "w2")) {
                push.desk
                        .stage
                        .tasks()
                        .update(
                                "b",
                                "i0",
                                2,
                                task -> task.receive(Samples.label("b", "i0", annotator, 1, 1), Samples.judge(0)));
            }
            assertThat(push.desk.task(0).state()).isEqualTo(TaskState.RESOLVED);
            push.wait(Duration.ofSeconds(16));

            push.tick();

            assertThat(push.requests).hasSize(1);
            assertThat(push.desk.open()).isEmpty();
        }
    }
}
