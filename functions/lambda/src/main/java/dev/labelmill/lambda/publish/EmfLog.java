package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/** Writes metrics where Lambda's log collects them: a line a document on standard output. Safe for use by several threads. */
public final class EmfLog {

    /** What CloudWatch Logs adds to each event's size (PutLogEvents, API reference). */
    private static final int EVENT_BYTES = 26;

    /** The namespace of every metric. */
    public static final String NAMESPACE = "Labelmill";

    private final PrintStream out;
    private final InstantSource clock;
    private final LongConsumer logged;

    /**
     * @param out    standard output, in a function
     * @param logged told the bytes that each line is charged for
     */
    public EmfLog(PrintStream out, InstantSource clock, LongConsumer logged) {
        this.out = out;
        this.clock = clock;
        this.logged = logged;
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
            print(document);
        }
        out.flush();
    }

    /** Writes a line that is no metric, for queries of the log. */
    void write(ObjectNode line) {
        print(Json.write(line));
        out.flush();
    }

    private void print(String line) {
        out.print(line + "\n");
        logged.accept(line.getBytes(StandardCharsets.UTF_8).length + EVENT_BYTES);
    }
}
