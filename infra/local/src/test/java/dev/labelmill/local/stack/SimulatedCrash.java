package dev.labelmill.local.stack;

/** A process dies here: no handler may catch it, as none could catch a kill. */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    private final boolean afterTheRow;

    private SimulatedCrash(String message, boolean afterTheRow) {
        super(message, null, false, false);
        this.afterTheRow = afterTheRow;
    }

    static SimulatedCrash beforeTheWrite() {
        return new SimulatedCrash("crash before a write", false);
    }

    static SimulatedCrash afterARowTookEffect() {
        return new SimulatedCrash("crash after a row's write", true);
    }

    static SimulatedCrash afterAnotherWriteTookEffect() {
        return new SimulatedCrash("crash after an object's or a message's write", false);
    }

    /** Whether a row was written right before, with the money that rode on it. */
    boolean afterTheRow() {
        return afterTheRow;
    }
}
