package dev.labelmill.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.labelmill.core.batch.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BatchWatchTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private final StringWriter out = new StringWriter();
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;

    @Test
    void a_batch_that_is_done_ends_the_wait() throws InterruptedException {
        watch(steps(List.of(Optional.empty(), progress(Phase.SCORING, ""), progress(Phase.DONE, ""))))
                .awaitDone();
        assertThat(out.toString().lines())
                .containsExactly(
                        "  0s  scoring    1,597 items · 900 auto-accepted · 697 to people · 0 labels"
                                + " · 3 of 700 tasks and audits answered · $2.50",
                        "  0s  done       1,597 items · 900 auto-accepted · 697 to people · 0 labels"
                                + " · 3 of 700 tasks and audits answered · $2.50");
    }

    @Test
    void a_failed_batch_is_one_sentence_with_its_reason() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> watch(steps(List.of(progress(Phase.FAILED, "the manifest has no items"))))
                        .awaitDone())
                .withMessage("Batch digits failed: the manifest has no items.")
                .extracting(Refusal::exitCode)
                .isEqualTo(1);
    }

    @Test
    void a_cancelled_batch_is_one_sentence() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        watch(steps(List.of(progress(Phase.CANCELLED, "")))).awaitDone())
                .withMessage("Batch digits was cancelled.");
    }

    @Test
    void a_batch_that_does_not_move_for_too_long_is_one_sentence() {
        Supplier<Optional<Progress>> stuck = () -> {
            now.updateAndGet(time -> time.plusSeconds(50));
            return progress(Phase.LABELLING, "");
        };
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> watch(stuck).awaitDone())
                .withMessage("Batch digits came to a stand in phase LABELLING: nothing has happened for 120 seconds"
                        + " (with --keep, the functions' logs stay).");
    }

    @Test
    void a_batch_that_is_never_accepted_is_one_sentence() {
        Supplier<Optional<Progress>> nothing = () -> {
            now.updateAndGet(time -> time.plusSeconds(130));
            return Optional.empty();
        };
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> watch(nothing).awaitDone())
                .withMessageContaining("before it was accepted");
    }

    @Test
    void a_batch_that_intake_refuses_ends_the_wait_at_once_with_its_sentence() {
        ProgressLine line = new ProgressLine(new PrintWriter(out), false, clock);
        Deque<Optional<String>> refusals =
                new ArrayDeque<>(List.of(Optional.empty(), Optional.of("batch.json: prelabel asks too much")));
        BatchWatch watch = new BatchWatch(
                "digits", Optional::empty, refusals::removeFirst, line, Optional.of(Duration.ofMinutes(2)), clock);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(watch::awaitDone)
                .withMessage("batch.json: prelabel asks too much.")
                .extracting(Refusal::exitCode)
                .isEqualTo(2);
    }

    @Test
    void what_is_refused_of_an_accepted_batch_does_not_end_it() throws InterruptedException {
        ProgressLine line = new ProgressLine(new PrintWriter(out), false, clock);
        new BatchWatch(
                        "digits",
                        steps(List.of(progress(Phase.SCORING, ""), progress(Phase.DONE, ""))),
                        () -> Optional.of("another manifest"),
                        line,
                        Optional.empty(),
                        clock)
                .awaitDone();
        assertThat(out.toString()).contains("done");
    }

    @Test
    void a_terminal_has_one_line_that_is_written_over() {
        ProgressLine line = new ProgressLine(new PrintWriter(out), true, clock);
        line.show(progress(Phase.SCORING, "").orElseThrow());
        line.show(progress(Phase.ROUTING, "").orElseThrow());
        line.say("vendor crowd gave up");
        line.show(progress(Phase.DONE, "").orElseThrow());
        line.end();
        assertThat(out.toString().split("\r\u001b\\[K"))
                .satisfiesExactly(
                        before -> assertThat(before).isEmpty(),
                        scoring -> assertThat(scoring).contains("scoring").doesNotContain("\n"),
                        routing -> assertThat(routing).contains("routing").doesNotContain("\n"),
                        said -> assertThat(said).isEqualTo("vendor crowd gave up" + System.lineSeparator()),
                        done -> assertThat(done).contains("done").endsWith(System.lineSeparator()));
    }

    private BatchWatch watch(Supplier<Optional<Progress>> source) {
        return new BatchWatch(
                "digits",
                source,
                Optional::empty,
                new ProgressLine(new PrintWriter(out), false, clock),
                Optional.of(Duration.ofMinutes(2)),
                clock);
    }

    private static Supplier<Optional<Progress>> steps(List<Optional<Progress>> steps) {
        Deque<Optional<Progress>> left = new ArrayDeque<>(steps);
        return left::removeFirst;
    }

    private static Optional<Progress> progress(Phase phase, String note) {
        return Optional.of(new Progress(phase, note, 1597, 0, 900, 697, 700, 3, 0, 2_500_000_000L, "same"));
    }
}
