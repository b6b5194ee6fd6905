package dev.labelmill.lambda.webhook;

import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.vendor.TaskRequest;
import java.util.Optional;

/** What became of a request at the gate. */
public sealed interface GateOutcome {
    /**
     * Proven and parsed; what it says is to be done, its problems to be kept as rejected, then it is to be answered.
     *
     * @param vendor   the vendor that signed
     * @param delivery names the delivery, the same again when it is sent again
     */
    record Admitted(String vendor, String delivery, ParsedPayload payload) implements GateOutcome {}

    /**
     * Proven, and asking about tasks; it is to be done, then answered.
     *
     * @param vendor   the vendor that signed
     * @param delivery names the request, the same again when it is sent again
     */
    record Asking(String vendor, String delivery, TaskRequest request) implements GateOutcome {}

    /**
     * Proven but of no use; it is to be kept as rejected, then answered.
     *
     * @param vendor the vendor that signed
     * @param delivery names the delivery, the same again when it is sent again
     * @param reason one sentence that repeats nothing of the content
     * @param excerpt the beginning of the body, at most {@link LabelProblem#MAX_EXCERPT_CHARS} characters
     */
    record Unusable(String vendor, String delivery, String reason, String excerpt, FunctionUrlResponse response)
            implements GateOutcome {}

    /**
     * Nothing to store; it is to be answered.
     *
     * @param sample what may be kept of a request that was not proven; empty once the cap is reached
     */
    record Answered(FunctionUrlResponse response, Optional<ForgerySample> sample) implements GateOutcome {}
}
