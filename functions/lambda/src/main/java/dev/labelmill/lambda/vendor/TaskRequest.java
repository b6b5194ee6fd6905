package dev.labelmill.lambda.vendor;

import java.util.List;

/** What a vendor asks for one of its annotators who works task by task. */
public sealed interface TaskRequest {

    /** Tasks that one request can ask for. */
    int MOST_TASKS = 20;

    /** Leases that one request can name. */
    int MOST_LEASES = 100;

    /** The annotator, by the vendor's own id. */
    String annotator();

    /**
     * Wants tasks.
     *
     * @param most how many at most, 1 to {@value TaskRequest#MOST_TASKS}
     */
    record Wanted(String annotator, int most) implements TaskRequest {}

    /** Still works on tasks. */
    record Held(String annotator, List<TaskKey> leases) implements TaskRequest {

        /** Copies the list. */
        public Held {
            leases = List.copyOf(leases);
        }
    }

    /** Gives tasks back, unanswered. */
    record Released(String annotator, List<TaskKey> leases) implements TaskRequest {

        /** Copies the list. */
        public Released {
            leases = List.copyOf(leases);
        }
    }
}
