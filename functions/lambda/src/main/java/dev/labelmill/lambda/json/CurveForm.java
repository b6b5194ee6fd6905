package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.calibration.IsotonicConfidence;
import java.util.ArrayList;
import java.util.List;

/** {@code calibration} of a model file: the curve that makes a head's confidences mean what they say. */
public final class CurveForm {

    private static final String KIND = "isotonic";

    private CurveForm() {}

    /** @throws IllegalArgumentException saying in one sentence what is wrong */
    public static IsotonicConfidence read(JsonNode node) {
        Fields fields = Fields.of(node);
        if (!fields.string("kind").equals(KIND)) {
            throw new IllegalArgumentException("calibration.kind must be \"" + KIND + "\"");
        }
        IsotonicConfidence curve = new IsotonicConfidence(
                fields.whole("items"), numbers(fields, node, "confidences"), numbers(fields, node, "shares"));
        fields.requireNothingElse();
        return curve;
    }

    /** What {@code read} reads. */
    public static ObjectNode write(IsotonicConfidence curve) {
        ObjectNode node = Json.object().put("kind", KIND).put("items", curve.items());
        curve.confidences().forEach(node.putArray("confidences")::add);
        curve.shares().forEach(node.putArray("shares")::add);
        return node;
    }

    private static List<Double> numbers(Fields fields, JsonNode node, String name) {
        List<Double> numbers = new ArrayList<>();
        if (fields.has(name)) {
            node.get(name).forEach(number -> numbers.add(number.isNumber() ? number.doubleValue() : Double.NaN));
        }
        return numbers;
    }
}
