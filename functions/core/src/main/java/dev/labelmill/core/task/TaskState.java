package dev.labelmill.core.task;

/** How far the labelling of a task has come; audits have a state of their own. */
public enum TaskState {
    /** Waits in a lane for the crowd. */
    OPEN,
    /** Known; goes out beside other tasks or never, and nobody waits for it. */
    HELD,
    /** Claimed by a dispatch; its labels are on their way. */
    CLAIMED,
    /** The crowd did not agree; waits for, or is with, an expert. */
    ADJUDICATE,
    /** Has an answer. */
    RESOLVED
}
