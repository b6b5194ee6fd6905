package dev.labelmill.aws.stage;

/** What a function's code runs on. */
public enum Runtime {
    /** The native executable on {@code provided.al2023}. */
    NATIVE,
    /** The JVM package on {@code java25}, restored from a snapshot. */
    SNAP_START
}
