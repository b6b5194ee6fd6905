package dev.labelmill.core.rounds;

/** What becomes of items that are neither auto-accepted nor chosen when the rounds end. */
public enum Rest {
    /** People label them. */
    PEOPLE,
    /** They stay without a label. */
    LEFT
}
