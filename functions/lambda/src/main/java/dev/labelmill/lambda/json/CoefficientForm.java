package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.annotator.Proportion;

/** Measured numbers as files have them: with their interval, or null with the reason. */
public final class CoefficientForm {

    private CoefficientForm() {}

    /** A coefficient of agreement. */
    public static ObjectNode write(Coefficient coefficient) {
        if (coefficient instanceof Coefficient.Estimate estimate) {
            return Json.object()
                    .put("value", estimate.value())
                    .put("low", estimate.low())
                    .put("high", estimate.high());
        }
        String reason = ((Coefficient.Undefined) coefficient).reason().sentence();
        return Json.object().putNull("value").put("reason", reason);
    }

    /** A share of an annotator's labels. */
    public static ObjectNode write(Proportion share) {
        return Json.object()
                .put("value", share.value())
                .put("low", share.low())
                .put("high", share.high())
                .put("labels", share.trials());
    }
}
