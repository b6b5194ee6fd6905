package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.BatchRows;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.StreamRecord;
import dev.labelmill.lambda.store.UnreadableRow;
import java.util.List;
import java.util.Optional;

/**
 * Tells of batches' phases from the table's stream, which shows each change that a batch row went through, whoever made it.
 */
public final class PhaseNotices {

    private final Notices notices;

    public PhaseNotices(Notices notices) {
        this.notices = notices;
    }

    /** Tells of the phases that batches entered by these changes. */
    public void tell(List<StreamRecord> records) {
        List<Notice> entered = records.stream()
                .filter(record ->
                        record.pk().startsWith(Keys.BATCH) && record.sk().equals(Keys.META))
                .flatMap(record -> entered(record).stream())
                .toList();
        if (!entered.isEmpty()) {
            notices.tell(entered);
        }
    }

    /** One that cannot be read is nobody's news: tally sets it aside. */
    private static Optional<Notice> entered(StreamRecord record) {
        try {
            Optional<Phase> before = record.before().map(BatchRows::read).map(Batch::phase);
            return record.after()
                    .map(BatchRows::read)
                    .filter(batch ->
                            before.filter(phase -> phase == batch.phase()).isEmpty())
                    .map(batch -> notice(batch, before));
        } catch (UnreadableRow unreadable) {
            return Optional.empty();
        }
    }

    private static Notice notice(Batch batch, Optional<Phase> before) {
        ObjectNode data = Json.object()
                .put("batch", batch.id())
                .put("project", batch.settings().project())
                .put("phase", batch.phase().name());
        before.ifPresent(phase -> data.put("before", phase.name()));
        if (!batch.note().isEmpty()) {
            data.put("note", batch.note());
        }
        return Notice.of(
                Notice.BATCH_PHASE,
                batch.id() + "\n" + batch.createdAt() + "\n" + batch.version(),
                batch.phaseSince(),
                batch.settings().project(),
                data);
    }
}
