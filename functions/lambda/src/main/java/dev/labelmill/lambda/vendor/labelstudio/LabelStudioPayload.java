package dev.labelmill.lambda.vendor.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.UnusableContent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Label Studio's webhook payloads (its guide's webhook reference, and label_studio/webhooks/models.py). An annotation
 * is a label when its nested task carries the fields that the outbox wrote into the task's data; an annotation that
 * was cancelled is a person's skip and no label. Label Studio numbers no revisions, so the time of the last update
 * serves, in microseconds since the epoch, which is the precision that it writes.
 */
public final class LabelStudioPayload implements PayloadParser {
    private static final Set<String> ONE = Set.of("ANNOTATION_CREATED", "ANNOTATION_UPDATED");
    private static final String MANY = "ANNOTATIONS_CREATED";
    private static final String DELETED = "ANNOTATIONS_DELETED";
    private static final List<String> IGNORED = List.of("PROJECT_", "TASKS_", "TASK_", "LABEL_LINK_");
    private static final String CHOICES = "choices";
    private static final Set<String> OTHERS = Set.of("rating", "number", "rectanglelabels", "labels");

    @Override
    public ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent {
        Field action = body.member("action");
        String name = action.text();
        if (ONE.contains(name)) {
            Field annotation = body.member("annotation");
            return ParsedPayload.each(List.of(annotation), one -> read(one, body.member("task")));
        }
        if (name.equals(MANY)) {
            List<Field> annotations = body.member("annotation").elements();
            Field tasks = body.member("task");
            return ParsedPayload.each(annotations, one -> read(one, taskOf(one, tasks)));
        }
        if (name.equals(DELETED)) {
            throw action.fault(
                    "is ANNOTATIONS_DELETED, which names neither task nor annotator, so no label is withdrawn");
        }
        if (IGNORED.stream().anyMatch(name::startsWith)) {
            return ParsedPayload.ignored();
        }
        throw action.fault("is none that Labelmill knows");
    }

    private static List<IncomingLabel> read(Field annotation, Field task) throws UnusableContent {
        Optional<Field> cancelled = annotation.optional("was_cancelled");
        if (cancelled.isPresent() && cancelled.get().truth()) {
            return List.of();
        }
        Field data = task.member("data");
        Optional<Field> dispatch = data.optional("labelmill_dispatch");
        Optional<Field> seconds = annotation.optional("lead_time");
        Field updated = annotation.member("updated_at");
        return List.of(new IncomingLabel(
                data.member("labelmill_batch").id(),
                data.member("labelmill_task").id(),
                dispatch.isPresent() ? dispatch.get().id() : null,
                annotator(annotation.member("completed_by")),
                change(annotation.member("result")),
                microseconds(updated),
                seconds.isPresent() ? seconds.get().milliseconds() : null,
                "ls-" + annotation.member("id").whole() + "-" + updated.text()));
    }

    /** Bulk events list the tasks apart, once each, and an annotation names its own by id. */
    private static Field taskOf(Field annotation, Field tasks) throws UnusableContent {
        long id = annotation.member("task").whole();
        for (Field task : tasks.elements()) {
            if (task.member("id").whole() == id) {
                return task;
            }
        }
        throw annotation.fault("belongs to no task of the event");
    }

    private static String annotator(Field completedBy) throws UnusableContent {
        Field id = completedBy.node().isObject() ? completedBy.member("id") : completedBy;
        return Long.toString(id.whole());
    }

    /** A lone choice of one class says as much by itself; what anything else says depends on the batch's label type. */
    private static LabelChange change(Field result) throws UnusableContent {
        List<Field> choices = result.elements().stream()
                .filter(region -> LabelStudioRegions.isOf(region.node(), CHOICES))
                .toList();
        boolean alone = choices.size() == 1 && result.elements().stream().noneMatch(LabelStudioPayload::isOther);
        JsonNode names = choices.isEmpty()
                ? result.node()
                : choices.get(0).node().path("value").path(CHOICES);
        return alone && names.size() == 1 && names.isArray()
                ? new LabelChange.Chosen(choices.get(0)
                        .member("value")
                        .member(CHOICES)
                        .elements()
                        .get(0)
                        .name())
                : new LabelChange.Regions(result);
    }

    private static boolean isOther(Field region) {
        return OTHERS.stream().anyMatch(type -> LabelStudioRegions.isOf(region.node(), type));
    }

    private static long microseconds(Field updated) throws UnusableContent {
        Instant at = updated.instant();
        long micros = TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(at.getNano());
        if (micros < 0 || micros > Field.MAX_REVISION) {
            throw updated.fault("is not a time between 1970 and 2255");
        }
        return micros;
    }
}
