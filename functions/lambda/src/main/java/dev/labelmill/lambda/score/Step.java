package dev.labelmill.lambda.score;

import dev.labelmill.core.task.Task;
import dev.labelmill.core.task.TaskState;
import dev.labelmill.lambda.publish.EventCounts;
import dev.labelmill.lambda.publish.Metric;

/** What labels, or their absence, made of a task. */
record Step(Task before, Task after) {

    void count(EventCounts events, String project) {
        events.add(project, Metric.SCORE_RESOLVED, reached(TaskState.RESOLVED) ? 1 : 0);
        events.add(project, Metric.SCORE_MORE, reached(TaskState.OPEN) ? 1 : 0);
        events.add(project, Metric.SCORE_TO_EXPERTS, reached(TaskState.ADJUDICATE) ? 1 : 0);
    }

    private boolean reached(TaskState state) {
        return before.state() != state && after.state() == state;
    }
}
