package dev.labelmill.aws.stage;

/** What a function's code runs on. */
public enum Runtime {
    /** The native executable on {@code provided.al2023}. */
    NATIVE,
    /** The JVM package on {@code java25}, restored from a snapshot. */
    SNAP_START,
    /** The same with what runs pre-trained models beside the functions: for {@code prelabel} and {@code train}. */
    SNAP_START_ONNX;

    /** Whether it is Java. */
    public boolean isJvm() {
        return this != NATIVE;
    }
}
