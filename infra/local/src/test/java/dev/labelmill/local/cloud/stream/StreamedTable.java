package dev.labelmill.local.cloud.stream;

import dev.labelmill.emulators.Emulators;
import dev.labelmill.local.cloud.AwsClients;
import dev.labelmill.local.cloud.Recorder;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A table with a stream in a DynamoDB Local of its own. */
final class StreamedTable implements AutoCloseable {

    private final Emulators emulators = Emulators.start(Emulators.Options.only(Emulators.Service.DYNAMODB));
    private final DynamoDbClient tables = AwsClients.dynamoDb(emulators.dynamoDb());
    private final DynamoDbStreamsClient streams = AwsClients.streams(emulators.dynamoDb());
    private final String arn;

    StreamedTable() {
        arn = tables.createTable(table -> table.tableName("rows")
                        .attributeDefinitions(attribute("pk"), attribute("sk"))
                        .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .streamSpecification(
                                stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                .tableDescription()
                .latestStreamArn();
    }

    /** A source that gives this table's changes to {@code function}, which is called {@code f}. */
    StreamSource source(Recorder function, StreamSettings settings) {
        return new StreamSource(streams, arn, function.as("f"), settings);
    }

    /** Writes the values from 0 on to each of the keys, by turns. */
    void write(int keys, int values) {
        for (int value = 0; value < values; value++) {
            for (int key = 0; key < keys; key++) {
                put("key" + key, "s", value);
            }
        }
    }

    String streamArn() {
        return arn;
    }

    void put(String pk, String sk, int value) {
        put(Map.of(
                "pk", AttributeValue.fromS(pk),
                "sk", AttributeValue.fromS(sk),
                "value", AttributeValue.fromN(Integer.toString(value))));
    }

    void put(Map<String, AttributeValue> row) {
        tables.putItem(put -> put.tableName("rows").item(row));
    }

    void delete(String pk, String sk) {
        tables.deleteItem(delete ->
                delete.tableName("rows").key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk))));
    }

    @Override
    public void close() {
        tables.close();
        streams.close();
        emulators.close();
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
