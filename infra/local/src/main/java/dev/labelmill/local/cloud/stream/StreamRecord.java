package dev.labelmill.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;

/**
 * One change on its way to a function.
 *
 * @param sequenceNumber its place in the stream, as text
 * @param created when the change was made, to the second
 * @param event its form in a Lambda event
 */
record StreamRecord(String sequenceNumber, Instant created, JsonNode event) {

    /** The sequence number to compare with others: as text, 9 would follow 10. */
    BigInteger sequence() {
        return new BigInteger(sequenceNumber);
    }
}
