package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.task.Demand;
import dev.labelmill.core.weak.Pattern;
import dev.labelmill.core.weak.PosteriorTable;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What pass 1 tells pass 2 about an item.
 *
 * @param offset       of its line in the chunk's object
 * @param length       of its line in bytes
 * @param distribution the labeler's raw distribution over the classes; null without a pre-label
 * @param imported     the confidence of a pre-label that came with the item; null without
 * @param learning     what a batch that learns in rounds adds; null in others
 * @param pattern      which rules match, where a label model makes the distribution in pass 2; null elsewhere
 * @param upload       where its line lies in the manifest; null where the chunk's object is that
 * @param demand       what it asks of whoever labels it; nothing in one that has a task already
 */
record ScoreLine(
        long offset,
        int length,
        String id,
        double[] distribution,
        Double imported,
        Learning learning,
        Pattern pattern,
        Upload upload,
        Demand demand) {

    /**
     * What the plan of a round decides by.
     *
     * @param score       what a label for the item is worth, by the batch's strategy
     * @param cell        its cell
     * @param calibrates  whether its label judges the head: then it has a task and does not wait
     * @param doubted     an item that people have labelled and that could get one more label; null for one that waits
     */
    record Learning(double score, int cell, boolean calibrates, Doubted doubted) {

        Learning(double score, int cell, boolean calibrates) {
            this(score, cell, calibrates, null);
        }
    }

    /** How its task was when pass 1 looked, see {@link dev.labelmill.core.task.Task#reopen}. */
    record Doubted(int labels, int crowdClaims) {}

    /** Where the line lies that users know. */
    record Upload(long offset, int length) {}

    ScoreLine(long offset, int length, String id, double[] distribution, Double imported, Learning learning) {
        this(offset, length, id, distribution, imported, learning, null, null, Demand.NONE);
    }

    /** The same with what the item asks of whoever labels it. */
    ScoreLine demanding(Demand wanted) {
        return new ScoreLine(offset, length, id, distribution, imported, learning, pattern, upload, wanted);
    }

    /** Where users find the item's line. */
    Upload uploaded() {
        return upload == null ? new Upload(offset, length) : upload;
    }

    /** The same with what the label model makes of the matches; an item that no rule matches has no pre-label. */
    ScoreLine weighed(PosteriorTable model) {
        return pattern == null || pattern.isEmpty()
                ? this
                : new ScoreLine(
                        offset,
                        length,
                        id,
                        rounded(model.posterior(pattern)),
                        imported,
                        learning,
                        pattern,
                        upload,
                        demand);
    }

    /** The same for a later round, which has yet to score it. */
    ScoreLine waiting(boolean calibrates) {
        return new ScoreLine(offset, length, id, null, null, new Learning(0, 0, calibrates)).demanding(demand);
    }

    /** Whether its label judges the head. */
    boolean calibrates() {
        return learning != null && learning.calibrates();
    }

    /** Whether people have labelled it already, and only one more label is in question. */
    boolean isDoubted() {
        return learning != null && learning.doubted() != null;
    }

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
        if (pattern != null) {
            out.writeStringField("r", pattern.toString());
        }
        if (imported != null) {
            out.writeNumberField("c", imported);
        }
        if (upload != null) {
            out.writeNumberField("uo", upload.offset());
            out.writeNumberField("ul", upload.length());
        }
        if (demand.skill().isPresent()) {
            out.writeStringField("ds", demand.skill().get());
        }
        if (demand.tier().isPresent()) {
            out.writeStringField("dt", demand.tier().get());
        }
        if (learning != null) {
            out.writeNumberField("s", learning.score());
            out.writeNumberField("g", learning.cell());
            out.writeBooleanField("k", learning.calibrates());
            if (isDoubted()) {
                out.writeNumberField("n", learning.doubted().labels());
                out.writeNumberField("q", learning.doubted().crowdClaims());
            }
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
                node.has("c") ? node.get("c").doubleValue() : null,
                node.has("k")
                        ? new Learning(
                                node.get("s").doubleValue(),
                                node.get("g").intValue(),
                                node.get("k").booleanValue(),
                                node.has("n")
                                        ? new Doubted(
                                                node.get("n").intValue(),
                                                node.get("q").intValue())
                                        : null)
                        : null,
                node.has("r") ? Pattern.parse(node.get("r").textValue()) : null,
                node.has("uo")
                        ? new Upload(node.get("uo").longValue(), node.get("ul").intValue())
                        : null,
                demand(node));
    }

    private static Demand demand(JsonNode node) {
        return node.has("ds") || node.has("dt") ? new Demand(text(node, "ds"), text(node, "dt")) : Demand.NONE;
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).map(JsonNode::textValue);
    }
}
