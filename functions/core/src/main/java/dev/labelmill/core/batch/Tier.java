package dev.labelmill.core.batch;

/** Whom a task waits for: the crowd labels, experts adjudicate and audit. */
public enum Tier {
    CROWD,
    EXPERT
}
