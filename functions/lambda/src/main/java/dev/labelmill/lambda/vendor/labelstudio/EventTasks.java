package dev.labelmill.lambda.vendor.labelstudio;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import java.util.HashMap;
import java.util.Map;

/**
 * The tasks that an event's annotations are of: one for all of them, or, in bulk events, a list apart, once each, of which an
 * annotation names its own by id. A list is gone through once, however many annotations there are: either can be as long as
 * a body is. Not for several threads.
 */
final class EventTasks {

    private final Field event;
    private Map<String, Field> byId;

    /** @param event the body, whose task need not be there as long as no annotation asks for it */
    EventTasks(Field event) {
        this.event = event;
    }

    /** @throws UnusableContent if there is none */
    Field of(Field annotation) throws UnusableContent {
        Field task = event.member("task");
        if (!task.node().isArray()) {
            return task;
        }
        if (byId == null) {
            byId = byId(task);
        }
        Field own = byId.get(LabelStudioPayload.id(annotation.member("task")));
        if (own == null) {
            throw annotation.fault("belongs to no task of the event");
        }
        return own;
    }

    private static Map<String, Field> byId(Field tasks) throws UnusableContent {
        Map<String, Field> byId = new HashMap<>();
        for (Field task : tasks.elements()) {
            try {
                byId.putIfAbsent(LabelStudioPayload.id(task.member("id")), task);
            } catch (UnusableContent nameless) {
                // It is no annotation's; those of the others are not to suffer for it.
                continue;
            }
        }
        return byId;
    }
}
