package dev.labelmill.lambda.reception;

import dev.labelmill.lambda.publish.EmfEvent;
import dev.labelmill.lambda.publish.EmfLog;
import dev.labelmill.lambda.webhook.ForgeryCounter;
import java.util.HashMap;
import java.util.Map;

/** Counts refused requests by reason as metrics: a log line, never a write that a forger could make us pay for. */
public final class RefusalLog {

    private static final int MOST_REASONS = 20;

    private final ForgeryCounter forgeries;
    private final EmfLog log;
    private final String stage;

    public RefusalLog(ForgeryCounter forgeries, EmfLog log, String stage) {
        this.forgeries = forgeries;
        this.log = log;
        this.stage = stage;
    }

    /** Writes what was refused since the last time; nothing if nothing was. */
    void write() {
        Map<String, Long> counts = new HashMap<>();
        forgeries.drain().forEach((reason, count) -> counts.put(reason.name(), count));
        log.write(EmfEvent.ofCounts("webhook.refused.", counts, MOST_REASONS).dimension("stage", stage));
    }
}
