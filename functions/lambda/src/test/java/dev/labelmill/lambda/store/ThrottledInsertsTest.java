package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.labelmill.lambda.stage.Calls;
import dev.labelmill.lambda.stage.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** A batch that is routed into a young table, which takes in less at first than calls of {@code prelabel} side by side bring. */
class ThrottledInsertsTest {

    private final Stage stage = Stage.inMemory();
    private final List<Integer> pauses = new ArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();

    private Table refusing(int first, String code) {
        Calls calls = new Calls(call -> {
            if (attempts.incrementAndGet() <= first) {
                throw refusal(code);
            }
        });
        return new Table(calls.around(stage.dynamo), stage.name, pauses::add);
    }

    private static DynamoDbException refusal(String code) {
        return (DynamoDbException) ProvisionedThroughputExceededException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .message("not now")
                .build();
    }

    @Test
    void a_row_waits_until_the_table_takes_it_in() {
        Table table = refusing(30, "ProvisionedThroughputExceededException");

        assertThat(table.insertInBulk(Row.at("p", "s"))).isTrue();

        assertThat(stage.table().get("p", "s")).isPresent();
        assertThat(pauses).hasSize(30).startsWith(0, 1, 2);
        assertThat(table.insertInBulk(Row.at("p", "s"))).as("it is there").isFalse();
    }

    @Test
    void a_table_that_takes_nothing_for_minutes_fails_the_call_which_comes_again() {
        Table table = refusing(Integer.MAX_VALUE, "ThrottlingException");

        assertThatThrownBy(() -> table.insertInBulk(Row.at("p", "s")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("throttled");

        assertThat(pauses).hasSize(Table.MAX_FRUITLESS_WRITES);
    }

    @Test
    void what_no_waiting_helps_fails_at_once() {
        Table table = refusing(1, "AccessDeniedException");

        assertThatThrownBy(() -> table.insertInBulk(Row.at("p", "s"))).isInstanceOf(DynamoDbException.class);

        assertThat(pauses).isEmpty();
    }
}
