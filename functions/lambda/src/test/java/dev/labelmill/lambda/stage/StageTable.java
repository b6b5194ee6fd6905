package dev.labelmill.lambda.stage;

import dev.labelmill.emulators.memory.KeysIndex;
import dev.labelmill.emulators.memory.MemoryTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The one table that the functions share, with its index and its stream. */
final class StageTable {

    private StageTable() {}

    /** The table on the server that all stages share. */
    static DynamoDbClient onServer(String name) {
        create(Servers.DYNAMO, name);
        LeftTables.made(name);
        return Servers.DYNAMO;
    }

    /** The table in memory. */
    static DynamoDbClient inMemory(String name) {
        return new MemoryTable(name, new KeysIndex("by-lane", "lane", "rank"));
    }

    private static void create(DynamoDbClient dynamo, String name) {
        dynamo.createTable(table -> table.tableName(name)
                .attributeDefinitions(attribute("pk"), attribute("sk"), attribute("lane"), attribute("rank"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-lane")
                        .keySchema(key("lane", KeyType.HASH), key("rank", KeyType.RANGE))
                        .projection(projection -> projection.projectionType(ProjectionType.KEYS_ONLY))
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)));
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
