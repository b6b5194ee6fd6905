package dev.labelmill.lambda.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.cost.Kind;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.stage.Samples;
import dev.labelmill.lambda.stage.Stage;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The network loses the answer of the first write, and the SDK sends it again. */
class LostAnswerTest {

    private final Stage stage = Stage.onServers();

    /** Loses the first write's answer, or the write itself. */
    private static final class Loss implements ExecutionInterceptor {
        private final AtomicInteger writes = new AtomicInteger();
        private final Runnable insteadOfTheWrite;

        Loss(Runnable insteadOfTheWrite) {
            this.insteadOfTheWrite = insteadOfTheWrite;
        }

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (insteadOfTheWrite != null && isFirstWrite(context)) {
                insteadOfTheWrite.run();
                throw RetryableException.create("the request was lost");
            }
        }

        @Override
        public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
            if (insteadOfTheWrite == null && isFirstWrite(context)) {
                throw RetryableException.create("the answer was lost");
            }
        }

        private boolean isFirstWrite(Context.BeforeExecution context) {
            boolean write =
                    context.request() instanceof PutItemRequest || context.request() instanceof UpdateItemRequest;
            return write && writes.incrementAndGet() == 1;
        }
    }

    private Table tableThatLoses(Runnable insteadOfTheWrite) {
        return stage.watchedTable(new Loss(insteadOfTheWrite));
    }

    private Batch batch() {
        stage.batches().insert(Samples.received("b", Samples.SETTINGS));
        return stage.batches().get("b").orElseThrow();
    }

    @Test
    void a_write_that_took_effect_is_known_as_ones_own() {
        Batch before = batch();

        assertThat(new BatchStore(tableThatLoses(null))
                        .replace(before, before.spend(Spend.of("score", Kind.LAMBDA, 7))))
                .isTrue();

        assertThat(stage.batches().get("b").orElseThrow().spent().total()).isEqualTo(7);
    }

    @Test
    void what_somebody_else_wrote_meanwhile_is_not() {
        Batch before = batch();
        Runnable other = () -> stage.batches().replace(before, before.spend(Spend.of("score", Kind.LAMBDA, 5)));

        assertThat(new BatchStore(tableThatLoses(other))
                        .replace(before, before.spend(Spend.of("score", Kind.LAMBDA, 7))))
                .isFalse();

        assertThat(stage.batches().get("b").orElseThrow().spent().total()).isEqualTo(5);
    }

    @Test
    void nor_is_the_very_same_row_from_somebody_else_for_each_has_spent_its_own_money() {
        Batch before = batch();
        Runnable other = () -> stage.batches().replace(before, before.spend(Spend.of("score", Kind.LAMBDA, 7)));

        assertThat(new BatchStore(tableThatLoses(other))
                        .replace(before, before.spend(Spend.of("score", Kind.LAMBDA, 7))))
                .isFalse();
    }

    @Test
    void nor_are_the_very_same_counters_from_somebody_else() {
        Counters one = new Counters().add("items", 1);
        Runnable other = () ->
                stage.tallies().add(Keys.batchTally("b"), "shard", Optional.empty(), BigInteger.TEN, one, Stage.START);
        TallyStore tallies = new TallyStore(tableThatLoses(other));

        assertThat(tallies.add(Keys.batchTally("b"), "shard", Optional.empty(), BigInteger.TEN, one, Stage.START))
                .isEmpty();
    }

    @Test
    void counters_are_added_once_and_known_as_added() {
        TallyStore tallies = new TallyStore(tableThatLoses(null));
        Counters one = new Counters().add("items", 1);

        assertThat(tallies.add(Keys.batchTally("b"), "shard", Optional.empty(), BigInteger.TEN, one, Stage.START))
                .contains(one);

        assertThat(stage.tallies().total(Keys.batchTally("b")).get("items")).isEqualTo(1);
    }
}
