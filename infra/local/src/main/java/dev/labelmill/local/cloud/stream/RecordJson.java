package dev.labelmill.local.cloud.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.local.cloud.wire.Json;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** A stream's record in the form Lambda gives it. */
public final class RecordJson {

    private RecordJson() {}

    /**
     * One record of a batch that a function gets.
     *
     * @param streamArn of the stream it comes from
     */
    public static ObjectNode of(Record record, String streamArn) {
        StreamRecord change = record.dynamodb();
        ObjectNode json = Json.object()
                .put("eventID", record.eventID())
                .put("eventName", record.eventNameAsString())
                .put("eventVersion", "1.1")
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", record.awsRegion());
        ObjectNode dynamodb = json.putObject("dynamodb")
                .put(
                        "ApproximateCreationDateTime",
                        change.approximateCreationDateTime().getEpochSecond());
        dynamodb.set("Keys", map(change.keys()));
        if (change.hasNewImage()) {
            dynamodb.set("NewImage", map(change.newImage()));
        }
        if (change.hasOldImage()) {
            dynamodb.set("OldImage", map(change.oldImage()));
        }
        dynamodb.put("SequenceNumber", change.sequenceNumber())
                .put("SizeBytes", change.sizeBytes())
                .put("StreamViewType", change.streamViewTypeAsString());
        return json.put("eventSourceARN", streamArn);
    }

    private static ObjectNode map(Map<String, AttributeValue> attributes) {
        ObjectNode json = Json.object();
        attributes.forEach((name, value) -> json.set(name, typed(value)));
        return json;
    }

    private static JsonNode typed(AttributeValue value) {
        ObjectNode json = Json.object();
        switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case B -> json.put("B", base64(value.b()));
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case SS -> addAll(json.putArray("SS"), value.ss());
            case NS -> addAll(json.putArray("NS"), value.ns());
            case BS ->
                addAll(
                        json.putArray("BS"),
                        value.bs().stream().map(RecordJson::base64).toList());
            case L -> list(json.putArray("L"), value.l());
            case M -> json.set("M", map(value.m()));
            // DynamoDB Local's streams say nothing where an empty map stands; its table does.
            case UNKNOWN_TO_SDK_VERSION -> json.putObject("M");
            default -> throw new IllegalArgumentException("Unknown attribute type " + value.type());
        }
        return json;
    }

    private static void list(ArrayNode array, List<AttributeValue> values) {
        values.forEach(value -> array.add(typed(value)));
    }

    private static void addAll(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }
}
