package dev.labelmill.lambda.vendor.toloka;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.IncomingLabel;
import dev.labelmill.lambda.payload.LabelChange;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.ItemNames;
import dev.labelmill.lambda.vendor.RecordForm;
import dev.labelmill.lambda.vendor.ReturnedFile;
import dev.labelmill.lambda.vendor.Revision;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A row of the table of results that Toloka gives for a pool (toloka-kit, get_assignments_df): a task's {@code INPUT:} and {@code
 * OUTPUT:} fields and what its {@code ASSIGNMENT:} says. As of {@link TolokaAssignment}, a submitted or accepted one is a label, a
 * rejected one takes it back, and what was said last is the revision. How many tasks a page had no row says, so there is no time spent.
 */
public final class TolokaRow implements RecordForm {

    /** The column that tells such a table. */
    public static final String TASK = "INPUT:labelmill_task";

    private static final String BATCH = "INPUT:labelmill_batch";
    private static final String DISPATCH = "INPUT:labelmill_dispatch";
    private static final String LABEL = "OUTPUT:" + TolokaAssignment.LABEL;
    private static final String WORKER = "ASSIGNMENT:worker_id";
    private static final String STATUS = "ASSIGNMENT:status";
    private static final String SUBMITTED = "ASSIGNMENT:submitted";
    private static final String ACCEPTED = "ASSIGNMENT:accepted";
    private static final String REJECTED = "ASSIGNMENT:rejected";

    @Override
    public List<IncomingLabel> read(Field row, ReturnedFile file, ItemNames items) throws UnusableContent {
        Field status = row.member(STATUS);
        return switch (status.text()) {
            case "SUBMITTED" -> List.of(label(row, file, change(row.member(LABEL)), SUBMITTED));
            case "APPROVED", "ACCEPTED" -> List.of(label(row, file, change(row.member(LABEL)), ACCEPTED));
            case "REJECTED" -> List.of(label(row, file, new LabelChange.Deleted(), REJECTED));
            case "ACTIVE", "SKIPPED", "EXPIRED" -> List.of();
            default -> throw status.fault("is none that Labelmill knows");
        };
    }

    private static IncomingLabel label(Field row, ReturnedFile file, LabelChange change, String time)
            throws UnusableContent {
        Optional<Field> batch = row.optional(BATCH);
        if (batch.isPresent() && !batch.get().text().equals(file.batch())) {
            throw batch.get().fault("is another than the file's folder says");
        }
        Optional<Field> dispatch = row.optional(DISPATCH);
        Optional<Field> changed = row.optional(time);
        return new IncomingLabel(
                file.batch(),
                row.member(TASK).id(),
                dispatch.isPresent() ? dispatch.get().id() : null,
                row.member(WORKER).id(),
                change,
                changed.isPresent() ? Revision.of(changed.get()) : file.revision(),
                null,
                file.delivery());
    }

    /** A class's name, or a list in our own form, which Toloka writes as JSON. */
    private static LabelChange change(Field label) throws UnusableContent {
        if (!label.text().startsWith("[")) {
            return new LabelChange.Chosen(label.name());
        }
        try {
            Field wrapped = StrictJson.read(("{\"list\":" + label.text() + "}").getBytes(StandardCharsets.UTF_8));
            if (wrapped.node().size() == 1) {
                return new LabelChange.Valued(wrapped.node().get("list"));
            }
        } catch (UnusableContent bad) {
            throw label.fault("begins with [ but is no list in JSON");
        }
        throw label.fault("begins with [ but holds more than a list");
    }
}
