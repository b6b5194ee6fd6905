package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;

/** Writes metrics where Lambda's log collects them: a line a document on standard output. Safe for use by several threads. */
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

    /** The instant that an event written now has. */
    public Instant now() {
        return clock.instant();
    }

    /** Writes an event as of now; nothing for an empty one. */
    public void write(EmfEvent event) {
        if (event.isEmpty()) {
            return;
        }
        for (String document : event.documents(NAMESPACE, clock.instant())) {
            out.print(document + "\n");
        }
        out.flush();
    }

    /** Writes a line that is no metric, for queries of the log. */
    void write(ObjectNode line) {
        out.print(Json.write(line) + "\n");
        out.flush();
    }
}
