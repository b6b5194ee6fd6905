package dev.labelmill.lambda.vendor.labelmill;

import dev.labelmill.lambda.payload.Field;
import dev.labelmill.lambda.payload.UnusableContent;
import dev.labelmill.lambda.vendor.TaskKey;
import dev.labelmill.lambda.vendor.TaskRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request for tasks, {@code schema/labelmill.tasks.v1.schema.json}. Its types are none of those that labels
 * come under, so that neither kind of request means anything where the other goes.
 */
public final class LabelmillRequest {

    private static final String REQUESTED = "tasks.requested";
    private static final String HELD = "tasks.held";
    private static final String RELEASED = "tasks.released";

    private LabelmillRequest() {}

    /**
     * Reads a body whose sender is proven; fields it does not know are ignored.
     *
     * @throws UnusableContent if it is none, naming the field
     */
    public static TaskRequest read(Field body) throws UnusableContent {
        Field type = body.member("type");
        body.member("timestamp").instant();
        Field data = body.member("data");
        String annotator = data.member("annotator").id();
        return switch (type.text()) {
            case REQUESTED -> new TaskRequest.Wanted(annotator, most(data.member("most")));
            case HELD -> new TaskRequest.Held(annotator, leases(data.member("leases")));
            case RELEASED -> new TaskRequest.Released(annotator, leases(data.member("leases")));
            default -> throw type.fault("is none of " + REQUESTED + ", " + HELD + " and " + RELEASED);
        };
    }

    private static int most(Field field) throws UnusableContent {
        int most = field.integer();
        if (most < 1 || most > TaskRequest.MOST_TASKS) {
            throw field.fault("is not between 1 and " + TaskRequest.MOST_TASKS);
        }
        return most;
    }

    private static List<TaskKey> leases(Field field) throws UnusableContent {
        List<TaskKey> leases = new ArrayList<>();
        for (Field element : field.elements()) {
            leases.add(TaskKey.read(element));
        }
        if (leases.isEmpty() || leases.size() > TaskRequest.MOST_LEASES) {
            throw field.fault("does not hold 1 to " + TaskRequest.MOST_LEASES + " leases");
        }
        return leases.stream().distinct().toList();
    }
}
