package dev.labelmill.lambda.returned;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Fields;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.notify.Rejections;
import dev.labelmill.lambda.objects.ObjectInfo;
import dev.labelmill.lambda.vendor.Mark;
import java.util.Optional;

/**
 * Asks that a returned file be read on.
 *
 * @param etag     the version that was begun; if it is gone there is nothing to do, for what replaced it has its own event
 * @param records  how many records are done
 * @param mark     where they end; empty if the file can only be read from its beginning
 * @param unusable what of them could not be used
 */
record ReturnMessage(String key, String etag, long records, Optional<Mark> mark, Rejections unusable) {

    private static final String RETURNED = "returned";
    private static final String MARK = "mark";
    private static final String UNUSABLE = "unusable";

    /** That a file be read from its beginning. */
    static ReturnMessage all(ObjectInfo object) {
        return new ReturnMessage(object.key(), object.etag(), 0, Optional.empty(), Rejections.ofLabels());
    }

    static boolean is(JsonNode message) {
        return message.path(RETURNED).isObject();
    }

    /** @throws IllegalArgumentException if it is no such message */
    static ReturnMessage read(JsonNode message) {
        Fields fields = Fields.of(message).object(RETURNED);
        return new ReturnMessage(
                fields.string("key"),
                fields.string("etag"),
                fields.whole("records"),
                message.path(RETURNED).has(MARK) ? Optional.of(mark(fields.object(MARK))) : Optional.empty(),
                Rejections.labels(message.path(RETURNED).path(UNUSABLE)));
    }

    private static Mark mark(Fields fields) {
        return new Mark(fields.whole("offset"), fields.whole("line"), fields.string("rest"));
    }

    ObjectNode toJson() {
        ObjectNode message = Json.object();
        ObjectNode returned =
                message.putObject(RETURNED).put("key", key).put("etag", etag).put("records", records);
        mark.ifPresent(place -> returned.putObject(MARK)
                .put("offset", place.offset())
                .put("line", place.line())
                .put("rest", place.rest()));
        returned.set(UNUSABLE, unusable.toJson());
        return message;
    }
}
