package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers of a softmax head in a model file: a list for each class, or an object of those that are not zero. */
public final class WeightRows {

    private WeightRows() {}

    /**
     * One row a class, the parser being at the list's start.
     *
     * @param dimension of the features
     * @throws IllegalArgumentException saying in one sentence what is wrong
     */
    public static float[][] read(JsonParser parser, int classes, int dimension) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, "weights must be a list, one entry a class");
        List<float[]> rows = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(rows.size() < classes, "weights has more entries than there are classes");
            boolean sparse = parser.currentToken() == JsonToken.START_OBJECT;
            rows.add(sparse ? sparse(parser, dimension) : row(parser, dimension));
        }
        require(rows.size() == classes, "weights must have one entry a class");
        return rows.toArray(float[][]::new);
    }

    /**
     * One list of numbers.
     *
     * @param most how many there may be
     * @throws IllegalArgumentException saying in one sentence what is wrong
     */
    public static float[] row(JsonParser parser, int most) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, "weights and bias must be lists of numbers");
        float[] row = new float[most];
        int size = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(size < row.length, "a list of weights is longer than the features");
            row[size++] = parser.getFloatValue();
        }
        return Arrays.copyOf(row, size);
    }

    private static float[] sparse(JsonParser parser, int dimension) throws IOException {
        float[] row = new float[dimension];
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            int bucket = Integer.parseInt(parser.currentName());
            require(bucket >= 0 && bucket < row.length, "weights names bucket " + bucket + ", which does not exist");
            parser.nextToken();
            row[bucket] = parser.getFloatValue();
        }
        return row;
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
