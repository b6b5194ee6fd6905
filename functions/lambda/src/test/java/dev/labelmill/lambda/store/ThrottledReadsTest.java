package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.stage.Stage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads of many rows of which DynamoDB, being throttled, answers a part at a time. */
class ThrottledReadsTest {

    private static final int ROWS = 60;

    private final Stage stage = Stage.onServers();
    private final List<Integer> pauses = new ArrayList<>();
    private int requests;

    @BeforeEach
    void rows() {
        IntStream.range(0, ROWS).forEach(i -> stage.table().insert(Row.at("p" + i, "s")));
    }

    private List<Row> readAll(IntUnaryOperator answered) {
        Table table = new Table(throttled(answered), stage.name, pauses::add);
        Collection<Map<String, AttributeValue>> keys =
                IntStream.range(0, ROWS).mapToObj(i -> Keys.of("p" + i, "s")).toList();
        return table.getAll(keys);
    }

    /** A client that reads as many of the n-th request's rows as it is told, n from 1, and leaves the others. */
    private DynamoDbClient throttled(IntUnaryOperator answered) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> {
                    assertThat(method.getName()).isEqualTo("batchGetItem");
                    BatchGetItemRequest.Builder request = BatchGetItemRequest.builder();
                    @SuppressWarnings("unchecked")
                    Consumer<BatchGetItemRequest.Builder> fill = (Consumer<BatchGetItemRequest.Builder>) args[0];
                    fill.accept(request);
                    return answer(request.build(), answered.applyAsInt(++requests));
                });
    }

    private BatchGetItemResponse answer(BatchGetItemRequest request, int answered) {
        KeysAndAttributes asked = request.requestItems().get(stage.name);
        int read = Math.min(answered, asked.keys().size());
        List<Map<String, AttributeValue>> rows = read == 0
                ? List.of()
                : stage.dynamo
                        .batchGetItem(b -> b.requestItems(Map.of(
                                stage.name,
                                asked.toBuilder()
                                        .keys(asked.keys().subList(0, read))
                                        .build())))
                        .responses()
                        .get(stage.name);
        List<Map<String, AttributeValue>> left =
                asked.keys().subList(read, asked.keys().size());
        return BatchGetItemResponse.builder()
                .responses(Map.of(stage.name, rows))
                .unprocessedKeys(
                        left.isEmpty()
                                ? Map.of()
                                : Map.of(
                                        stage.name, asked.toBuilder().keys(left).build()))
                .build();
    }

    @Test
    void what_is_left_is_asked_for_again_after_a_pause_each_time() {
        List<Row> rows = readAll(request -> 25);

        assertThat(rows).extracting(Row::pk).doesNotHaveDuplicates().hasSize(ROWS);
        assertThat(requests).isEqualTo(3);
        assertThat(pauses).containsExactly(0, 0);
    }

    @Test
    void pauses_grow_with_each_request_that_brings_nothing_and_shrink_when_one_does() {
        List<Row> rows = readAll(request -> request % 4 == 0 ? 40 : 0);

        assertThat(rows).hasSize(ROWS);
        assertThat(pauses).containsExactly(1, 2, 3, 0, 1, 2, 3);
    }

    @Test
    void a_table_that_answers_nothing_is_given_up_so_that_the_caller_comes_again_later() {
        assertThatThrownBy(() -> readAll(request -> 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("throttled");

        assertThat(requests).isEqualTo(Table.MAX_FRUITLESS);
    }

    @Test
    void waits_double_up_to_a_limit() {
        assertThat(IntStream.range(0, 9).mapToLong(Backoff::limit))
                .containsExactly(25L, 50L, 100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
        assertThat(Backoff.limit(Integer.MAX_VALUE)).isEqualTo(2000);
    }
}
