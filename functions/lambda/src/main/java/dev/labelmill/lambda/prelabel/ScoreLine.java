package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * What pass 1 tells pass 2 about an item.
 *
 * @param offset       of its line in the chunk's object
 * @param length       of its line in bytes
 * @param distribution the labeler's raw distribution over the classes; null without a pre-label
 * @param imported     the confidence of a pre-label that came with the item; null without
 */
record ScoreLine(long offset, int length, String id, double[] distribution, Double imported) {

    /** Enough to keep every bin of the histogram where it was. */
    private static final double ROUNDING = 1e9;

    /** The highest probability, exactly as pass 1 counted it, or what came with the item. */
    OptionalDouble confidence() {
        if (distribution == null) {
            return imported == null ? OptionalDouble.empty() : OptionalDouble.of(imported);
        }
        double best = 0;
        for (double p : distribution) {
            best = Math.max(best, p);
        }
        return OptionalDouble.of(best);
    }

    /** Rounded as it will be written, so that both passes see the very same numbers. */
    static double[] rounded(double[] distribution) {
        double[] rounded = new double[distribution.length];
        for (int k = 0; k < rounded.length; k++) {
            rounded[k] = Math.rint(distribution[k] * ROUNDING) / ROUNDING;
        }
        return rounded;
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("o", offset);
        out.writeNumberField("l", length);
        out.writeStringField("id", id);
        if (distribution != null) {
            out.writeArrayFieldStart("d");
            for (double p : distribution) {
                out.writeNumber(p);
            }
            out.writeEndArray();
        }
        if (imported != null) {
            out.writeNumberField("c", imported);
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }

    static ScoreLine read(String line) throws IOException {
        JsonNode node = Json.MAPPER.readTree(line);
        double[] distribution = null;
        if (node.has("d")) {
            JsonNode array = node.get("d");
            distribution = new double[array.size()];
            for (int k = 0; k < distribution.length; k++) {
                distribution[k] = array.get(k).doubleValue();
            }
        }
        return new ScoreLine(
                node.get("o").longValue(),
                node.get("l").intValue(),
                node.get("id").textValue(),
                distribution,
                node.has("c") ? node.get("c").doubleValue() : null);
    }
}
