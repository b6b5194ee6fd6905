package dev.labelmill.local.vendors;

import java.util.List;

/** The people behind a vendor. */
interface Workforce {

    /**
     * Their answers to a task, at most as many as it asks for, each of another annotator, none of an excluded one. The same
     * task always gets the same answers.
     *
     * @throws IllegalStateException saying in one sentence why the task cannot be answered
     */
    List<Answer> answers(TaskLine task);

    /** Takes tasks and never answers. */
    static Workforce silent() {
        return task -> List.of();
    }
}
