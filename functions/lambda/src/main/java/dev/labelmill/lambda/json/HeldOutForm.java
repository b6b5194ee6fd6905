package dev.labelmill.lambda.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** {@code trained.heldOutPredictions} of a model file: what heads that did not learn from an item say of it, by item. */
public final class HeldOutForm {

    private static final String FIELD = "heldOutPredictions";

    private static final ObjectReader PART =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private HeldOutForm() {}

    /** Writes the field, distributions rounded to nine decimals. */
    public static void write(JsonGenerator json, Map<String, double[]> predictions) throws IOException {
        json.writeObjectFieldStart(FIELD);
        for (Map.Entry<String, double[]> one : predictions.entrySet()) {
            json.writeArrayFieldStart(one.getKey());
            for (double p : one.getValue()) {
                json.writeNumber(Math.rint(p * 1e9) / 1e9);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Reads the field of a whole model file, no further than it; none if the file has it not. */
    public static Map<String, double[]> read(InputStream model) throws IOException {
        Map<String, double[]> predictions = new HashMap<>();
        try (JsonParser parser = Json.MAPPER.createParser(model)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean trained = parser.currentName().equals("trained");
                parser.nextToken();
                if (trained) {
                    JsonNode found = ((JsonNode) PART.readTree(parser)).path(FIELD);
                    found.properties().forEach(one -> predictions.put(one.getKey(), distribution(one.getValue())));
                    return predictions;
                }
                parser.skipChildren();
            }
        }
        return predictions;
    }

    private static double[] distribution(JsonNode numbers) {
        double[] distribution = new double[numbers.size()];
        for (int k = 0; k < distribution.length; k++) {
            distribution[k] = numbers.get(k).doubleValue();
        }
        return distribution;
    }
}
