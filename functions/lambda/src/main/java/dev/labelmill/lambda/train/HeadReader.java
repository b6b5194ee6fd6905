package dev.labelmill.lambda.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.labelmill.core.training.Earlier;
import dev.labelmill.core.training.Foresight;
import dev.labelmill.core.training.SoftmaxTrainer;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link ModelFile} writes, as training needs it: the temperature is taken out of the weights again. */
final class HeadReader {

    private static final ObjectReader PART =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final int dimension;
    private final List<float[]> weights = new ArrayList<>();
    private JsonNode trained;
    private float[] bias;

    private HeadReader(int dimension) {
        this.dimension = dimension;
    }

    /**
     * A head with what its training left for the next.
     *
     * @param head      as it was fitted
     * @param foresight nothing in files of before there was any
     * @param round     that it was trained after
     */
    record Stored(SoftmaxTrainer.Head head, Foresight foresight, int round) {

        Earlier asEarlier() {
            return new Earlier(head, foresight, round);
        }
    }

    static Stored read(Bucket bucket, String key, int dimension) {
        try (InputStream in = new BufferedInputStream(bucket.open(key));
                JsonParser parser = Json.MAPPER.createParser(in)) {
            return new HeadReader(dimension).read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stored read(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "trained" -> trained = PART.readTree(parser);
                case "bias" -> bias = bias(parser);
                case "weights" -> weights(parser);
                default -> parser.skipChildren();
            }
        }
        float temperature = trained.get("temperature").floatValue();
        weights.forEach(row -> multiply(row, temperature));
        multiply(bias, temperature);
        return new Stored(
                new SoftmaxTrainer.Head(weights.toArray(float[][]::new), bias),
                foresight(trained.path("foresight")),
                trained.get("round").intValue());
    }

    private static float[] bias(JsonParser parser) throws IOException {
        JsonNode numbers = PART.readTree(parser);
        float[] bias = new float[numbers.size()];
        for (int k = 0; k < bias.length; k++) {
            bias[k] = numbers.get(k).floatValue();
        }
        return bias;
    }

    /** Streamed, since a head over hashed n-grams has millions of them. */
    private void weights(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            float[] row = new float[dimension];
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int feature = Integer.parseInt(parser.currentName());
                parser.nextToken();
                row[feature] = parser.getFloatValue();
            }
            weights.add(row);
        }
    }

    private static void multiply(float[] numbers, float factor) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= factor;
        }
    }

    private static Foresight foresight(JsonNode stored) {
        if (stored.isMissingNode()) {
            return Foresight.NONE;
        }
        List<Long> losses = new ArrayList<>();
        stored.get("microNats").forEach(loss -> losses.add(loss.longValue()));
        return new Foresight(losses, stored.get("items").longValue());
    }
}
