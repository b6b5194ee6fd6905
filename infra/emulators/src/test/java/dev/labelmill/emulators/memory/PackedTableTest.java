package dev.labelmill.emulators.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** A table whose items lie outside the heap beside one whose items do not. */
class PackedTableTest {
    private static final String NAME = "t";
    private static final KeysIndex INDEX = new KeysIndex("by-lane", "lane", "rank");

    private final List<String> traffic = new ArrayList<>();
    private final MemoryTable heap = new MemoryTable(NAME, INDEX);
    private final PackedTable packed = new PackedTable(NAME, INDEX, (before, after) -> {}, new Traffic() {
        @Override
        public void written(String key, double units) {
            traffic.add("wrote " + key + " " + units);
        }

        @Override
        public void read(String key, double units) {
            traffic.add("read " + key + " " + units);
        }
    });
    private final Random random = new Random(5);

    @Test
    void both_answer_the_same() {
        for (int step = 0; step < 3_000; step++) {
            Map<String, AttributeValue> item = item();
            boolean onlyNew = random.nextBoolean();
            assertThat(put(packed, item, onlyNew)).isEqualTo(put(heap, item, onlyNew));
            if (random.nextInt(4) == 0) {
                Map<String, AttributeValue> key = Map.of("pk", item().get("pk"), "sk", item().get("sk"));
                List.<DynamoDbClient>of(packed, heap)
                        .forEach(
                                table -> table.deleteItem(b -> b.tableName(NAME).key(key)));
            }
        }
        for (int p = 0; p < 12; p++) {
            assertThat(pages(packed, p, true)).isEqualTo(pages(heap, p, true));
            assertThat(pages(packed, p, false)).isEqualTo(pages(heap, p, false));
        }
        assertThat(lane(packed)).isEqualTo(lane(heap)).isNotEmpty();
    }

    @Test
    void an_entry_that_comes_into_the_index_moves_in_it_or_leaves_it_is_a_write_of_its_lane() {
        Map<String, AttributeValue> key = Map.of("pk", text("p"), "sk", text("s"));
        packed.putItem(b -> b.tableName(NAME).item(with(key, "lane", "l1", "rank", "1")));
        packed.putItem(b -> b.tableName(NAME).item(with(key, "lane", "l1", "rank", "1", "more", "x")));
        packed.putItem(b -> b.tableName(NAME).item(with(key, "lane", "l2", "rank", "1")));
        packed.putItem(b -> b.tableName(NAME).item(key));

        assertThat(traffic)
                .containsExactly(
                        "wrote p 1.0",
                        "wrote l1 1.0",
                        "wrote p 1.0",
                        "wrote p 1.0",
                        "wrote l1 1.0",
                        "wrote l2 1.0",
                        "wrote p 1.0",
                        "wrote l2 1.0");
        assertThat(packed.units().write()).isEqualTo(8);
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> key, String... more) {
        Map<String, AttributeValue> item = new TreeMap<>(key);
        for (int i = 0; i < more.length; i += 2) {
            item.put(more[i], text(more[i + 1]));
        }
        return item;
    }

    private Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new TreeMap<>();
        item.put("pk", text("p" + random.nextInt(12)));
        item.put("sk", text("s" + random.nextInt(100)));
        item.put("n", AttributeValue.fromN(Integer.toString(random.nextInt())));
        item.put("x", text("é".repeat(random.nextInt(300))));
        item.put("y", AttributeValue.fromBool(random.nextBoolean()));
        item.put("z", AttributeValue.fromNul(true));
        item.put("b", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")));
        item.put("l", AttributeValue.fromL(List.of(text("a"), AttributeValue.fromM(Map.of("in", text("b"))))));
        if (random.nextBoolean()) {
            item.put("lane", text("lane" + random.nextInt(2)));
            item.put("rank", text("r" + random.nextInt(50)));
        }
        return item;
    }

    private static boolean put(DynamoDbClient table, Map<String, AttributeValue> item, boolean onlyNew) {
        try {
            table.putItem(
                    b -> b.tableName(NAME).item(item).conditionExpression(onlyNew ? "attribute_not_exists(pk)" : null));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static String pages(DynamoDbClient table, int partition, boolean forward) {
        return table
                .queryPaginator(b -> b.tableName(NAME)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", text("p" + partition)))
                        .scanIndexForward(forward)
                        .limit(7))
                .items()
                .stream()
                .map(item -> new TreeMap<>(item).toString())
                .collect(Collectors.joining("\n"));
    }

    private static String lane(DynamoDbClient table) {
        return table
                .queryPaginator(b -> b.tableName(NAME)
                        .indexName("by-lane")
                        .keyConditionExpression("lane = :lane")
                        .expressionAttributeValues(Map.of(":lane", text("lane1")))
                        .limit(7))
                .items()
                .stream()
                .map(item -> new TreeMap<>(item).toString())
                .collect(Collectors.joining("\n"));
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
