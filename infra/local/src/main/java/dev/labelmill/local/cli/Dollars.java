package dev.labelmill.local.cli;

/** Nano-dollars as people read them. */
final class Dollars {

    private static final double NANOS = 1e9;

    private Dollars() {}

    static double of(long nanos) {
        return nanos / NANOS;
    }
}
