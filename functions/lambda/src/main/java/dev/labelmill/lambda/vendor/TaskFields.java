package dev.labelmill.lambda.vendor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.Optional;

/**
 * Which task of which dispatch, as three fields of an object that a vendor keeps with a task and sends back.
 *
 * @param dispatch null if the vendor does not say
 */
public record TaskFields(String batch, String task, String dispatch) {

    private static final String BATCH = "labelmill_batch";
    private static final String TASK = "labelmill_task";
    private static final String DISPATCH = "labelmill_dispatch";

    /** Writes a task's fields into an object. */
    public static void write(TaskLine line, ObjectNode into) {
        into.put(BATCH, line.batch().id())
                .put(TASK, line.task().item())
                .put(DISPATCH, line.dispatch().id());
    }

    /** Reads them; names the first that is missing or no id. */
    public static TaskFields read(Field from) throws UnusableContent {
        Optional<Field> dispatch = from.optional(DISPATCH);
        return new TaskFields(
                from.member(BATCH).id(),
                from.member(TASK).id(),
                dispatch.isPresent() ? dispatch.get().id() : null);
    }
}
