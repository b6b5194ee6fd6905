package dev.labelmill.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.emulators.memory.KeysIndex;
import dev.labelmill.emulators.memory.MemoryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The index in memory beside DynamoDB Local's. */
class MemoryIndexTest {
    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Emulators.Service.DYNAMODB));
    private static final DynamoDbClient SERVER = Clients.dynamoDb(EMULATORS.dynamoDb());
    private static final String NAME = "indexed";

    @AfterAll
    static void stop() {
        SERVER.close();
        EMULATORS.close();
    }

    @Test
    void an_index_gives_the_same_keys_page_by_page_from_any_place() {
        create();
        DynamoDbClient memory = new MemoryTable(NAME, new KeysIndex("by-lane", "lane", "rank"));
        for (DynamoDbClient client : List.of(SERVER, memory)) {
            IntStream.range(0, 40)
                    .forEach(i -> client.putItem(put -> put.tableName(NAME)
                            .item(i % 5 == 0 ? Map.of("pk", text("p" + i), "sk", text("s")) : item(i))));
        }
        Map<String, AttributeValue> gone =
                Map.of("pk", text("nobody"), "sk", text("s"), "lane", text("even"), "rank", text("r-44"));

        assertThat(pages(memory, Map.of())).isEqualTo(pages(SERVER, Map.of())).hasSizeGreaterThan(3);
        assertThat(pages(memory, gone)).isEqualTo(pages(SERVER, gone)).isNotEmpty();
        assertThat(pages(memory, gone)).isNotEqualTo(pages(memory, Map.of()));
    }

    private static Map<String, AttributeValue> item(int i) {
        return Map.of(
                "pk",
                text("p" + i),
                "sk",
                text("s"),
                "lane",
                text(i % 2 == 0 ? "even" : "odd"),
                "rank",
                text("r-" + (99 - 2 * i)),
                "more",
                text("not projected"));
    }

    private static List<String> pages(DynamoDbClient client, Map<String, AttributeValue> from) {
        List<String> pages = new ArrayList<>();
        Map<String, AttributeValue> start = from;
        do {
            Map<String, AttributeValue> behind = start;
            QueryResponse page = client.query(query -> query.tableName(NAME)
                    .indexName("by-lane")
                    .keyConditionExpression("lane = :lane AND #rank < :rank")
                    .expressionAttributeNames(Map.of("#rank", "rank"))
                    .expressionAttributeValues(Map.of(":lane", text("even"), ":rank", text("r-80")))
                    .exclusiveStartKey(behind.isEmpty() ? null : behind)
                    .limit(3));
            pages.add(page.items().stream().map(MemoryIndexTest::told).toList() + " " + told(page.lastEvaluatedKey()));
            start = page.lastEvaluatedKey();
        } while (!start.isEmpty());
        return pages;
    }

    private static String told(Map<String, AttributeValue> keys) {
        return new TreeMap<>(keys).toString();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static void create() {
        SERVER.createTable(table -> table.tableName(NAME)
                .attributeDefinitions(List.of("pk", "sk", "lane", "rank").stream()
                        .map(key -> AttributeDefinition.builder()
                                .attributeName(key)
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .toList())
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by-lane")
                        .keySchema(key("lane", KeyType.HASH), key("rank", KeyType.RANGE))
                        .projection(projection -> projection.projectionType("KEYS_ONLY"))
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
