package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a hosted model has answered of some items, and what that cost: kept, so that a pass that is repeated does not pay
 * twice. A line {@code {"picos": …}} and one for each item: {@code {"o": offset, "d": [distribution]}}, with {@code "why"}
 * in place of the distribution where people label the item, and {@code "bad"} where its content cannot be read.
 */
final class AnswerPage {

    private final Bucket bucket;
    private final String key;
    private final Map<Long, Reading> readings = new TreeMap<>();
    private long picos;

    /**
     * What is known of one item; one of three.
     *
     * @param distribution by the model, or null
     * @param why          it has none, or null
     * @param unreadable   what is wrong with the item's content, or null
     */
    record Reading(double[] distribution, String why, String unreadable) {}

    /** The page as it is stored; empty if it is not yet. */
    AnswerPage(Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
        Optional<byte[]> stored = bucket.read(key);
        if (stored.isPresent()) {
            Iterator<String> lines =
                    new String(stored.get(), StandardCharsets.UTF_8).lines().iterator();
            picos = parsed(lines.next()).get("picos").longValue();
            lines.forEachRemaining(line -> read(parsed(line)));
        }
    }

    private static JsonNode parsed(String line) {
        return Json.parse(line.getBytes(StandardCharsets.UTF_8));
    }

    private void read(JsonNode line) {
        double[] distribution = line.has("d")
                ? line.get("d").valueStream().mapToDouble(JsonNode::doubleValue).toArray()
                : null;
        readings.put(
                line.get("o").longValue(),
                new Reading(
                        distribution,
                        line.path("why").textValue(),
                        line.path("bad").textValue()));
    }

    Map<Long, Reading> readings() {
        return readings;
    }

    /** All that was paid for it, in picodollars. */
    long picos() {
        return picos;
    }

    void add(long offset, Reading reading) {
        readings.put(offset, reading);
    }

    void paid(long more) {
        picos += more;
    }

    void store() {
        StringBuilder lines = new StringBuilder(Json.write(Json.object().put("picos", picos))).append('\n');
        readings.forEach((offset, reading) -> {
            ObjectNode line = Json.object().put("o", offset);
            if (reading.distribution() != null) {
                ArrayNode numbers = line.putArray("d");
                for (double p : reading.distribution()) {
                    numbers.add(p);
                }
            }
            if (reading.why() != null) {
                line.put("why", reading.why());
            }
            if (reading.unreadable() != null) {
                line.put("bad", reading.unreadable());
            }
            lines.append(Json.write(line)).append('\n');
        });
        bucket.put(key, "application/x-ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
    }
}
