package dev.labelmill.local.cli;

import dev.labelmill.core.batch.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a batch's end. */
final class BatchWatch {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final String batch;
    private final Supplier<Optional<Progress>> source;
    private final Supplier<Optional<String>> refusal;
    private final ProgressLine line;
    private final Optional<Duration> patience;
    private final InstantSource clock;

    /**
     * @param source   of the batch's progress; empty until it is accepted
     * @param refusal  why it is not accepted and never will be, in one sentence without its full stop; empty while it may be
     * @param patience how long nothing may happen; empty: for ever, as befits real vendors
     */
    BatchWatch(
            String batch,
            Supplier<Optional<Progress>> source,
            Supplier<Optional<String>> refusal,
            ProgressLine line,
            Optional<Duration> patience,
            InstantSource clock) {
        this.batch = batch;
        this.source = source;
        this.refusal = refusal;
        this.line = line;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Returns once the batch is done.
     *
     * @throws Refusal if it is not accepted, fails, is cancelled, or nothing happens for too long
     */
    void awaitDone() throws InterruptedException {
        Optional<Progress> last = Optional.empty();
        Instant moved = clock.instant();
        while (true) {
            Optional<Progress> now = source.get();
            now.ifPresent(line::show);
            if (now.isPresent() && now.get().phase().isFinal()) {
                line.end();
                requireDone(now.get());
                return;
            }
            if (!now.map(Progress::traces).equals(last.map(Progress::traces))) {
                moved = clock.instant();
            }
            last = now;
            if (now.isEmpty()) {
                requireAccepted();
            }
            requirePatience(now, moved);
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private void requireAccepted() {
        refusal.get().ifPresent(reason -> {
            line.end();
            throw Refusal.ofInput(reason + ".");
        });
    }

    private void requireDone(Progress end) {
        if (end.phase() == Phase.DONE) {
            return;
        }
        throw Refusal.ofBatch(misfortune(batch, end.phase(), end.note()) + ".");
    }

    /** How a batch ended that is over and not done, in one sentence without its full stop. */
    static String misfortune(String batch, Phase end, String note) {
        String reason = note.isBlank() ? "" : ": " + note;
        return "Batch " + batch + (end == Phase.FAILED ? " failed" : " was cancelled") + reason;
    }

    private void requirePatience(Optional<Progress> now, Instant moved) {
        if (patience.isPresent() && Duration.between(moved, clock.instant()).compareTo(patience.get()) > 0) {
            line.end();
            String where = now.map(p -> "in phase " + p.phase()).orElse("before it was accepted");
            throw Refusal.ofBatch("Batch " + batch + " came to a stand " + where + ": nothing has happened for "
                    + patience.get().toSeconds() + " seconds (with --keep, the functions' logs stay).");
        }
    }
}
