package dev.labelmill.aws.stage;

/** The processors that functions run on. */
public enum Architecture {
    /** Graviton: a fifth cheaper per gigabyte-second. */
    ARM64,
    /** Intel and AMD. */
    X86_64
}
