package dev.labelmill.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.emulators.memory.KeysIndex;
import dev.labelmill.emulators.memory.MemoryStream;
import dev.labelmill.emulators.memory.MemoryTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The table in memory beside DynamoDB Local: the same calls, the same answers. */
class MemoryTableTest {
    private static final Emulators EMULATORS = Emulators.start(Emulators.Options.only(Emulators.Service.DYNAMODB));
    private static final DynamoDbClient SERVER = Clients.dynamoDb(EMULATORS.dynamoDb());
    private static final DynamoDbStreamsClient SERVERS_STREAMS = Clients.streams(EMULATORS.dynamoDb());
    private static final int CALLS = 500;

    private static int tables;

    private final String name = "compared-" + ++tables;
    private final MemoryStream stream = new MemoryStream(name, Clock.systemUTC());
    private final MemoryTable memory = new MemoryTable(name, new KeysIndex("by-w", "w", "name"), stream);

    @AfterAll
    static void stop() {
        SERVERS_STREAMS.close();
        SERVER.close();
        EMULATORS.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_same_calls_have_the_same_answers_and_leave_the_same_items(long seed) {
        create();
        DrawnCalls calls = new DrawnCalls(name);
        Random random = new Random(seed);
        for (int i = 0; i < CALLS; i++) {
            Function<DynamoDbClient, String> call = calls.draw(random);
            assertThat(call.apply(memory)).as("call %d", i).isEqualTo(call.apply(SERVER));
        }
        assertThat(memory.all())
                .containsExactlyInAnyOrderElementsOf(SERVER.scanPaginator(scan -> scan.tableName(name)).items().stream()
                        .toList());
        assertThat(scanned(memory)).isEqualTo(scanned(SERVER));
        assertThat(changes(memory, stream)).isEqualTo(changes(SERVER, SERVERS_STREAMS));
    }

    /** Each item that a filter holds of, and how many were looked at, page by page. */
    private List<String> scanned(DynamoDbClient client) {
        List<String> found = new ArrayList<>();
        int looked = 0;
        for (ScanResponse page : client.scanPaginator(scan -> scan.tableName(name)
                .filterExpression("begins_with(sk, :k)")
                .expressionAttributeValues(Map.of(":k", text("k")))
                .consistentRead(true)
                .limit(4))) {
            page.items().forEach(item -> found.add(DrawnCalls.sorted(item)));
            looked += page.scannedCount();
        }
        return Stream.concat(found.stream().sorted(), Stream.of("of " + looked)).toList();
    }

    /** Each item's changes in their order, which is all that a stream promises. */
    private Map<String, List<String>> changes(DynamoDbClient client, DynamoDbStreamsClient streams) {
        Map<String, List<String>> changes = new TreeMap<>();
        String arn =
                client.describeTable(table -> table.tableName(name)).table().latestStreamArn();
        for (Shard shard : streams.describeStream(s -> s.streamArn(arn))
                .streamDescription()
                .shards()) {
            String last = null;
            for (Record record : read(streams, arn, shard, ShardIteratorType.TRIM_HORIZON, null)) {
                StreamRecord change = record.dynamodb();
                assertThat(change.sequenceNumber()).isGreaterThan(last == null ? "" : last);
                last = change.sequenceNumber();
                changes.computeIfAbsent(DrawnCalls.sorted(change.keys()), key -> new ArrayList<>())
                        .add(record.eventNameAsString() + change.streamViewTypeAsString()
                                + DrawnCalls.sorted(change.oldImage()) + " -> " + DrawnCalls.sorted(change.newImage()));
            }
            assertThat(read(streams, arn, shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, last))
                    .isEmpty();
            assertThat(read(streams, arn, shard, ShardIteratorType.AT_SEQUENCE_NUMBER, last))
                    .hasSize(1);
        }
        return changes;
    }

    private static List<Record> read(
            DynamoDbStreamsClient streams, String arn, Shard shard, ShardIteratorType from, String sequence) {
        List<Record> records = new ArrayList<>();
        String next = streams.getShardIterator(iterator -> iterator.streamArn(arn)
                        .shardId(shard.shardId())
                        .shardIteratorType(from)
                        .sequenceNumber(sequence))
                .shardIterator();
        while (true) {
            String at = next;
            GetRecordsResponse page =
                    streams.getRecords(get -> get.shardIterator(at).limit(100));
            if (page.records().isEmpty()) {
                return records;
            }
            records.addAll(page.records());
            next = page.nextShardIterator();
        }
    }

    @Test
    void of_many_who_write_on_one_condition_one_succeeds() {
        AtomicInteger written = new AtomicInteger();
        for (int round = 0; round < 50; round++) {
            String sk = "r" + round;
            IntStream.range(0, 64).parallel().forEach(i -> {
                try {
                    memory.putItem(put -> put.tableName(name)
                            .item(Map.of("pk", text("a"), "sk", text(sk)))
                            .conditionExpression("attribute_not_exists(pk)"));
                    written.incrementAndGet();
                } catch (ConditionalCheckFailedException late) {
                    assertThat(late.hasItem()).isFalse();
                }
            });
        }
        assertThat(written).hasValue(50);
        assertThat(memory.units().write()).isEqualTo(50 * 64);
    }

    @Test
    void transactions_that_move_between_two_items_keep_their_sum() {
        for (String sk : List.of("a", "b")) {
            memory.putItem(put -> put.tableName(name)
                    .item(Map.of("pk", text("p-" + sk), "sk", text(sk), "version", AttributeValue.fromN("50"))));
        }
        IntStream.range(0, 500).parallel().forEach(i -> {
            try {
                memory.transactWriteItems(write ->
                        write.transactItems(move(i % 2 == 0 ? "a" : "b", -1), move(i % 2 == 0 ? "b" : "a", 1)));
            } catch (TransactionCanceledException empty) {
                assertThat(empty.cancellationReasons()).hasSize(2);
            }
        });
        assertThat(memory.all().stream()
                        .mapToInt(item -> Integer.parseInt(item.get("version").n()))
                        .sum())
                .isEqualTo(100);
    }

    private TransactWriteItem move(String sk, int by) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(name)
                        .key(Map.of("pk", text("p-" + sk), "sk", text(sk)))
                        .updateExpression("SET version = version + :by")
                        .conditionExpression("version >= :least")
                        .expressionAttributeValues(Map.of(
                                ":by", AttributeValue.fromN(Integer.toString(by)),
                                ":least", AttributeValue.fromN(by < 0 ? "1" : "0"))))
                .build();
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private void create() {
        SERVER.createTable(table -> table.tableName(name)
                .attributeDefinitions(attribute("pk"), attribute("sk"))
                .keySchema(
                        KeySchemaElement.builder()
                                .attributeName("pk")
                                .keyType(KeyType.HASH)
                                .build(),
                        KeySchemaElement.builder()
                                .attributeName("sk")
                                .keyType(KeyType.RANGE)
                                .build())
                .streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
