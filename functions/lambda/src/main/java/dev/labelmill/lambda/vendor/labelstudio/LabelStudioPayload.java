package dev.labelmill.lambda.vendor.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.payload.Withdrawal;
import dev.labelmill.lambda.vendor.Revision;
import dev.labelmill.lambda.vendor.TaskFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Label Studio's webhook payloads (its guide's webhook reference, and label_studio/webhooks/models.py). An annotation
 * is a label when its nested task carries the fields that the outbox wrote into the task's data; an annotation that
 * was cancelled is a person's skip and no label. A deletion tells ids alone and becomes a withdrawal by them. Label Studio numbers no revisions, so the time of the last update
 * serves, in microseconds since the epoch, which is the precision that it writes.
 */
public final class LabelStudioPayload implements PayloadParser {
    private static final String UPDATED = "ANNOTATION_UPDATED";
    private static final Set<String> GIVEN = Set.of("ANNOTATION_CREATED", UPDATED, "ANNOTATIONS_CREATED");
    private static final String DELETED = "ANNOTATIONS_DELETED";
    private static final List<String> IGNORED = List.of("PROJECT_", "TASKS_", "TASK_", "LABEL_LINK_");
    private static final String CHOICES = "choices";
    private static final Set<String> OTHERS = Set.of("rating", "number", "rectanglelabels", "labels");

    @Override
    public ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent {
        Field action = body.member("action");
        String name = action.text();
        if (GIVEN.contains(name)) {
            List<Field> annotations = oneOrMany(body.member("annotation"));
            boolean changed = name.equals(UPDATED);
            EventTasks tasks = new EventTasks(body);
            return ParsedPayload.each(annotations, one -> read(one, tasks.of(one), changed));
        }
        if (name.equals(DELETED)) {
            return deleted(body);
        }
        if (IGNORED.stream().anyMatch(name::startsWith)) {
            return ParsedPayload.ignored();
        }
        throw action.fault("is none that Labelmill knows");
    }

    /** A deletion names the annotations alone; what was deleted is found by their ids. */
    private static ParsedPayload deleted(Field body) throws UnusableContent {
        Optional<Field> many = body.optional("annotations");
        List<Field> annotations = oneOrMany(many.isPresent() ? many.get() : body.member("annotation"));
        if (annotations.size() > ParsedPayload.MAX_LABELS) {
            throw new UnusableContent(
                    422, "the delivery takes back more than " + ParsedPayload.MAX_LABELS + " annotations");
        }
        List<Withdrawal> withdrawals = new ArrayList<>();
        List<LabelProblem> problems = new ArrayList<>();
        for (Field annotation : annotations) {
            try {
                String id = id(annotation.member("id"));
                withdrawals.add(new Withdrawal(id, "ls-" + id + "-deleted"));
            } catch (UnusableContent bad) {
                problems.add(new LabelProblem(
                        withdrawals.size() + problems.size(),
                        bad.getMessage(),
                        annotation.node().toString()));
            }
        }
        return new ParsedPayload(List.of(), problems, withdrawals, List.of());
    }

    private static List<Field> oneOrMany(Field field) throws UnusableContent {
        return field.node().isArray() ? field.elements() : List.of(field);
    }

    /** Ids are numbers in webhooks and, in some exports, strings of the same digits. */
    static String id(Field field) throws UnusableContent {
        return field.node().isNumber() ? Long.toString(field.whole()) : field.id();
    }

    /** What is skipped at once is no label; what is skipped later was one and is none any more. */
    static List<IncomingLabel> read(Field annotation, Field task, boolean changed) throws UnusableContent {
        Optional<Field> cancelled = annotation.optional("was_cancelled");
        boolean skipped = cancelled.isPresent() && cancelled.get().truth();
        if (skipped && !changed) {
            return List.of();
        }
        Field data = task.member("data");
        TaskFields given = TaskFields.read(data);
        Optional<Field> seconds = annotation.optional("lead_time");
        Field updated = annotation.member("updated_at");
        String id = id(annotation.member("id"));
        return List.of(new IncomingLabel(
                given.batch(),
                given.task(),
                given.dispatch(),
                annotator(annotation.member("completed_by")),
                skipped ? new LabelChange.Deleted() : change(annotation.member("result")),
                Revision.of(updated),
                seconds.isPresent() ? seconds.get().milliseconds() : null,
                "ls-" + id + "-" + updated.text(),
                id));
    }

    private static String annotator(Field completedBy) throws UnusableContent {
        return id(completedBy.node().isObject() ? completedBy.member("id") : completedBy);
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
}
