package dev.labelmill.lambda.store;

/** A row holds what no version of this code writes; reading it again never helps. */
public final class UnreadableRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableRow(String pk, String sk, RuntimeException cause) {
        super("row " + pk + " " + sk + " cannot be read: " + cause.getMessage(), cause);
    }
}
