package dev.labelmill.lambda.vendor.toloka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.payload.Errand;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ApiAccess;
import dev.labelmill.lambda.vendor.ApiPath;
import dev.labelmill.lambda.vendor.FetchForm;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.JsonApi;
import dev.labelmill.lambda.vendor.Revision;
import dev.labelmill.lambda.vendor.TaskFields;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An assignment as Toloka's API gives it (toloka-kit, src/client/assignment.py): tasks and, in the same order, their
 * solutions, all of one person. A submitted or accepted one holds labels; a rejected one, for which nobody is paid, takes them
 * back; others hold none. What was said last of an assignment is the revision: when it was rejected, accepted or submitted.
 */
public final class TolokaAssignment implements FetchForm {

    /** The field of a solution that holds the label. */
    static final String LABEL = "label";

    @Override
    public ParsedPayload fetch(VendorApi api, ApiAccess access, Errand errand) throws UnusableContent {
        if (!errand.kind().equals(TolokaPayload.ASSIGNMENT)) {
            throw new UnusableContent(422, "the errand is none of Toloka's");
        }
        HttpAnswer answer = TolokaPush.api(api, access)
                .get(ApiPath.of(access)
                        .fixed("api/v1/assignments")
                        .part(errand.id())
                        .uri());
        if (!answer.isSuccess()) {
            throw new VendorRefusal("Toloka gives no such assignment: it answered with status " + answer.status());
        }
        Field assignment = JsonApi.read(answer);
        if (!id(assignment.member("id")).equals(errand.id())) {
            throw assignment.member("id").fault("is not the id of the assignment that was asked for");
        }
        return read(assignment, errand.delivery());
    }

    /** An id that leads nowhere else in a path. */
    static String id(Field field) throws UnusableContent {
        String id = field.id();
        if (id.equals(".") || id.equals("..")) {
            throw field.fault("is no id");
        }
        return id;
    }

    /** The labels of an assignment. */
    static ParsedPayload read(Field assignment, String delivery) throws UnusableContent {
        Field status = assignment.member("status");
        return switch (status.text()) {
            case "SUBMITTED" -> given(assignment, assignment.member("submitted"), delivery);
            case "ACCEPTED" -> given(assignment, assignment.member("accepted"), delivery);
            case "REJECTED" -> rejected(assignment, delivery);
            case "ACTIVE", "SKIPPED", "EXPIRED" -> ParsedPayload.ignored();
            default -> throw status.fault("is none that Labelmill knows");
        };
    }

    private static ParsedPayload given(Field assignment, Field changed, String delivery) throws UnusableContent {
        List<Field> tasks = assignment.member("tasks").elements();
        Field field = assignment.member("solutions");
        List<Field> solutions = field.elements();
        if (solutions.size() != tasks.size()) {
            throw field.fault("are not as many as the tasks");
        }
        Said said = new Said(
                assignment.member("user_id").id(),
                Revision.of(changed),
                milliseconds(assignment, tasks.size()),
                delivery);
        List<Field> pairs = new ArrayList<>(tasks);
        return ParsedPayload.each(
                pairs,
                task -> List.of(said.label(
                        task,
                        change(solutions
                                .get(pairs.indexOf(task))
                                .member("output_values")
                                .member(LABEL)))));
    }

    private static ParsedPayload rejected(Field assignment, String delivery) throws UnusableContent {
        Said said =
                new Said(assignment.member("user_id").id(), Revision.of(assignment.member("rejected")), null, delivery);
        return ParsedPayload.each(
                assignment.member("tasks").elements(), task -> List.of(said.label(task, new LabelChange.Deleted())));
    }

    /** What all labels of an assignment have in common. */
    private record Said(String annotator, long revision, Long milliseconds, String delivery) {

        IncomingLabel label(Field task, LabelChange change) throws UnusableContent {
            TaskFields given = TaskFields.read(task.member("input_values"));
            return new IncomingLabel(
                    given.batch(), given.task(), given.dispatch(), annotator, change, revision, milliseconds, delivery);
        }
    }

    /** The time of the whole page, in equal parts, since Toloka tells no other. */
    private static Long milliseconds(Field assignment, int tasks) throws UnusableContent {
        Optional<Field> created = assignment.optional("created");
        Optional<Field> submitted = assignment.optional("submitted");
        if (created.isEmpty() || submitted.isEmpty() || tasks == 0) {
            return null;
        }
        Duration taken = Duration.between(Revision.instant(created.get()), Revision.instant(submitted.get()));
        return Math.min(Math.max(0, taken.toMillis() / tasks), Field.MAX_SECONDS * 1000);
    }

    /** A class's name, or a value in our own form. Toloka's own boxes are fractions of an image whose size is not told. */
    private static LabelChange change(Field label) throws UnusableContent {
        if (label.node().isTextual()) {
            return new LabelChange.Chosen(label.name());
        }
        for (JsonNode part : label.node()) {
            if (part.has("shape")) {
                throw label.fault("holds shapes in fractions of the image, which cannot be read without its size");
            }
        }
        return new LabelChange.Valued(label.node());
    }
}
