package dev.labelmill.lambda.faults;

/** The process has been killed here: no handler may catch it, as none could catch a kill. */
final class Killed extends Error {

    private static final long serialVersionUID = 1L;

    Killed(String call) {
        super("killed at " + call, null, false, false);
    }
}
