package dev.labelmill.lambda.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One change of a row, as the table's stream tells it.
 *
 * @param id       its sequence number as the stream writes it, which answers must repeat
 * @param sequence the same as a number, to compare by: strings of it differ in length
 * @param created  when it was made, to the second
 * @param before   the row before; empty if it is new
 * @param after    the row after; empty if it was deleted
 */
public record StreamRecord(String id, BigInteger sequence, Instant created, Optional<Row> before, Optional<Row> after) {

    /** The changes of a stream event, in order. */
    public static List<StreamRecord> of(JsonNode event) {
        List<StreamRecord> records = new ArrayList<>();
        for (JsonNode record : event.path("Records")) {
            JsonNode change = record.path("dynamodb");
            String id = change.path("SequenceNumber").asText();
            records.add(new StreamRecord(
                    id,
                    new BigInteger(id),
                    Instant.ofEpochSecond(
                            change.path("ApproximateCreationDateTime").asLong()),
                    image(change.path("OldImage")),
                    image(change.path("NewImage"))));
        }
        return records;
    }

    /** The row's partition key. */
    public String pk() {
        return after.or(() -> before).orElseThrow().pk();
    }

    /** The row's sort key. */
    public String sk() {
        return after.or(() -> before).orElseThrow().sk();
    }

    private static Optional<Row> image(JsonNode image) {
        return image.isObject() && !image.isEmpty() ? Optional.of(Row.of(map(image))) : Optional.empty();
    }

    private static Map<String, AttributeValue> map(JsonNode node) {
        Map<String, AttributeValue> values = new HashMap<>();
        node.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    private static AttributeValue value(JsonNode node) {
        Map.Entry<String, JsonNode> typed = node.properties().iterator().next();
        JsonNode content = typed.getValue();
        return switch (typed.getKey()) {
            case "S" -> AttributeValue.fromS(content.asText());
            case "N" -> AttributeValue.fromN(content.asText());
            case "BOOL" -> AttributeValue.fromBool(content.asBoolean());
            case "NULL" -> AttributeValue.fromNul(true);
            case "M" -> AttributeValue.fromM(map(content));
            case "L" -> {
                List<AttributeValue> list = new ArrayList<>();
                content.forEach(element -> list.add(value(element)));
                yield AttributeValue.fromL(list);
            }
            default -> throw new IllegalStateException("no row has an attribute of type " + typed.getKey());
        };
    }
}
