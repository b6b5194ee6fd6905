package dev.labelmill.core.signature;

import java.util.Optional;

/** Whether a request was sent by the holder of the secret. */
public sealed interface Verdict {
    /**
     * It was.
     *
     * @param deliveryId the signed id of the delivery, the same again when it is sent again; empty for schemes
     *     that sign none
     * @param unsignedId what the request calls the delivery without signing it: good for finding it in the sender's
     *     log, while whoever repeats a request can call it anything; empty where there is none
     */
    record Accepted(Optional<String> deliveryId, Optional<String> unsignedId) implements Verdict {
        /** By a scheme that names no delivery without signing it. */
        public Accepted(Optional<String> deliveryId) {
            this(deliveryId, Optional.empty());
        }

        /** The delivery's name for a person who looks for it; nothing may depend on it. */
        public Optional<String> name() {
            return deliveryId.or(() -> unsignedId);
        }
    }

    /** Nothing shows that it was. */
    record Refused(Reason reason) implements Verdict {}

    /** Why a request was refused: for counting, never for telling the sender. */
    enum Reason {
        /** No secret is known for the sender. */
        NO_SECRET("no secret is known for this vendor: keep one where the functions read secrets"),
        /** A header of the scheme is absent or empty. */
        MISSING_HEADER("a header that the vendor's way of signing asks for is missing or empty"),
        /** A header of the scheme is there but not in its form. */
        MALFORMED("a header of the vendor's way of signing is not in its form"),
        /** The signed timestamp is too far from now, on either side. */
        STALE(
                "the signed time is too far from now: a request that is sent again must be signed again, and clocks must be right"),
        /** No signature matches under any valid secret. */
        WRONG_SIGNATURE(
                "the signature fits none of the vendor's secrets: compare them with what the sender signs with");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** For the owner of the secrets, in one sentence without its full stop: what is wrong and what to look at. */
        public String sentence() {
            return sentence;
        }
    }
}
