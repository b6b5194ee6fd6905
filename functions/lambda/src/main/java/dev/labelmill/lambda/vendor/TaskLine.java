package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One task as a vendor gets it, before it takes the vendor's form.
 *
 * @param item   the item's own line of the manifest
 * @param paused the annotators, as {@code vendor/annotator}, who get no tasks of the batch any more
 */
public record TaskLine(Batch batch, Vendor vendor, Dispatch dispatch, Task task, JsonNode item, Set<String> paused) {

    /** Nobody is paused. */
    public TaskLine(Batch batch, Vendor vendor, Dispatch dispatch, Task task, JsonNode item) {
        this(batch, vendor, dispatch, task, item, Set.of());
    }

    /** How many labels, from as many annotators, the vendor owes. */
    public int labels() {
        return task.claimOf(dispatch.id()).orElseThrow().labels();
    }

    /** The pre-label of the item's own line, if the vendor's annotators see it. */
    public Optional<ImportedPrelabel> imported() {
        return vendor.seesPrelabel() ? ImportedPrelabel.usable(batch.settings(), item) : Optional.empty();
    }

    /** The vendor's annotators who must not get it: they know the item already, or are paused. */
    public List<String> exclude() {
        String prefix = vendor.name() + "/";
        return Stream.concat(
                        task.annotatorsOf(vendor.name()).stream(),
                        paused.stream()
                                .filter(who -> who.startsWith(prefix))
                                .map(who -> who.substring(prefix.length())))
                .distinct()
                .sorted()
                .toList();
    }
}
