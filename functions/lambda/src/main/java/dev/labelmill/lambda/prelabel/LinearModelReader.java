package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.labelmill.core.calibration.IsotonicConfidence;
import dev.labelmill.core.label.SingleChoice;
import dev.labelmill.core.prelabel.Features;
import dev.labelmill.core.prelabel.LinearLabeler;
import dev.labelmill.core.prelabel.Pretrained;
import dev.labelmill.lambda.json.CurveForm;
import dev.labelmill.lambda.json.FeatureForm;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a softmax head. Weights are streamed, since a head over hashed n-grams has millions of them;
 * {@code features} therefore come before {@code weights} in the file.
 */
final class LinearModelReader {

    private static final ObjectReader PART =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final SingleChoice expected;
    private final Pretrained models;
    private String version;
    private Features features;
    private boolean classesFit;
    private float[][] weights;
    private float[] bias;
    private Optional<IsotonicConfidence> calibration = Optional.empty();

    private LinearModelReader(SingleChoice expected, Pretrained models) {
        this.expected = expected;
        this.models = models;
    }

    /**
     * Reads a file.
     *
     * @param classes the batch's
     * @param models what its features may be made by
     * @throws IllegalArgumentException saying in one sentence what is wrong with the file
     */
    static LinearLabeler read(InputStream in, SingleChoice classes, Pretrained models) throws IOException {
        try (JsonParser parser = Json.MAPPER.createParser(in)) {
            return new LinearModelReader(classes, models).read(parser);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not valid JSON" + Json.place(e), e);
        }
    }

    private LinearLabeler read(JsonParser parser) throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "must be a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "version" -> version = parser.getText();
                case "features" ->
                    features = FeatureForm.ofHead(Fields.of(tree(parser))).features(models);
                case "trained" -> parser.skipChildren();
                case "calibration" -> calibration = Optional.of(CurveForm.read(tree(parser)));
                case "classes" -> requireClasses(tree(parser));
                case "weights" -> weights = weights(parser);
                case "bias" -> bias = WeightRows.row(parser, expected.size());
                default -> throw new IllegalArgumentException(name + " is not a known field");
            }
        }
        require(version != null, "version is missing");
        require(classesFit, "classes are missing: without them nobody knows which class a row of weights is for");
        require(weights != null, "weights are missing");
        require(bias != null, "bias is missing");
        return new LinearLabeler(version, features, weights, bias, calibration);
    }

    /** The value here; what comes behind it is the rest of the file, not trailing text. */
    private static JsonNode tree(JsonParser parser) throws IOException {
        return PART.readTree(parser);
    }

    private void requireClasses(JsonNode classes) {
        List<String> names = new ArrayList<>();
        classes.forEach(name -> names.add(name.asText()));
        classesFit = names.equals(expected.classes());
        require(classesFit, "classes must be labelType.classes of batch.json, in the same order");
    }

    private float[][] weights(JsonParser parser) throws IOException {
        require(features != null, "features must come before weights");
        return WeightRows.read(parser, expected.size(), features.dimension());
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
