package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import java.util.List;
import java.util.Optional;

/**
 * One task as a vendor gets it, before it takes the vendor's form.
 *
 * @param item the item's own line of the manifest
 */
public record TaskLine(Batch batch, Vendor vendor, Dispatch dispatch, Task task, JsonNode item) {

    /** How many labels, from as many annotators, the vendor owes. */
    public int labels() {
        return task.claimOf(dispatch.id()).orElseThrow().labels();
    }

    /** The pre-label of the item's own line, if the vendor's annotators see it. */
    public Optional<ImportedPrelabel> imported() {
        return vendor.seesPrelabel() ? ImportedPrelabel.usable(batch.settings(), item) : Optional.empty();
    }

    /** The vendor's annotators who know the item already and must not get it again. */
    public List<String> exclude() {
        return task.annotatorsOf(vendor.name());
    }
}
