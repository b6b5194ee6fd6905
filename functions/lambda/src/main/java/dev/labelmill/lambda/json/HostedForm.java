package dev.labelmill.lambda.json;

import dev.labelmill.core.hosted.CallSettings;
import dev.labelmill.core.hosted.HostedModel;
import dev.labelmill.core.hosted.HostedSettings;
import dev.labelmill.core.hosted.LabelNames;
import dev.labelmill.core.hosted.ModelPrice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what batch.json says of a hosted model. */
final class HostedForm {

    private static final BigDecimal PICOS = BigDecimal.valueOf(1_000_000_000_000L);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private HostedForm() {}

    static HostedSettings sageMaker(Fields fields) {
        String pointer = fields.string("probabilities", "");
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new IllegalArgumentException(
                    fields.at("probabilities") + " must be a JSON pointer: empty, or beginning with \"/\"");
        }
        HostedModel model = new HostedModel.Endpoint(
                named(fields, "endpoint", "[A-Za-z0-9](-?[A-Za-z0-9]){0,62}"),
                fields.string("contentType", ""),
                fields.string("inputField", "inputs"),
                fields.json("parameters").map(Json::write).orElse(""),
                small(fields, "itemsPerCall", 1),
                pointer,
                fields.has("labels") ? fields.strings("labels") : List.of(),
                fields.flag("softmax", false));
        return new HostedSettings(model, names(fields), calls(fields), price(fields));
    }

    static HostedSettings bedrock(Fields fields) {
        HostedModel model = new HostedModel.Converse(
                named(fields, "model", "[A-Za-z0-9][A-Za-z0-9.:_-]{0,199}"),
                fields.string("instruction"),
                small(fields, "maxTokens", 1024),
                fields.has("temperature") ? fields.decimal("temperature").doubleValue() : 0);
        LabelNames own = new LabelNames(Map.of(), Optional.empty());
        return new HostedSettings(model, own, calls(fields), price(fields));
    }

    static HostedSettings rekognition(Fields fields) {
        HostedModel model =
                new HostedModel.DetectLabels(small(fields, "minConfidence", 50), small(fields, "maxLabels", 100));
        return new HostedSettings(model, names(fields), calls(fields), price(fields));
    }

    private static LabelNames names(Fields fields) {
        return new LabelNames(
                fields.has("classes") ? fields.texts("classes") : Map.of(),
                Optional.ofNullable(fields.string("otherwise", null)));
    }

    private static CallSettings calls(Fields fields) {
        return new CallSettings(
                small(fields, "concurrency", 4), small(fields, "timeoutSeconds", 20), small(fields, "attempts", 4));
    }

    private static Optional<ModelPrice> price(Fields fields) {
        return fields.optionalObject("price").map(price -> {
            ModelPrice stated = price(price, fields.string("labeler").equals("bedrock"));
            price.requireNothingElse();
            return stated;
        });
    }

    private static ModelPrice price(Fields price, boolean byTokens) {
        return byTokens
                ? new ModelPrice(
                        0,
                        picos(price, "perThousandInputTokens", THOUSAND),
                        picos(price, "perThousandOutputTokens", THOUSAND))
                : new ModelPrice(picos(price, "perCall", BigDecimal.ONE), 0, 0);
    }

    private static long picos(Fields price, String name, BigDecimal units) {
        try {
            return price.decimal(name).multiply(PICOS).divide(units).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    price.at(name) + " must be US dollars that make a whole number of picodollars a unit", e);
        }
    }

    private static String named(Fields fields, String name, String form) {
        String value = fields.string(name);
        if (!value.matches(form)) {
            throw new IllegalArgumentException(fields.at(name) + " is no name that the service gives");
        }
        return value;
    }

    private static int small(Fields fields, String name, int otherwise) {
        return fields.has(name) ? fields.small(name) : otherwise;
    }
}
