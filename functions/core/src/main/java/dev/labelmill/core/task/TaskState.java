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
    /** Nobody is left who may be asked about it, and nobody has answered. It waits for nothing, and takes what comes late. */
    UNANSWERED,
    /** Has an answer; or has none and never will, since its batch ends without it. */
    RESOLVED
}
