package dev.labelmill.core.task;

/** What a label was bought for. The vendor is never told. */
public enum Purpose {
    LABEL,
    GOLD,
    ADJUDICATION,
    AUDIT
}
