package dev.labelmill.lambda.pull;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.lambda.score.SkillSnapshots;
import dev.labelmill.lambda.store.BatchStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One request's search: for whom, at what cost, and which batches are open to the annotator, each read once. */
final class Search {

    private final BatchStore batches;
    private final SkillSnapshots snapshots;
    private final Map<String, Door> doors = new HashMap<>();
    final String vendor;
    final String annotator;
    final Instant now;
    final Effort effort;

    Search(BatchStore batches, SkillSnapshots snapshots, String vendor, String annotator, Instant now, Effort effort) {
        this.batches = batches;
        this.snapshots = snapshots;
        this.vendor = vendor;
        this.annotator = annotator;
        this.now = now;
        this.effort = effort;
    }

    /** What the annotator can have of a batch. */
    sealed interface Door {

        /** Nothing, ever again: nor can anybody. */
        record Gone() implements Door {}

        /** Nothing for now: it asks nobody, or not this vendor in this way, or the annotator is paused. */
        record Shut() implements Door {}

        /** Its tasks. */
        record Open(Batch batch, Vendor vendor) implements Door {}
    }

    Door door(String batch) {
        return doors.computeIfAbsent(batch, this::read);
    }

    private Door read(String id) {
        Optional<Batch> batch = batches.get(id).filter(known -> !known.phase().isFinal());
        if (batch.isEmpty()) {
            return new Door.Gone();
        }
        return batch.get()
                .settings()
                .vendor(vendor)
                .filter(asking -> asking.delivery().way() == Delivery.Way.PULL)
                .filter(asking -> asksPeople(batch.get().phase()))
                .filter(asking -> !snapshots.paused(batch.get()).contains(vendor + "/" + annotator))
                .<Door>map(asking -> new Door.Open(batch.get(), asking))
                .orElseGet(Door.Shut::new);
    }

    private static boolean asksPeople(Phase phase) {
        return phase == Phase.LABELLING || phase == Phase.AUDITING;
    }
}
