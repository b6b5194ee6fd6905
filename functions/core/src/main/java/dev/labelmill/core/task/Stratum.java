package dev.labelmill.core.task;

/** How an item got its label; each stratum is certified apart. */
public enum Stratum {
    /** The pre-label stood. Only audited ones have a task. */
    AUTO,
    /** People decided. */
    HUMAN,
    /** The answer was known beforehand; such items measure annotators and never count in an accuracy. */
    GOLD,
    /** People were to decide, and had said nothing when the batch's money was spent: it has no label. */
    UNLABELLED
}
