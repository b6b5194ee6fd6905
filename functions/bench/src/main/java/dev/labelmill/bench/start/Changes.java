package dev.labelmill.bench.start;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.cloud.stream.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** What changed in a small table, as its stream tells it, found by looking at all rows. Rows of tallies and budgets are left out. */
final class Changes {

    private static final String ARN =
            "arn:aws:dynamodb:us-east-1:000000000000:table/starts/stream/2026-11-30T00:00:00.000";

    private final DynamoDbClient dynamo;
    private final String table;
    private Map<String, Map<String, AttributeValue>> before = Map.of();
    private long sequence = 1_000_000;

    Changes(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** All rows as they are. */
    List<Map<String, AttributeValue>> rows() {
        return dynamo.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
                .toList();
    }

    /** What is different since the last call. */
    List<JsonNode> next() {
        Map<String, Map<String, AttributeValue>> after = new TreeMap<>();
        for (Map<String, AttributeValue> row : rows()) {
            String pk = row.get("pk").s();
            if (!pk.startsWith("TALLY#") && !pk.startsWith("BUDGET#") && !pk.startsWith("REJECTED#")) {
                after.put(pk + " " + row.get("sk").s(), row);
            }
        }
        List<JsonNode> records = new ArrayList<>();
        after.forEach((key, row) -> {
            if (!row.equals(before.get(key))) {
                records.add(record(before.get(key), row));
            }
        });
        before.forEach((key, row) -> {
            if (!after.containsKey(key)) {
                records.add(record(row, null));
            }
        });
        before = after;
        return records;
    }

    private JsonNode record(Map<String, AttributeValue> old, Map<String, AttributeValue> now) {
        Map<String, AttributeValue> some = now == null ? old : now;
        OperationType type =
                old == null ? OperationType.INSERT : now == null ? OperationType.REMOVE : OperationType.MODIFY;
        StreamRecord.Builder change = StreamRecord.builder()
                .approximateCreationDateTime(Instant.now())
                .keys(Map.of("pk", some.get("pk"), "sk", some.get("sk")))
                .sequenceNumber(Long.toString(++sequence))
                .sizeBytes(1L)
                .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES);
        if (old != null) {
            change.oldImage(old);
        }
        if (now != null) {
            change.newImage(now);
        }
        return RecordJson.of(
                Record.builder()
                        .eventID(Long.toString(sequence))
                        .eventName(type)
                        .awsRegion("us-east-1")
                        .dynamodb(change.build())
                        .build(),
                ARN);
    }
}
