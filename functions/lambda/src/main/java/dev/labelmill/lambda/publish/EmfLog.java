package dev.labelmill.lambda.publish;

import dev.labelmill.lambda.json.Json;
import java.io.PrintStream;
import java.time.InstantSource;

/** Writes metrics where Lambda's log collects them: one line each on standard output. Safe for use by several threads. */
public final class EmfLog {

    /** The namespace of every metric. */
    public static final String NAMESPACE = "Labelmill";

    private final PrintStream out;
    private final InstantSource clock;

    /** @param out standard output, in a function */
    public EmfLog(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Writes an event as of now; nothing for an empty one. */
    public void write(EmfEvent event) {
        if (event.isEmpty()) {
            return;
        }
        String line = Json.write(event.toJson(NAMESPACE, clock.instant())) + "\n";
        out.print(line);
        out.flush();
    }
}
