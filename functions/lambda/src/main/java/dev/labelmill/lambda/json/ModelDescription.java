package dev.labelmill.lambda.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The JSON file beside a user's own model, as far as it is read without running the model. */
public final class ModelDescription {

    private ModelDescription() {}

    /** The description of a model, beside which it lies. */
    public static String of(String model) {
        return model + ".json";
    }

    /**
     * The further files beside the model that its description names.
     *
     * @throws IllegalArgumentException saying in one sentence why it is no description
     */
    public static List<String> filesBeside(byte[] description) {
        JsonNode input = Json.parse(description).path("input");
        String kind = input.path("kind").asText();
        if (!kind.equals("text") && !kind.equals("image")) {
            throw new IllegalArgumentException("input.kind must be \"text\" or \"image\", not \"" + kind + "\"");
        }
        if (kind.equals("image")) {
            return List.of();
        }
        String tokenizer = input.path("tokenizer").asText();
        if (tokenizer.isEmpty() || tokenizer.contains("/") || tokenizer.contains("..")) {
            throw new IllegalArgumentException("input.tokenizer must name a tokenizer.json beside the model");
        }
        return List.of(tokenizer);
    }
}
