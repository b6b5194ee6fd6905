package dev.labelmill.lambda.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.model.World.Change;
import dev.labelmill.lambda.stage.Changes;
import dev.labelmill.lambda.stage.Stage;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes of rows as the stream tells them. */
final class Records {

    private Records() {}

    /**
     * @param old  the row before; null if there was none
     * @param told names the row
     */
    static Change change(
            int shard, int number, Map<String, AttributeValue> old, Map<String, AttributeValue> row, String told) {
        ObjectNode json = Json.object()
                .put("eventID", "event-" + number)
                .put("eventName", old == null ? "INSERT" : "MODIFY")
                .put("eventSource", "aws:dynamodb");
        ObjectNode change = json.putObject("dynamodb")
                .put("ApproximateCreationDateTime", Stage.START.getEpochSecond())
                .put("SequenceNumber", Integer.toString(number))
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        change.putObject("Keys").set("pk", Changes.value(row.get("pk")));
        ((ObjectNode) change.path("Keys")).set("sk", Changes.value(row.get("sk")));
        if (old != null) {
            change.set("OldImage", Changes.map(new TreeMap<>(old)));
        }
        change.set("NewImage", Changes.map(new TreeMap<>(row)));
        return new Change(shard, SharedTable.key(row), json, told);
    }
}
