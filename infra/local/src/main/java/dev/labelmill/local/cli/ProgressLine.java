package dev.labelmill.local.cli;

import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.results.Dollars;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Shows progress: one line that is written over on a terminal, a line every few seconds and with every phase elsewhere. */
final class ProgressLine {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final String BACK_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private final Instant start;
    private Instant lastShown = Instant.MIN;
    private Phase lastPhase;
    private boolean open;

    ProgressLine(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        start = clock.instant();
    }

    /** Shows {@code progress}, if it is time to. */
    synchronized void show(Progress progress) {
        Instant now = clock.instant();
        if (terminal) {
            out.print(BACK_AND_CLEAR + text(progress, now));
            out.flush();
            open = true;
        } else if (progress.phase() != lastPhase || !now.isBefore(lastShown.plus(BETWEEN_LINES))) {
            out.println(text(progress, now));
            lastShown = now;
        }
        lastPhase = progress.phase();
    }

    /** Prints a line of its own, above the progress on a terminal. */
    synchronized void say(String line) {
        out.print(open ? BACK_AND_CLEAR : "");
        out.println(line);
        open = false;
    }

    /** Leaves the progress where it is; what is printed next is on a new line. */
    synchronized void end() {
        if (open) {
            out.println();
            open = false;
        }
    }

    private String text(Progress progress, Instant now) {
        return String.format(
                Locale.ROOT,
                "%3ds  %-9s  %,d %s · %,d auto-accepted · %,d to people · %,d %s · %,d of %,d tasks and audits answered · $%.2f",
                Duration.between(start, now).toSeconds(),
                progress.phase().name().toLowerCase(Locale.ROOT),
                progress.items(),
                progress.items() == 1 ? "item" : "items",
                progress.autoAccepted(),
                progress.people(),
                progress.labels(),
                progress.labels() == 1 ? "label" : "labels",
                progress.resolved(),
                progress.tasks(),
                Dollars.of(progress.costNanos()));
    }
}
