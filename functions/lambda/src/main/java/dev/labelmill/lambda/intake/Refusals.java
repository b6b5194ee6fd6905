package dev.labelmill.lambda.intake;

import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;
import dev.labelmill.lambda.store.RejectedStore;
import dev.labelmill.lambda.store.RejectedStore.Rejection;
import java.time.InstantSource;

/** Uploads that cannot be taken, or not yet: kept for people to look at, and counted once each. */
final class Refusals {

    private final RejectedStore rejected;
    private final EventCounts events;
    private final InstantSource clock;

    Refusals(RejectedStore rejected, EventCounts events, InstantSource clock) {
        this.rejected = rejected;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Keeps what is wrong with a batch whose settings could be read.
     *
     * @param what   the file or step
     * @param reason one sentence
     */
    void add(BatchSettings settings, String what, String reason) {
        if (keep(settings.batch(), what, reason)) {
            events.add(settings.project(), Metric.INTAKE_REJECTED, 1);
        }
    }

    /** The same for one whose project nobody knows. */
    void add(String batch, String what, String reason) {
        if (keep(batch, what, reason)) {
            events.add(Metric.INTAKE_REJECTED, 1);
        }
    }

    private boolean keep(String batch, String what, String reason) {
        return rejected.keep(new Rejection("batch/" + batch, clock.instant(), what + ": " + reason, reason, ""));
    }
}
