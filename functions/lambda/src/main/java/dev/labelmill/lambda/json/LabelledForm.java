package dev.labelmill.lambda.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.labelmill.core.sampling.Candidate.PeoplesLabel;
import dev.labelmill.core.sampling.LabelledSoFar;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code trained.labelled} of a model file. No annotator is named in it. */
public final class LabelledForm {

    private static final String FIELD = "labelled";

    private static final ObjectReader PART =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private LabelledForm() {}

    /** Writes the field, distributions rounded to nine decimals. */
    public static void write(JsonGenerator json, LabelledSoFar labelled) throws IOException {
        json.writeObjectFieldStart(FIELD);
        json.writeNumberField("modelWeight", labelled.modelWeight());
        json.writeNumberField("annotatorWeight", labelled.annotatorWeight());
        json.writeObjectFieldStart("items");
        for (Map.Entry<String, LabelledSoFar.Item> one : labelled.items().entrySet()) {
            LabelledSoFar.Item item = one.getValue();
            json.writeObjectFieldStart(one.getKey());
            json.writeArrayFieldStart("heldOut");
            for (double p : item.prediction()) {
                json.writeNumber(Math.rint(p * 1e9) / 1e9);
            }
            json.writeEndArray();
            json.writeNumberField("consensus", item.label().consensus());
            json.writeNumberField("weight", item.label().weight());
            json.writeNumberField("support", item.label().support());
            json.writeNumberField("labels", item.labels());
            json.writeNumberField("crowdClaims", item.crowdClaims());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Reads the field of a whole model file, no further than it; empty if the file has it not. */
    public static Optional<LabelledSoFar> read(InputStream model) throws IOException {
        try (JsonParser parser = Json.MAPPER.createParser(model)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean trained = parser.currentName().equals("trained");
                parser.nextToken();
                if (trained) {
                    JsonNode found = ((JsonNode) PART.readTree(parser)).path(FIELD);
                    return found.isObject() ? Optional.of(labelled(found)) : Optional.empty();
                }
                parser.skipChildren();
            }
        }
        return Optional.empty();
    }

    private static LabelledSoFar labelled(JsonNode found) {
        SortedMap<String, LabelledSoFar.Item> items = new TreeMap<>();
        found.path("items").properties().forEach(one -> items.put(one.getKey(), item(one.getValue())));
        return new LabelledSoFar(
                found.path("modelWeight").doubleValue(),
                found.path("annotatorWeight").doubleValue(),
                items);
    }

    private static LabelledSoFar.Item item(JsonNode json) {
        JsonNode numbers = json.path("heldOut");
        double[] prediction = new double[numbers.size()];
        for (int k = 0; k < prediction.length; k++) {
            prediction[k] = numbers.get(k).doubleValue();
        }
        return new LabelledSoFar.Item(
                prediction,
                new PeoplesLabel(
                        json.path("consensus").intValue(),
                        json.path("weight").doubleValue(),
                        json.path("support").doubleValue()),
                json.path("labels").intValue(),
                json.path("crowdClaims").intValue());
    }
}
