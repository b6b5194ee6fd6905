package dev.labelmill.lambda.prelabel;

import static dev.labelmill.lambda.prelabel.PaidBatch.ANSWER;
import static dev.labelmill.lambda.prelabel.PaidBatch.NANOS_PER_CALL;
import static dev.labelmill.lambda.prelabel.PaidBatch.SETTINGS;
import static dev.labelmill.lambda.prelabel.PaidBatch.WRITES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Keys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every call that a hosted model was paid for is in the ledger once, whatever becomes of who called. */
class HostedMoneyTest {

    private final PaidBatch paid = new PaidBatch();

    @AfterEach
    void stop() {
        paid.close();
    }

    /** Does something while a call is carried out. */
    private void during(int call, Runnable event) {
        paid.server.answering(request -> {
            if (paid.calls.incrementAndGet() == call) {
                event.run();
            }
            return ANSWER;
        });
    }

    @Test
    void a_message_that_comes_again_while_its_chunk_is_asked_about_calls_nothing() {
        paid.prelabeled.upload(Manifest.of(60), SETTINGS);
        List<JsonNode> messages = paid.stage.drain(paid.stage.prelabelQueue);
        during(50, () -> assertThat(Events.failures(paid.scored(messages))).isZero());

        paid.scored(messages);

        assertThat(paid.server.received()).hasSize(60);
        assertThat(paid.spent()).isEqualTo(paid.calledFor());
        assertThat(paid.prelabeled.sum(Chunk::items)).isEqualTo(60);
    }

    @Test
    void where_a_function_outlived_its_time_what_both_have_paid_is_counted() {
        paid.prelabeled.upload(Manifest.of(60), SETTINGS);
        List<JsonNode> messages = paid.stage.drain(paid.stage.prelabelQueue);
        during(5, () -> {
            paid.stage.now = paid.stage.now.plus(Stage.TIMEOUT);
            paid.scored(messages);
        });

        JsonNode first = paid.scored(messages);

        assertThat(Events.failures(first)).isZero();
        assertThat(paid.server.received()).hasSize(65);
        assertThat(paid.spent()).isEqualTo(paid.calledFor());
        assertThat(paid.prelabeled.sum(Chunk::items)).isEqualTo(60);
    }

    @Test
    void a_batch_that_is_cancelled_while_it_is_asked_about_has_the_money_and_asks_no_more() {
        paid.prelabeled.upload(Manifest.of(150), SETTINGS);
        during(60, () -> paid.prelabeled.flow.upload("batches/b/_CANCEL", ""));

        paid.prelabeled.flow.work();

        assertThat(paid.stage.batches().get("b").orElseThrow().phase()).isEqualTo(Phase.CANCELLED);
        assertThat(paid.server.received()).hasSize(96);
        assertThat(paid.spent()).isEqualTo(paid.calledFor());
        assertThat(inTotals()).isEqualTo(paid.calledFor());
    }

    @Test
    void a_batch_that_fails_has_the_money_of_the_pages_before() {
        paid.prelabeled.upload(Manifest.of(150), SETTINGS);
        paid.server.answering(
                request -> paid.calls.incrementAndGet() <= 60 ? ANSWER : Response.error(403, "AccessDeniedException"));

        Batch batch = paid.prelabeled.run();

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).contains("AccessDeniedException");
        assertThat(paid.spent()).isEqualTo(60 * NANOS_PER_CALL);
        assertThat(inTotals()).isEqualTo(60 * NANOS_PER_CALL);
    }

    /** What reports and metrics read. */
    private long inTotals() {
        paid.stage.services().tally().handle(Events.windowed("shard-1", paid.stage.changes()));
        return paid.stage.tallies().total(Keys.batchTally("b")).get(Names.SPENT + "prelabel.model");
    }

    @Test
    void a_function_that_died_at_any_write_has_left_out_of_the_ledger_one_page_at_most() {
        for (int at = 1; at <= WRITES; at++) {
            for (Crash crash : List.of(Crash.before(at), Crash.after(at))) {
                try (PaidBatch run = new PaidBatch()) {
                    run.runDieing(crash);

                    assertThat(crash.happened()).isTrue();
                    assertThat(run.calledFor() - run.spent())
                            .as("died at write %d", at)
                            .isBetween(0L, HostedPass.PAGE * NANOS_PER_CALL);
                    assertThat(run.server.received()).hasSizeBetween(60, 60 + HostedPass.PAGE);
                    assertThat(run.prelabeled.sum(Chunk::items)).isEqualTo(60);
                }
            }
        }
    }

    @Test
    void a_page_that_takes_longer_than_the_function_may_is_gone_on_with_by_the_next_and_paid_once() {
        paid.prelabeled.upload(Manifest.of(60), SETTINGS);
        paid.server.answering(request -> {
            paid.stage.now = paid.stage.now.plus(Duration.ofSeconds(10));
            return ANSWER;
        });

        JsonNode answer = paid.scored(paid.stage.drain(paid.stage.prelabelQueue));

        assertThat(Events.failures(answer)).isZero();
        assertThat(paid.server.received()).hasSizeBetween(10, 40);
        assertThat(paid.spent()).isEqualTo(paid.calledFor());

        paid.prelabeled.run();

        assertThat(paid.server.received()).hasSize(60);
        assertThat(paid.spent()).isEqualTo(paid.calledFor());
        assertThat(paid.prelabeled.sum(Chunk::items)).isEqualTo(60);
        assertThat(paid.prelabeled.tasks()).allMatch(task -> task.prelabel() != null);
    }
}
