package dev.labelmill.local.stack;

/** A process dies here: no handler may catch it, as none could catch a kill. */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    private final boolean afterTheWrite;

    private SimulatedCrash(String message, boolean afterTheWrite) {
        super(message, null, false, false);
        this.afterTheWrite = afterTheWrite;
    }

    static SimulatedCrash beforeTheWrite() {
        return new SimulatedCrash("crash before a write", false);
    }

    static SimulatedCrash afterTheWriteTookEffect() {
        return new SimulatedCrash("crash after a write", true);
    }

    boolean afterTheWrite() {
        return afterTheWrite;
    }
}
