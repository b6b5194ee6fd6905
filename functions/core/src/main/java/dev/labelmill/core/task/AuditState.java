package dev.labelmill.core.task;

/** How far the random re-check of a task has come. */
public enum AuditState {
    /** Not drawn. */
    NONE,
    /** Drawn; waits in the experts' lane. */
    DUE,
    /** With an expert. */
    OUT,
    /** Answered. */
    DONE,
    /**
     * Not answered, since the batch's money was spent or no expert was left who may have the item: it counts as an error,
     * unless an answer comes late.
     */
    MISSED
}
