package dev.labelmill.lambda.stage;

import dev.labelmill.emulators.memory.KeysIndex;
import dev.labelmill.emulators.memory.MemoryStream;
import dev.labelmill.emulators.memory.MemoryTable;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The one table that the functions share, with its index and its stream.
 *
 * @param streams where its changes are read
 */
record StageTable(DynamoDbClient client, DynamoDbStreamsClient streams) {

    /** The table on the server that all stages share. */
    static StageTable onServer(String name) {
        create(Servers.DYNAMO, name);
        LeftTables.made(name);
        return new StageTable(Servers.DYNAMO, Servers.STREAMS);
    }

    /** The table in memory. */
    static StageTable inMemory(String name) {
        MemoryStream stream = new MemoryStream(name, Clock.systemUTC());
        return new StageTable(new MemoryTable(name, new KeysIndex("by-lane", "lane", "rank"), stream), stream);
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
