package dev.labelmill.lambda.payload;

import dev.labelmill.core.signature.Verdict.Accepted;

/** Turns one vendor's form of payload into labels. */
public interface PayloadParser {
    /**
     * Parses a payload whose sender is proven.
     *
     * @param body the payload's root object
     * @param accepted what the signature vouches for
     * @throws UnusableContent when nothing of it can be used; faults of single labels are in the result instead
     */
    ParsedPayload parse(Field body, Accepted accepted) throws UnusableContent;
}
