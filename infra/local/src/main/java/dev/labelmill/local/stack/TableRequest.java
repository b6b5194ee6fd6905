package dev.labelmill.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The request that makes the template's table. */
final class TableRequest {

    private TableRequest() {}

    /** @param name of the table, in place of the deployed one's */
    static CreateTableRequest of(Resource table, String name) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(table.text("/BillingMode"))
                .attributeDefinitions(attributes(table))
                .keySchema(keys(table.at("/KeySchema")))
                .globalSecondaryIndexes(indexes(table))
                .streamSpecification(stream ->
                        stream.streamEnabled(true).streamViewType(table.text("/StreamSpecification/StreamViewType")))
                .build();
    }

    private static List<AttributeDefinition> attributes(Resource table) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        for (JsonNode attribute : table.at("/AttributeDefinitions")) {
            attributes.add(AttributeDefinition.builder()
                    .attributeName(attribute.path("AttributeName").asText())
                    .attributeType(attribute.path("AttributeType").asText())
                    .build());
        }
        return attributes;
    }

    private static List<GlobalSecondaryIndex> indexes(Resource table) {
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        for (JsonNode index : table.at("/GlobalSecondaryIndexes")) {
            indexes.add(GlobalSecondaryIndex.builder()
                    .indexName(index.path("IndexName").asText())
                    .keySchema(keys(index.path("KeySchema")))
                    .projection(projection -> projection.projectionType(
                            index.at("/Projection/ProjectionType").asText()))
                    .build());
        }
        return indexes;
    }

    private static List<KeySchemaElement> keys(JsonNode schema) {
        List<KeySchemaElement> keys = new ArrayList<>();
        for (JsonNode key : schema) {
            keys.add(KeySchemaElement.builder()
                    .attributeName(key.path("AttributeName").asText())
                    .keyType(key.path("KeyType").asText())
                    .build());
        }
        return keys;
    }
}
