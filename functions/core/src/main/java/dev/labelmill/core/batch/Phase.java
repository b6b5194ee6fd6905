package dev.labelmill.core.batch;

/**
 * Where a batch stands. Only {@code advance}, {@code train} at its end and a cancellation move it; never backwards, except
 * to the next round's SCORING.
 */
public enum Phase {
    /** Uploaded and accepted; chunks are being cut, or single items are still arriving. */
    RECEIVED,
    /** Pass 1: every chunk is pre-labelled and its confidences counted. */
    SCORING,
    /** Pass 2: every item is auto-accepted, sent to people, or rejected. */
    ROUTING,
    /** People label. */
    LABELLING,
    /** A head is fitted to what people have labelled, for the next round. */
    TRAINING,
    /** Experts answer what is left of the audits. */
    AUDITING,
    /** The final consensus, the certificate and the labels are written. */
    FINISHING,
    /** The books are closed; the reports are written. */
    CLOSING,
    /** Results are in the bucket. */
    DONE,
    /** Stopped by an error that names its cause on the batch row. */
    FAILED,
    /** Stopped by its owner. */
    CANCELLED;

    /** Whether no label counts any more, and only what it all comes to is written. */
    public boolean isConcluding() {
        return this == FINISHING || this == CLOSING;
    }

    /** Whether no money is added to the batch any more. */
    public boolean hasClosedBooks() {
        return this == CLOSING || isFinal();
    }

    /** Whether nothing happens to the batch any more. */
    public boolean isFinal() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
