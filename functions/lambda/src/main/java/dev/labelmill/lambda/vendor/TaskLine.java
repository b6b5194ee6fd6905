package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Delivery;
import dev.labelmill.core.batch.Vendor;
import dev.labelmill.core.task.Claim;
import dev.labelmill.core.task.Dispatch;
import dev.labelmill.core.task.Task;
import dev.labelmill.lambda.imported.ImportedPrelabel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One task as a vendor gets it, before it takes the vendor's form.
 *
 * @param item    the item's own line of the manifest
 * @param exclude the vendor's annotators who know the item already and must not get it again
 */
public record TaskLine(Batch batch, Vendor vendor, Dispatch dispatch, Task task, JsonNode item, List<String> exclude) {

    /** Copies the list. */
    public TaskLine {
        exclude = List.copyOf(exclude);
    }

    /** A task that excludes whom it knows now, nobody being paused. */
    public TaskLine(Batch batch, Vendor vendor, Dispatch dispatch, Task task, JsonNode item) {
        this(batch, vendor, dispatch, task, item, Set.of());
    }

    /**
     * A task that excludes whom it knows now, and who is paused.
     *
     * @param paused the annotators, as {@code vendor/annotator}, who get no tasks of the batch any more
     */
    public TaskLine(Batch batch, Vendor vendor, Dispatch dispatch, Task task, JsonNode item, Set<String> paused) {
        this(batch, vendor, dispatch, task, item, excluded(vendor, task, paused));
    }

    /** How many labels, from as many annotators, the vendor owes. */
    public int labels() {
        return task.claimOf(dispatch.id()).orElseThrow().labels();
    }

    /**
     * The dispatches whose tasks of this item lie with the vendor unanswered, for all one knows, and whose place this one takes.
     * Who asks for tasks is given none twice.
     */
    public List<String> replaced() {
        return task.claims().stream()
                .filter(claim -> vendor.delivery().way() != Delivery.Way.PULL)
                .filter(claim -> !claim.dispatch().equals(dispatch.id()))
                .filter(claim -> claim.vendor().equals(vendor.name()) && claim.mayLieThere())
                .map(Claim::dispatch)
                .toList();
    }

    /** The pre-label of the item's own line, if the vendor's annotators see it. */
    public Optional<ImportedPrelabel> imported() {
        return vendor.seesPrelabel() ? ImportedPrelabel.usable(batch.settings(), item) : Optional.empty();
    }

    /**
     * How sure the pre-label is, if annotators may know. In a batch with gold they may not: people's tasks are those whose
     * pre-label was not sure enough to be accepted, known ones have any, and would be told by it.
     */
    public OptionalDouble told(double confidence) {
        return batch.settings().gold().isPresent() ? OptionalDouble.empty() : OptionalDouble.of(confidence);
    }

    private static List<String> excluded(Vendor vendor, Task task, Set<String> paused) {
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

    /** The item's text, or where its image is. */
    public String source() {
        return item.path("source").asText(item.path("source-ref").asText());
    }

    /** Whether {@link #source()} is text to be labelled. */
    public boolean isText() {
        return item.has("source") && !source().startsWith("data:");
    }

    /** How many labels of the task the vendor owed by earlier dispatches, whether they came or not. */
    public int labelsBefore() {
        return task.claims().stream()
                .takeWhile(claim -> !claim.dispatch().equals(dispatch.id()))
                .filter(claim -> claim.vendor().equals(vendor.name()))
                .mapToInt(Claim::labels)
                .sum();
    }

    /** The class that a single choice's pre-label names, if the vendor's annotators see it. */
    public Optional<String> shownChoice() {
        return vendor.seesPrelabel() && task.prelabel() != null
                ? Optional.of(
                        batch.settings().singleChoice().name(task.prelabel().answer()))
                : Optional.empty();
    }
}
