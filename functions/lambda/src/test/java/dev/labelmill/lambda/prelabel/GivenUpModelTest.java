package dev.labelmill.lambda.prelabel;

import static dev.labelmill.lambda.prelabel.PaidBatch.ANSWER;
import static dev.labelmill.lambda.prelabel.PaidBatch.SETTINGS;
import static dev.labelmill.lambda.prelabel.PaidBatch.WRITES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.objects.Layout;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import dev.labelmill.lambda.stage.Crash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model whose answers are of no use is asked no more, is paid for what it was asked, and the batch says why. */
class GivenUpModelTest {

    private final PaidBatch paid = new PaidBatch();

    @AfterEach
    void stop() {
        paid.close();
    }

    @Test
    void a_model_whose_first_answers_are_all_of_no_use_is_asked_no_more_and_the_note_says_why() {
        paid.server.answering(request -> Response.ok("{\"scores\":[]}"));

        Batch batch = paid.prelabeled.run(Manifest.of(150), SETTINGS);

        assertThat(batch.phase()).isEqualTo(Phase.LABELLING);
        assertThat(batch.note())
                .startsWith(
                        "sagemaker/sentiment gave no usable answer to any of the first 48 items that it was asked"
                                + " about (the endpoint's answer has no probabilities where they should be) and is asked no more, so people label");
        assertThat(paid.server.received()).hasSize(48);
        assertThat(paid.spent()).isEqualTo(paid.calledFor());
        assertThat(paid.prelabeled.sum(Chunk::items)).isEqualTo(150);
        assertThat(paid.prelabeled.sum(Chunk::rejected)).isZero();
        assertThat(paid.prelabeled.sum(Chunk::autoAccepted)).isZero();
        assertThat(paid.prelabeled.tasks()).hasSize(150).allMatch(task -> task.prelabel() == null);
    }

    @Test
    void answers_of_no_use_are_counted_over_chunks_that_have_few_items_each() {
        paid.server.answering(request -> Response.ok("<html>"));

        Batch batch = paid.prelabeled.run(Manifest.of(150), SETTINGS.replace("1048576", "1024"));

        assertThat(paid.prelabeled.chunks()).hasSizeGreaterThan(5);
        assertThat(paid.server.received()).hasSizeBetween(ModelTrial.ENOUGH, 2 * ModelTrial.ENOUGH);
        assertThat(batch.note()).contains("(the endpoint's answer is no JSON)");
        assertThat(paid.spent()).isEqualTo(paid.calledFor());
        assertThat(paid.prelabeled.sum(Chunk::items)).isEqualTo(150);
    }

    @Test
    void a_model_that_has_given_one_usable_answer_is_asked_on() {
        paid.server.first(ANSWER);
        paid.server.answering(request -> Response.ok("<html>"));

        Batch batch = paid.prelabeled.run(Manifest.of(150), SETTINGS.replace("1048576", "1024"));

        assertThat(paid.server.received()).hasSize(150);
        assertThat(batch.note()).isEmpty();
        assertThat(paid.spent()).isEqualTo(paid.calledFor());
    }

    @Test
    void items_that_the_model_does_not_take_say_nothing_about_its_answers() {
        String bedrock = "\"prelabel\":{\"labeler\":\"bedrock\",\"model\":\"m\",\"instruction\":\"Good?\",\"price\":"
                + "{\"perThousandInputTokens\":0.001,\"perThousandOutputTokens\":0.001}}";
        paid.allow("{\"bedrock\":[\"m\"]}");
        paid.server.answering(request -> Response.ok("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
                + "{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"give_label\",\"input\":{\"answers\":["
                + "{\"class\":\"good\",\"probability\":0.5},{\"class\":\"bad\",\"probability\":0.5}]}}}]}},"
                + "\"stopReason\":\"tool_use\",\"usage\":{\"inputTokens\":4,\"outputTokens\":3,\"totalTokens\":7}}"));
        Manifest manifest = Manifest.of(0);
        IntStream.range(0, 90).forEach(i -> manifest.item("i" + i, i < HostedPass.PAGE ? " " : "a thing"));

        Batch batch = paid.prelabeled.run(manifest, SETTINGS.replaceFirst("(?s)\"prelabel\":\\{.*?\\}\\}", bedrock));

        assertThat(batch.note()).isEmpty();
        assertThat(paid.server.received()).hasSize(90 - HostedPass.PAGE);
        assertThat(paid.prelabeled.tasks())
                .filteredOn(task -> task.prelabel() != null)
                .hasSize(90 - HostedPass.PAGE);
    }

    @Test
    void an_opinion_that_comes_after_the_model_was_given_up_takes_that_back() {
        paid.prelabeled.upload(Manifest.of(150), SETTINGS.replace("1048576", "1024"));
        List<JsonNode> messages = paid.stage.drain(paid.stage.prelabelQueue);
        messages.sort(Comparator.comparingInt(message -> message.get("chunk").intValue()));
        AtomicBoolean useless = new AtomicBoolean();
        List<String> notes = new ArrayList<>();
        paid.server.answering(request -> {
            if (paid.calls.incrementAndGet() == 1) {
                useless.set(true);
                paid.scored(messages.subList(1, 4));
                useless.set(false);
                notes.add(paid.stage.batches().get("b").orElseThrow().note());
            }
            return useless.get() ? Response.ok("<html>") : ANSWER;
        });

        paid.scored(messages.subList(0, 1));
        paid.scored(messages.subList(4, messages.size()));
        Batch batch = paid.prelabeled.run();

        assertThat(notes).singleElement().asString().contains("is asked no more");
        assertThat(paid.stage.bucket().head(Layout.givenUp("b"))).isPresent();
        assertThat(batch.note()).isEmpty();
        Chunk unasked = paid.prelabeled.chunks().get(3);
        assertThat(paid.server.received()).hasSize(150 - (int) unasked.items());
        assertThat(paid.spent()).isEqualTo(paid.calledFor());
    }

    @Test
    void a_function_that_died_while_it_gave_a_model_up_has_told_why() {
        for (int at = 1; at <= WRITES; at++) {
            for (Crash crash : List.of(Crash.before(at), Crash.after(at))) {
                try (PaidBatch run = new PaidBatch()) {
                    run.server.answering(request -> Response.ok("<html>"));
                    run.runDieing(crash);

                    assertThat(crash.happened()).isTrue();
                    assertThat(run.stage.batches().get("b").orElseThrow().note())
                            .as("died at write %d", at)
                            .contains("is asked no more");
                }
            }
        }
    }
}
