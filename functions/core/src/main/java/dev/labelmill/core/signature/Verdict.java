package dev.labelmill.core.signature;

import java.util.Optional;

/** Whether a request was sent by the holder of the secret. */
public sealed interface Verdict {
    /**
     * It was.
     *
     * @param deliveryId the signed id of the delivery, the same again when it is sent again; empty for schemes
     *     that sign none
     */
    record Accepted(Optional<String> deliveryId) implements Verdict {}

    /** Nothing shows that it was. */
    record Refused(Reason reason) implements Verdict {}

    /** Why a request was refused: for counting, never for telling the sender. */
    enum Reason {
        /** No secret is known for the sender. */
        NO_SECRET,
        /** A header of the scheme is absent or empty. */
        MISSING_HEADER,
        /** A header of the scheme is there but not in its form. */
        MALFORMED,
        /** The signed timestamp is too far from now, on either side. */
        STALE,
        /** No signature matches under any valid secret. */
        WRONG_SIGNATURE
    }
}
