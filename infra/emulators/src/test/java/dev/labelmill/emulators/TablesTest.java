package dev.labelmill.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class TablesTest {

    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Emulators.Service.DYNAMODB));
    private static final DynamoDbClient TABLES = Clients.dynamoDb(EMULATORS.dynamoDb());
    private static final DynamoDbStreamsClient STREAMS = Clients.streams(EMULATORS.dynamoDb());

    @BeforeAll
    static void create_table() {
        TABLES.createTable(table -> table.tableName("rows")
                .attributeDefinitions(attribute("pk"), attribute("sk"), attribute("lane"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-lane")
                        .keySchema(key("lane", KeyType.HASH), key("sk", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
    }

    @AfterAll
    static void stop() {
        TABLES.close();
        STREAMS.close();
        EMULATORS.close();
    }

    @Test
    void a_first_write_is_conditional_on_absence() {
        put("first", "1");

        assertThatThrownBy(() -> put("first", "2")).isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(get("first")).containsEntry("value", string("1"));
    }

    @Test
    void a_transaction_writes_all_or_nothing() {
        put("taken", "1");

        assertThatThrownBy(() -> TABLES.transactWriteItems(
                        transaction -> transaction.transactItems(firstWrite("fresh", "1"), firstWrite("taken", "2"))))
                .isInstanceOfSatisfying(
                        TransactionCanceledException.class,
                        cancelled -> assertThat(cancelled.cancellationReasons())
                                .extracting("code")
                                .containsExactly("None", "ConditionalCheckFailed"));
        assertThat(get("fresh")).isEmpty();
    }

    @Test
    void consumed_capacity_is_reported() {
        var put = TABLES.putItem(request -> request.tableName("rows")
                .item(row("metered", "x".repeat(1500)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        var indexed = TABLES.putItem(request -> request.tableName("rows")
                .item(Map.of("pk", string("indexed"), "sk", string("a"), "lane", string("l")))
                .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));

        assertThat(put.consumedCapacity().capacityUnits()).isEqualTo(2.0);
        assertThat(indexed.consumedCapacity().globalSecondaryIndexes()).containsKey("by-lane");
    }

    @Test
    void the_stream_carries_old_and_new_images_in_order() {
        put("streamed", "1");
        TABLES.putItem(request -> request.tableName("rows").item(row("streamed", "2")));
        TABLES.deleteItem(
                request -> request.tableName("rows").key(Map.of("pk", string("streamed"), "sk", string("a"))));

        List<Record> records = stream("streamed");

        assertThat(records)
                .extracting(Record::eventName)
                .containsExactly(OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE);
        assertThat(records.get(1).dynamodb().oldImage()).containsEntry("value", string("1"));
        assertThat(records.get(1).dynamodb().newImage()).containsEntry("value", string("2"));
        assertThat(records.get(2).dynamodb().oldImage()).containsEntry("value", string("2"));
    }

    private static List<Record> stream(String pk) {
        String arn = TABLES.describeTable(request -> request.tableName("rows"))
                .table()
                .latestStreamArn();
        var shards = STREAMS.describeStream(request -> request.streamArn(arn))
                .streamDescription()
                .shards();
        String iterator = STREAMS.getShardIterator(request -> request.streamArn(arn)
                        .shardId(shards.get(0).shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        assertThat(shards).hasSize(1);
        return STREAMS.getRecords(request -> request.shardIterator(iterator)).records().stream()
                .filter(record -> record.dynamodb().keys().get("pk").s().equals(pk))
                .toList();
    }

    private static void put(String pk, String value) {
        TABLES.putItem(request ->
                request.tableName("rows").item(row(pk, value)).conditionExpression("attribute_not_exists(pk)"));
    }

    private static TransactWriteItem firstWrite(String pk, String value) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName("rows").item(row(pk, value)).conditionExpression("attribute_not_exists(pk)"))
                .build();
    }

    private static Map<String, AttributeValue> get(String pk) {
        return TABLES.getItem(request ->
                        request.tableName("rows").consistentRead(true).key(Map.of("pk", string(pk), "sk", string("a"))))
                .item();
    }

    private static Map<String, AttributeValue> row(String pk, String value) {
        return Map.of("pk", string(pk), "sk", string("a"), "value", string(value));
    }

    private static AttributeValue string(String value) {
        return AttributeValue.fromS(value);
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
