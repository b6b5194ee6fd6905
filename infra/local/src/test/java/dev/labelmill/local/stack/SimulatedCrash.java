package dev.labelmill.local.stack;

/** A process dies here: no handler may catch it, as none could catch a kill. */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super("crash " + where, null, false, false);
    }
}
