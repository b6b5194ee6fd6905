package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a hosted model has answered of some items: kept, so that a pass that is repeated does not pay twice. What that cost is
 * on the chunk's row. A line for each item: {@code {"o": offset, "d": [distribution]}}, with {@code "why"} in place of the
 * distribution where people label the item ({@code "useless": true} beside it where the model was asked and answered), and
 * {@code "bad"} where its content cannot be read.
 */
final class AnswerPage {

    private final Bucket bucket;
    private final String key;
    private final Map<Long, Reading> readings = new TreeMap<>();
    private String etag;

    /**
     * What is known of one item; one of three.
     *
     * @param distribution by the model, or null
     * @param why          it has none, or null
     * @param unreadable   what is wrong with the item's content, or null
     * @param useless      whether it has none though the model was asked and answered
     */
    record Reading(double[] distribution, String why, String unreadable, boolean useless) {}

    /** The page as it is stored; empty if it is not yet. */
    AnswerPage(Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
        look();
    }

    /** What is stored goes before what is only known here: both were paid, and others may have read the first. */
    private void look() {
        Optional<Bucket.Seen> stored = bucket.see(key);
        etag = stored.map(Bucket.Seen::etag).orElse(null);
        stored.ifPresent(page -> new String(page.content(), StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> read(Json.parse(line.getBytes(StandardCharsets.UTF_8)))));
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
                        line.path("bad").textValue(),
                        line.path("useless").booleanValue()));
    }

    Map<Long, Reading> readings() {
        return readings;
    }

    void add(long offset, Reading reading) {
        readings.put(offset, reading);
    }

    /** Stores it together with what others have stored of it meanwhile. */
    void store() {
        while (!bucket.put(key, "application/x-ndjson", written(), etag)) {
            look();
        }
    }

    private byte[] written() {
        StringBuilder lines = new StringBuilder();
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
            if (reading.useless()) {
                line.put("useless", true);
            }
            if (reading.unreadable() != null) {
                line.put("bad", reading.unreadable());
            }
            lines.append(Json.write(line)).append('\n');
        });
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
