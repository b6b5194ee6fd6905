package dev.labelmill.lambda.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.payload.Errand;
import java.time.Instant;
import java.util.Optional;

/**
 * Something to be fetched from a vendor, and how often it was in vain so far.
 *
 * @param tries how many have failed
 * @param since when the first failed; empty before that
 * @param looks how often the vendor did not have it
 * @param notBefore until when the vendor asked to be left alone; empty if it may be asked at once
 */
public record ErrandMessage(
        String vendor, Errand errand, int tries, Optional<Instant> since, int looks, Optional<Instant> notBefore) {

    /** One that nobody has tried yet. */
    public ErrandMessage(String vendor, Errand errand) {
        this(vendor, errand, 0, Optional.empty(), 0, Optional.empty());
    }

    /** The same after a try in vain, not to be tried again before a time. */
    public ErrandMessage triedInVain(Instant at, Instant again) {
        return new ErrandMessage(vendor, errand, tries + 1, Optional.of(since.orElse(at)), looks, Optional.of(again));
    }

    /** The same, not to be tried before a time, since the vendor is known not to answer. */
    public ErrandMessage held(Instant until) {
        return new ErrandMessage(vendor, errand, tries, since, looks, Optional.of(until));
    }

    /** The same after the vendor did not have it, not to be looked for again before a time. */
    public ErrandMessage missed(Instant again) {
        return new ErrandMessage(vendor, errand, tries, since, looks + 1, Optional.of(again));
    }

    /** The message as it is sent; times in seconds since 1970. */
    public ObjectNode toJson() {
        ObjectNode message = Json.object()
                .put("vendor", vendor)
                .put("kind", errand.kind())
                .put("id", errand.id())
                .put("delivery", errand.delivery());
        if (tries > 0) {
            message.put("tries", tries);
        }
        if (looks > 0) {
            message.put("looks", looks);
        }
        since.ifPresent(time -> message.put("since", time.getEpochSecond()));
        notBefore.ifPresent(time -> message.put("notBefore", time.getEpochSecond()));
        return message;
    }

    /** @throws IllegalArgumentException if it is no such message */
    public static ErrandMessage read(JsonNode message) {
        Fields fields = Fields.of(message);
        return new ErrandMessage(
                fields.string("vendor"),
                new Errand(fields.string("kind"), fields.string("id"), fields.string("delivery")),
                message.path("tries").asInt(),
                time(message.path("since")),
                message.path("looks").asInt(),
                time(message.path("notBefore")));
    }

    private static Optional<Instant> time(JsonNode seconds) {
        return seconds.canConvertToLong() ? Optional.of(Instant.ofEpochSecond(seconds.asLong())) : Optional.empty();
    }
}
