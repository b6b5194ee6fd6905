package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.annotator.Standing;
import dev.labelmill.core.batch.Routing;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads whose labels batch.json buys, and of whom it buys none. */
final class RoutingReader {

    private RoutingReader() {}

    /** {@code "routing": "value"}, or {@code "routing": {"by": "value", "errorDollars": 0.5, "hourDollars": 0.01}}. */
    static Routing read(Fields fields) {
        if (!fields.has("routing")) {
            return Routing.CAPACITY;
        }
        if (fields.json("routing").filter(JsonNode::isObject).isEmpty()) {
            return new Routing(by(fields, "routing"), OptionalLong.empty());
        }
        Fields settings = fields.object("routing");
        Routing routing = new Routing(
                by(settings, "by"),
                settings.has("errorDollars")
                        ? OptionalLong.of(VendorReader.nanos(settings, "errorDollars"))
                        : OptionalLong.empty(),
                settings.has("hourDollars") ? VendorReader.nanos(settings, "hourDollars") : 0);
        settings.requireNothingElse();
        return routing;
    }

    private static Routing.By by(Fields fields, String name) {
        String given = fields.string(name);
        return Arrays.stream(Routing.By.values())
                .filter(by -> by.id().equals(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(fields.at(name) + " must be "
                        + Arrays.stream(Routing.By.values())
                                .map(by -> "\"" + by.id() + "\"")
                                .collect(Collectors.joining(" or "))
                        + ", not \"" + given + "\""));
    }

    static Standing standing(Fields fields) {
        Standing standing = new Standing(
                fields.decimal("minAccuracy").doubleValue(),
                fields.decimal("confidence").doubleValue());
        fields.requireNothingElse();
        return standing;
    }
}
