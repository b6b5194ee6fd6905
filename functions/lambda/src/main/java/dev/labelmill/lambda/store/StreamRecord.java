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
 * One change of a row, as the table's stream tells it. The images are read when they are asked for, so
 * that one that cannot be read is its own record's trouble alone.
 *
 * @param id       its sequence number as the stream writes it, which answers must repeat
 * @param sequence the same as a number, to compare by: strings of it differ in length
 * @param created  when it was made, to the second
 * @param pk       the row's partition key
 * @param sk       the row's sort key
 */
public record StreamRecord(
        String id, BigInteger sequence, Instant created, String pk, String sk, JsonNode oldImage, JsonNode newImage) {

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
                    text(change.path("Keys"), Keys.PK),
                    text(change.path("Keys"), Keys.SK),
                    change.path("OldImage"),
                    change.path("NewImage")));
        }
        return records;
    }

    /** Whether there is a row after the change. */
    public boolean leavesRow() {
        return isRow(newImage);
    }

    /** The row before; empty if it is new. @throws UnreadableRow if it has an attribute that no row has */
    public Optional<Row> before() {
        return image(oldImage);
    }

    /** The row after; empty if it was deleted. @throws UnreadableRow if it has an attribute that no row has */
    public Optional<Row> after() {
        return image(newImage);
    }

    /** The batch that the row belongs to, as far as its key or, of a dispatch, an image tells. */
    public Optional<String> batch() {
        if (pk.startsWith(Keys.DISPATCH)) {
            return Optional.of(text(leavesRow() ? newImage : oldImage, "batch")).filter(name -> !name.isEmpty());
        }
        return pk.startsWith(Keys.TASK) || pk.startsWith(Keys.BATCH)
                ? Optional.of(pk.split("#", 3)[1])
                : Optional.empty();
    }

    private static String text(JsonNode image, String attribute) {
        return image.path(attribute).path("S").asText();
    }

    private static boolean isRow(JsonNode image) {
        return image.isObject() && !image.isEmpty();
    }

    private Optional<Row> image(JsonNode image) {
        if (!isRow(image)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Row.of(map(image)));
        } catch (RuntimeException e) {
            throw new UnreadableRow(pk, sk, e);
        }
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
