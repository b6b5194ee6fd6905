package dev.labelmill.lambda.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table's real stream, read from its beginning, as the records of a Lambda event. */
public final class Changes {

    private final DynamoDbClient dynamo;
    private final DynamoDbStreamsClient streams;
    private final String table;
    private String arn;

    /** What was read of each shard, and where the next reading of it begins. */
    private final Map<String, ReadShard> read = new LinkedHashMap<>();

    private static final class ReadShard {
        private final List<JsonNode> records = new ArrayList<>();
        private String last;
    }

    Changes(DynamoDbClient dynamo, DynamoDbStreamsClient streams, String table) {
        this.dynamo = dynamo;
        this.streams = streams;
        this.table = table;
    }

    /** All of them since the table was made; only what is new since the last call is read. */
    List<JsonNode> all() {
        return from(0);
    }

    /** Those behind as many as were read before, for who reads often. */
    synchronized List<JsonNode> from(int known) {
        if (arn == null) {
            arn = dynamo.describeTable(b -> b.tableName(table)).table().latestStreamArn();
        }
        for (Shard shard : streams.describeStream(b -> b.streamArn(arn))
                .streamDescription()
                .shards()) {
            goOn(shard.shardId(), read.computeIfAbsent(shard.shardId(), id -> new ReadShard()));
        }
        // Tests spoil them.
        List<JsonNode> copies = new ArrayList<>();
        read.values().stream()
                .flatMap(shard -> shard.records.stream())
                .skip(known)
                .forEach(record -> copies.add(record.deepCopy()));
        return copies;
    }

    private void goOn(String id, ReadShard shard) {
        String next = streams.getShardIterator(b -> b.streamArn(arn)
                        .shardId(id)
                        .shardIteratorType(
                                shard.last == null
                                        ? ShardIteratorType.TRIM_HORIZON
                                        : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(shard.last))
                .shardIterator();
        while (next != null) {
            String iterator = next;
            GetRecordsResponse page = streams.getRecords(b -> b.shardIterator(iterator));
            for (Record record : page.records()) {
                shard.records.add(json(record));
                shard.last = record.dynamodb().sequenceNumber();
            }
            next = page.records().isEmpty() ? null : page.nextShardIterator();
        }
    }

    private static JsonNode json(Record record) {
        ObjectNode json = Json.object()
                .put("eventID", record.eventID())
                .put("eventName", record.eventNameAsString())
                .put("eventSource", "aws:dynamodb");
        ObjectNode change = json.putObject("dynamodb")
                .put("ApproximateCreationDateTime", Stage.START.getEpochSecond())
                .put("SequenceNumber", record.dynamodb().sequenceNumber())
                .put("StreamViewType", "NEW_AND_OLD_IMAGES");
        change.set("Keys", map(record.dynamodb().keys()));
        if (record.dynamodb().hasOldImage()) {
            change.set("OldImage", map(record.dynamodb().oldImage()));
        }
        if (record.dynamodb().hasNewImage()) {
            change.set("NewImage", map(record.dynamodb().newImage()));
        }
        return json;
    }

    /** A row as the stream's JSON has it. */
    public static ObjectNode map(Map<String, AttributeValue> values) {
        ObjectNode json = Json.object();
        values.forEach((name, value) -> json.set(name, value(value)));
        return json;
    }

    /** A value as the stream's JSON has it. */
    public static ObjectNode value(AttributeValue value) {
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
            // DynamoDB Local's streams say nothing where an empty map stands; its table does.
            case UNKNOWN_TO_SDK_VERSION -> json.putObject("M");
            default -> throw new IllegalStateException("no row has an attribute of type " + value.type());
        }
        return json;
    }
}
