package dev.labelmill.lambda.reception;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.BatchSettings;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.store.BatchStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Batches as they were a moment ago: one read serves all labels of a second. Safe for use by several threads. */
final class KnownBatches {

    private final BatchStore batches;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    KnownBatches(BatchStore batches, InstantSource clock) {
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * A batch as it was when it was read.
     *
     * @param over whether its results are being written, or never will be
     */
    record Known(BatchSettings settings, boolean over, Instant readAt) {}

    /** A batch of this name; empty if there is none, which is asked for anew each time. */
    Optional<Known> get(String batch) {
        Instant now = clock.instant();
        Known kept = known.get(batch);
        if (kept != null && now.isBefore(kept.readAt().plus(Batch.KNOWN_FOR))) {
            return Optional.of(kept);
        }
        Optional<Known> read = batches.get(batch).map(b -> new Known(b.settings(), isOver(b.phase()), now));
        read.ifPresent(fresh -> known.put(batch, fresh));
        return read;
    }

    private static boolean isOver(Phase phase) {
        return phase.isConcluding() || phase.isFinal();
    }
}
