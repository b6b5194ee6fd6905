package dev.labelmill.lambda.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.labelmill.core.training.Earlier;
import dev.labelmill.core.training.Foresight;
import dev.labelmill.core.training.SoftmaxTrainer;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.prelabel.WeightRows;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A head as {@link ModelFile} wrote it, with its temperature taken out of its weights again. Weights are streamed; what they
 * have to fit comes before them.
 */
final class StoredHead {

    private static final ObjectReader PART =
            Json.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Kind kind;
    private final int dimension;
    private JsonNode trained;
    private float[][] weights;
    private float[] bias;

    private StoredHead(Kind kind, int dimension) {
        this.kind = kind;
        this.dimension = dimension;
    }

    /**
     * Reads one.
     *
     * @param kind      which it has to be of
     * @param dimension of its features
     * @throws IllegalArgumentException if it is of another, or no head that was trained here
     */
    static StoredHead read(InputStream in, Kind kind, int dimension) throws IOException {
        StoredHead head = new StoredHead(kind, dimension);
        try (JsonParser parser = Json.MAPPER.createParser(in)) {
            head.read(parser);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is not valid JSON" + Json.place(e), e);
        }
        return head;
    }

    /** For the batch's next round. */
    Earlier ofThisBatch() {
        return new Earlier(head(), foresight(), trained.path("round").intValue());
    }

    /** For another batch. */
    Earlier ofAnother() {
        return Earlier.elsewhere(head());
    }

    private void read(JsonParser parser) throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "must be a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "features" ->
                    require(kind.hasFeatures(PART.readTree(parser)), "features are not those of the batch");
                case "classes" -> require(kind.hasClasses(PART.readTree(parser)), "classes are not those of the batch");
                case "trained" -> trained = PART.readTree(parser);
                case "weights" ->
                    weights = WeightRows.read(parser, kind.classes().size(), dimension);
                case "bias" -> bias = WeightRows.row(parser, kind.classes().size());
                default -> parser.skipChildren();
            }
        }
        require(
                trained != null && weights != null && bias != null && bias.length == weights.length,
                "is no head that was trained here");
    }

    private SoftmaxTrainer.Head head() {
        double temperature = trained.path("temperature").asDouble(1);
        for (float[] row : weights) {
            multiply(row, temperature);
        }
        multiply(bias, temperature);
        return new SoftmaxTrainer.Head(weights, bias);
    }

    private static void multiply(float[] row, double temperature) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] * temperature);
        }
    }

    private Foresight foresight() {
        JsonNode stored = trained.path("foresight");
        if (stored.isMissingNode()) {
            return Foresight.NONE;
        }
        List<Long> losses = new ArrayList<>();
        stored.path("microNats").forEach(loss -> losses.add(loss.longValue()));
        return new Foresight(losses, stored.path("items").longValue());
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
