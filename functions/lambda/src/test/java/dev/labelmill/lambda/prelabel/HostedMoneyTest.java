package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.core.tally.Names;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.hosted.ModelServer;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import dev.labelmill.lambda.store.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call that a hosted model was paid for is in the ledger once, whatever becomes of who called. */
class HostedMoneyTest {

    private static final long NANOS_PER_CALL = 1_500;
    private static final Response ANSWER = Response.ok("{\"good\":0.5,\"bad\":0.5}");

    /** That pass 1 does for 60 items before it writes scores: it takes the chunk, charges and stores two pages, and tells that the
     * model is of use. */
    private static final int WRITES = 6;

    /** All items in one chunk, one call at a time; with patience, since a call may last as long as another's whole chunk. */
    private static final String SETTINGS = Manifest.SETTINGS
            .replaceFirst(
                    "(?s)\"prelabel\":\\{.*?\\]\\}",
                    "\"prelabel\":{\"labeler\":\"sagemaker\",\"endpoint\":\"sentiment\",\"attempts\":1,"
                            + "\"concurrency\":1,\"timeoutSeconds\":120,\"price\":{\"perCall\":0.0000015}}")
            .replace("\"chunkBytes\":1024", "\"chunkBytes\":1048576");

    private PrelabeledBatch prelabeled = new PrelabeledBatch();
    private Stage stage = prelabeled.stage;
    private final AtomicInteger calls = new AtomicInteger();
    private final ModelServer server = new ModelServer(request -> ANSWER);

    @BeforeEach
    void allow() {
        stage.models = "{\"sagemaker\":[\"sentiment\"]}";
        stage.modelClients = server.clients();
        prelabeled.flow = new Flow(stage);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Does something while a call is carried out. */
    private void during(int call, Runnable event) {
        server.answering(request -> {
            if (calls.incrementAndGet() == call) {
                event.run();
            }
            return ANSWER;
        });
    }

    private long spent() {
        return prelabeled.chunks().stream()
                .map(Chunk::spent)
                .reduce(Spend.NONE, Spend::plus)
                .byKind()
                .getOrDefault("model", 0L);
    }

    private long calledFor() {
        return server.received().size() * NANOS_PER_CALL;
    }

    private JsonNode scored(List<JsonNode> messages) {
        return stage.services().prelabel().handle(Events.queued(messages));
    }

    @Test
    void a_message_that_comes_again_while_its_chunk_is_asked_about_calls_nothing() {
        prelabeled.upload(Manifest.of(60), SETTINGS);
        List<JsonNode> messages = stage.drain(stage.prelabelQueue);
        during(50, () -> assertThat(Events.failures(scored(messages))).isZero());

        scored(messages);

        assertThat(server.received()).hasSize(60);
        assertThat(spent()).isEqualTo(calledFor());
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(60);
    }

    @Test
    void where_a_function_outlived_its_time_what_both_have_paid_is_counted() {
        prelabeled.upload(Manifest.of(60), SETTINGS);
        List<JsonNode> messages = stage.drain(stage.prelabelQueue);
        during(5, () -> {
            stage.now = stage.now.plus(Stage.TIMEOUT);
            scored(messages);
        });

        JsonNode first = scored(messages);

        assertThat(Events.failures(first)).isZero();
        assertThat(server.received()).hasSize(65);
        assertThat(spent()).isEqualTo(calledFor());
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(60);
    }

    @Test
    void a_batch_that_is_cancelled_while_it_is_asked_about_has_the_money_and_asks_no_more() {
        prelabeled.upload(Manifest.of(150), SETTINGS);
        during(60, () -> prelabeled.flow.upload("batches/b/_CANCEL", ""));

        prelabeled.flow.work();

        assertThat(stage.batches().get("b").orElseThrow().phase()).isEqualTo(Phase.CANCELLED);
        assertThat(server.received()).hasSize(96);
        assertThat(spent()).isEqualTo(calledFor());
        assertThat(inTotals()).isEqualTo(calledFor());
    }

    @Test
    void a_batch_that_fails_has_the_money_of_the_pages_before() {
        prelabeled.upload(Manifest.of(150), SETTINGS);
        server.answering(
                request -> calls.incrementAndGet() <= 60 ? ANSWER : Response.error(403, "AccessDeniedException"));

        Batch batch = prelabeled.run();

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note()).contains("AccessDeniedException");
        assertThat(spent()).isEqualTo(60 * NANOS_PER_CALL);
        assertThat(inTotals()).isEqualTo(60 * NANOS_PER_CALL);
    }

    /** What reports and metrics read. */
    private long inTotals() {
        stage.services().tally().handle(Events.windowed("shard-1", stage.changes()));
        return stage.tallies().total(Keys.batchTally("b")).get(Names.SPENT + "prelabel.model");
    }

    @Test
    void a_model_whose_first_answers_are_all_of_no_use_is_asked_no_more_and_the_note_says_why() {
        server.answering(request -> Response.ok("{\"scores\":[]}"));

        Batch batch = prelabeled.run(Manifest.of(150), SETTINGS);

        assertThat(batch.phase()).isEqualTo(Phase.LABELLING);
        assertThat(batch.note())
                .startsWith(
                        "sagemaker/sentiment gave no usable answer to any of the first 48 items that it was asked"
                                + " about (the endpoint's answer has no probabilities where they should be) and is asked no more, so people label");
        assertThat(server.received()).hasSize(48);
        assertThat(spent()).isEqualTo(calledFor());
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(150);
        assertThat(prelabeled.sum(Chunk::rejected)).isZero();
        assertThat(prelabeled.sum(Chunk::autoAccepted)).isZero();
        assertThat(prelabeled.tasks()).hasSize(150).allMatch(task -> task.prelabel() == null);
    }

    @Test
    void answers_of_no_use_are_counted_over_chunks_that_have_few_items_each() {
        server.answering(request -> Response.ok("<html>"));

        Batch batch = prelabeled.run(Manifest.of(150), SETTINGS.replace("1048576", "1024"));

        assertThat(prelabeled.chunks()).hasSizeGreaterThan(5);
        assertThat(server.received()).hasSizeBetween(ModelTrial.ENOUGH, 2 * ModelTrial.ENOUGH);
        assertThat(batch.note()).contains("(the endpoint's answer is no JSON)");
        assertThat(spent()).isEqualTo(calledFor());
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(150);
    }

    @Test
    void a_model_that_has_given_one_usable_answer_is_asked_on() {
        server.first(ANSWER);
        server.answering(request -> Response.ok("<html>"));

        Batch batch = prelabeled.run(Manifest.of(150), SETTINGS.replace("1048576", "1024"));

        assertThat(server.received()).hasSize(150);
        assertThat(batch.note()).isEmpty();
        assertThat(spent()).isEqualTo(calledFor());
    }

    @Test
    void items_that_the_model_does_not_take_say_nothing_about_its_answers() {
        String bedrock = "\"prelabel\":{\"labeler\":\"bedrock\",\"model\":\"m\",\"instruction\":\"Good?\",\"price\":"
                + "{\"perThousandInputTokens\":0.001,\"perThousandOutputTokens\":0.001}}";
        stage.models = "{\"bedrock\":[\"m\"]}";
        prelabeled.flow = new Flow(stage);
        server.answering(request -> Response.ok("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
                + "{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"give_label\",\"input\":{\"answers\":["
                + "{\"class\":\"good\",\"probability\":0.5},{\"class\":\"bad\",\"probability\":0.5}]}}}]}},"
                + "\"stopReason\":\"tool_use\",\"usage\":{\"inputTokens\":4,\"outputTokens\":3,\"totalTokens\":7}}"));
        Manifest manifest = Manifest.of(0);
        IntStream.range(0, 90).forEach(i -> manifest.item("i" + i, i < HostedPass.PAGE ? " " : "a thing"));

        Batch batch = prelabeled.run(manifest, SETTINGS.replaceFirst("(?s)\"prelabel\":\\{.*?\\}\\}", bedrock));

        assertThat(batch.note()).isEmpty();
        assertThat(server.received()).hasSize(90 - HostedPass.PAGE);
        assertThat(prelabeled.tasks())
                .filteredOn(task -> task.prelabel() != null)
                .hasSize(90 - HostedPass.PAGE);
    }

    @Test
    void an_opinion_that_comes_after_the_model_was_given_up_takes_that_back() {
        prelabeled.upload(Manifest.of(150), SETTINGS.replace("1048576", "1024"));
        List<JsonNode> messages = stage.drain(stage.prelabelQueue);
        messages.sort(Comparator.comparingInt(message -> message.get("chunk").intValue()));
        AtomicBoolean useless = new AtomicBoolean();
        List<String> notes = new ArrayList<>();
        server.answering(request -> {
            if (calls.incrementAndGet() == 1) {
                useless.set(true);
                scored(messages.subList(1, 4));
                useless.set(false);
                notes.add(stage.batches().get("b").orElseThrow().note());
            }
            return useless.get() ? Response.ok("<html>") : ANSWER;
        });

        scored(messages.subList(0, 1));
        scored(messages.subList(4, messages.size()));
        Batch batch = prelabeled.run();

        assertThat(notes).singleElement().asString().contains("is asked no more");
        assertThat(stage.bucket().head(Layout.givenUp("b"))).isPresent();
        assertThat(batch.note()).isEmpty();
        Chunk unasked = prelabeled.chunks().get(3);
        assertThat(server.received()).hasSize(150 - (int) unasked.items());
        assertThat(spent()).isEqualTo(calledFor());
    }

    @Test
    void a_function_that_died_while_it_gave_a_model_up_has_told_why() {
        server.answering(request -> Response.ok("<html>"));
        for (int at = 1; at <= WRITES; at++) {
            for (Crash crash : List.of(Crash.before(at), Crash.after(at))) {
                prelabeled = new PrelabeledBatch();
                stage = prelabeled.stage;
                allow();

                runDieing(crash);

                assertThat(crash.happened()).isTrue();
                assertThat(stage.batches().get("b").orElseThrow().note())
                        .as("died at write %d", at)
                        .contains("is asked no more");
            }
        }
    }

    @Test
    void a_function_that_died_at_any_write_has_left_out_of_the_ledger_one_page_at_most() {
        for (int at = 1; at <= WRITES; at++) {
            for (Crash crash : List.of(Crash.before(at), Crash.after(at))) {
                server.received().clear();
                prelabeled = new PrelabeledBatch();
                stage = prelabeled.stage;
                allow();

                runDieing(crash);

                assertThat(crash.happened()).isTrue();
                assertThat(calledFor() - spent())
                        .as("died at write %d", at)
                        .isBetween(0L, HostedPass.PAGE * NANOS_PER_CALL);
                assertThat(server.received()).hasSizeBetween(60, 60 + HostedPass.PAGE);
                assertThat(prelabeled.sum(Chunk::items)).isEqualTo(60);
            }
        }
    }

    private void runDieing(Crash crash) {
        prelabeled.upload(Manifest.of(60), SETTINGS.replace("\"concurrency\":1", "\"concurrency\":8"));
        prelabeled.flow.dieing(crash);
        prelabeled.run();
    }

    @Test
    void a_page_that_takes_longer_than_the_function_may_is_gone_on_with_by_the_next_and_paid_once() {
        prelabeled.upload(Manifest.of(60), SETTINGS);
        server.answering(request -> {
            stage.now = stage.now.plus(Duration.ofSeconds(10));
            return ANSWER;
        });

        JsonNode answer = scored(stage.drain(stage.prelabelQueue));

        assertThat(Events.failures(answer)).isZero();
        assertThat(server.received()).hasSizeBetween(10, 40);
        assertThat(spent()).isEqualTo(calledFor());

        prelabeled.run();

        assertThat(server.received()).hasSize(60);
        assertThat(spent()).isEqualTo(calledFor());
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(60);
        assertThat(prelabeled.tasks()).allMatch(task -> task.prelabel() != null);
    }
}
