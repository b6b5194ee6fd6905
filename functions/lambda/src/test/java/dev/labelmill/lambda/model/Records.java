package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.model.World.Change;
import dev.labelmill.lambda.stage.Stage;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes of rows as the stream tells them. */
final class Records {

    private Records() {}

    /** @param old the row before; null if there was none */
    static Change change(int shard, int number, Map<String, AttributeValue> old, Map<String, AttributeValue> row) {
        ObjectNode json = Json.object()
                .put("eventID", "event-" + number)
                .put("eventName", old == null ? "INSERT" : "MODIFY")
                .put("eventSource", "aws:dynamodb");
        ObjectNode change = json.putObject("dynamodb")
                .put("ApproximateCreationDateTime", Stage.START.getEpochSecond())
                .put("SequenceNumber", Integer.toString(number))
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        change.putObject("Keys").set("pk", value(row.get("pk")));
        ((ObjectNode) change.path("Keys")).set("sk", value(row.get("sk")));
        if (old != null) {
            change.set("OldImage", map(old));
        }
        change.set("NewImage", map(row));
        return new Change(shard, SharedTable.key(row), json, World.text(row));
    }

    private static ObjectNode map(Map<String, AttributeValue> values) {
        ObjectNode json = Json.object();
        new TreeMap<>(values).forEach((name, value) -> json.set(name, value(value)));
        return json;
    }

    private static ObjectNode value(AttributeValue value) {
        ObjectNode json = Json.object();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case M -> json.set("M", map(value.m()));
            case L -> {
                ArrayNode list = json.putArray("L");
                value.l().forEach(element -> list.add(value(element)));
            }
            default -> throw new IllegalStateException("no row has an attribute of type " + value.type());
        }
        return json;
    }
}
