package dev.labelmill.emulators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Calls of a table, drawn at random, so that each client of two can be asked the very same. */
final class DrawnCalls {

    private static final List<String> CONDITIONS = List.of(
            "attribute_not_exists(pk)",
            "attribute_exists(pk)",
            "version = :v",
            "version <> :v",
            "version < :v",
            "version >= :v AND attribute_exists(#n)",
            "attribute_not_exists(pk) OR (attribute_not_exists(w) AND #n = :s AND version < :v)",
            "NOT (version = :v OR #n = :s)",
            "begins_with(#n, :s)",
            "nested.gained = :v",
            "#n > :s AND version <= :v");

    private static final List<String> UPDATES = List.of(
            "SET w = if_not_exists(w, :s)",
            "SET version = version + :v",
            "SET version = if_not_exists(version, :v) - :v, #n = :s",
            "ADD version :v",
            "REMOVE w, #n SET version = :v",
            "SET nested.gained = :v",
            "ADD nested.gained :v REMOVE w");

    private final String table;

    DrawnCalls(String table) {
        this.table = table;
    }

    /** One call, drawn before it is made, so that both clients get the same; its answer as text. */
    Function<DynamoDbClient, String> draw(Random random) {
        Map<String, AttributeValue> key = Map.of("pk", text("p" + random.nextInt(3)), "sk", text(sortKey(random)));
        Call call = new Call(
                table,
                key,
                item(key, random),
                CONDITIONS.get(random.nextInt(CONDITIONS.size())),
                UPDATES.get(random.nextInt(UPDATES.size())),
                Map.of(
                        ":v", AttributeValue.fromN(Integer.toString(random.nextInt(5))),
                        ":s", text("s" + random.nextInt(3))),
                random.nextBoolean());
        Function<DynamoDbClient, String> made = switch (random.nextInt(8)) {
            case 0, 1, 2 -> call::put;
            case 3, 4 -> call::update;
            case 5 -> call::query;
            case 6 -> call::get;
            default -> call::transact;
        };
        return client -> told(() -> made.apply(client));
    }

    /**
     * What calls are made of.
     *
     * @param values of the names with a colon in condition and update
     * @param old    whether the answer tells more, or less
     */
    private record Call(
            String table,
            Map<String, AttributeValue> key,
            Map<String, AttributeValue> item,
            String condition,
            String update,
            Map<String, AttributeValue> values,
            boolean old) {

        String put(DynamoDbClient client) {
            var answer = client.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression(condition)
                    .expressionAttributeNames(named(condition))
                    .expressionAttributeValues(valued(condition, values))
                    .returnValuesOnConditionCheckFailure(
                            old
                                    ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                                    : ReturnValuesOnConditionCheckFailure.NONE)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            return "put " + units(answer.consumedCapacity());
        }

        String update(DynamoDbClient client) {
            var answer = client.updateItem(write -> write.tableName(table)
                    .key(key)
                    .updateExpression(update)
                    .conditionExpression(condition)
                    .expressionAttributeNames(named(condition + update))
                    .expressionAttributeValues(valued(condition + update, values))
                    .returnValues(ReturnValue.ALL_NEW)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            return "updated " + sorted(answer.attributes()) + units(answer.consumedCapacity());
        }

        String query(DynamoDbClient client) {
            var answer = client.query(query -> query.tableName(table)
                    .keyConditionExpression(old ? "pk = :pk" : "pk = :pk AND begins_with(sk, :s)")
                    .expressionAttributeValues(
                            old ? Map.of(":pk", key.get("pk")) : Map.of(":pk", key.get("pk"), ":s", text("k")))
                    .consistentRead(true)
                    .limit(5)
                    .scanIndexForward(item.size() % 2 == 0)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            return "found "
                    + answer.items().stream().map(DrawnCalls::sorted).toList()
                    + answer.count() + sorted(answer.lastEvaluatedKey())
                    // DynamoDB Local charges nothing for finding nothing; the service does.
                    + (answer.count() == 0 ? "" : units(answer.consumedCapacity()));
        }

        String get(DynamoDbClient client) {
            var one = client.getItem(get -> get.tableName(table)
                    .key(key)
                    .consistentRead(old)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            var all = client.batchGetItem(get -> get.requestItems(Map.of(
                    table,
                    KeysAndAttributes.builder()
                            .keys(List.of(key))
                            .consistentRead(true)
                            .build())));
            return "got " + one.hasItem() + sorted(one.item()) + units(one.consumedCapacity())
                    + all.responses().get(table).stream()
                            .map(DrawnCalls::sorted)
                            .toList();
        }

        String transact(DynamoDbClient client) {
            client.transactWriteItems(write -> write.transactItems(
                    TransactWriteItem.builder()
                            .put(put -> put.tableName(table)
                                    .item(item)
                                    .conditionExpression(condition)
                                    .expressionAttributeNames(named(condition))
                                    .expressionAttributeValues(valued(condition, values)))
                            .build(),
                    TransactWriteItem.builder()
                            .delete(delete ->
                                    delete.tableName(table).key(Map.of("pk", text("p9"), "sk", key.get("sk"))))
                            .build()));
            return "transacted";
        }
    }

    /** What came of a call: its answer, or the kind of its failure. */
    private static String told(Supplier<String> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException failed) {
            return "condition failed" + (failed.hasItem() ? sorted(failed.item()) : "");
        } catch (TransactionCanceledException cancelled) {
            return "cancelled"
                    + cancelled.cancellationReasons().stream()
                            .map(r -> r.code())
                            .toList();
        } catch (DynamoDbException invalid) {
            return "invalid " + invalid.awsErrorDetails().errorCode();
        }
    }

    private static String units(ConsumedCapacity consumed) {
        return " " + consumed.capacityUnits();
    }

    /** An item as text, its attributes in the order of their names. */
    static String sorted(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Object::toString)
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> named(String expression) {
        return expression.contains("#n") ? Map.of("#n", "name") : null;
    }

    private static Map<String, AttributeValue> valued(String expression, Map<String, AttributeValue> values) {
        Map<String, AttributeValue> used = new HashMap<>(values);
        used.keySet().removeIf(value -> !expression.contains(value));
        return used.isEmpty() ? null : used;
    }

    private static String sortKey(Random random) {
        return List.of("k1", "k2", "K", "é", "\uffee", "\ud83d\ude00", "z").get(random.nextInt(7));
    }

    private static Map<String, AttributeValue> item(Map<String, AttributeValue> key, Random random) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        item.put(
                "version",
                AttributeValue.fromN(List.of("1", "2.50", "0", "-3", "1e3").get(random.nextInt(5))));
        if (random.nextBoolean()) {
            item.put("name", text("s" + random.nextInt(3) + "é".repeat(random.nextInt(4) * 350)));
        }
        if (random.nextBoolean()) {
            List<AttributeValue> list = new ArrayList<>(List.of(text("x"), AttributeValue.fromBool(true)));
            item.put("list", AttributeValue.fromL(list));
        }
        if (random.nextBoolean()) {
            item.put("nested", AttributeValue.fromM(Map.of("gained", AttributeValue.fromN("1"))));
        }
        if (random.nextInt(3) == 0) {
            item.put("w", text("w"));
        }
        return item;
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
