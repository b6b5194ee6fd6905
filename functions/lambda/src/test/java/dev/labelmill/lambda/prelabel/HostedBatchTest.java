package dev.labelmill.lambda.prelabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.lambda.prelabel.hosted.ModelServer;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import dev.labelmill.lambda.stage.Flow;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Batches whose pre-labels a model gives that is called and not run here. */
class HostedBatchTest {

    private static final String ENDPOINT = "{\"labeler\":\"sagemaker\",\"endpoint\":\"sentiment\",\"attempts\":1,"
            + "\"price\":{\"perCall\":0.0000015}}";

    private final PrelabeledBatch prelabeled = new PrelabeledBatch();
    private final ModelServer server = new ModelServer(HostedBatchTest::reply);

    @AfterEach
    void stop() {
        server.close();
    }

    private static Response reply(ModelServer.Received request) {
        String text = request.json().path("inputs").asText();
        return Response.ok(
                text.contains("fine")
                        ? "{\"good\":0.99,\"bad\":0.01}"
                        : text.contains("poor") ? "{\"good\":0.01,\"bad\":0.99}" : "{\"good\":0.5,\"bad\":0.5}");
    }

    private static String settings(String prelabel) {
        return Manifest.SETTINGS.replaceFirst("(?s)\"prelabel\":\\{.*?\\]\\}", "\"prelabel\":" + prelabel);
    }

    private void allow(String models) {
        prelabeled.stage.models = models;
        prelabeled.stage.modelClients = server.clients();
        prelabeled.flow = new Flow(prelabeled.stage);
    }

    private Map<String, Long> spent() {
        return prelabeled.chunks().stream()
                .map(Chunk::spent)
                .reduce(Spend.NONE, Spend::plus)
                .byKind();
    }

    @Test
    void every_item_is_asked_about_once_and_each_call_is_in_the_ledger() {
        allow("{\"sagemaker\":[\"sentiment\"]}");

        Batch batch = prelabeled.run(Manifest.of(90), settings(ENDPOINT));

        assertThat(batch.phase()).isEqualTo(Phase.LABELLING);
        assertThat(server.received()).hasSize(90);
        assertThat(spent().get("model")).isEqualTo(90 * 1_500);
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(90);
        assertThat(prelabeled.sum(Chunk::autoAccepted)).isPositive();
    }

    @Test
    void an_item_without_a_usable_answer_goes_to_people_and_is_not_dropped() {
        allow("{\"sagemaker\":[\"sentiment\"]}");
        server.first(Response.ok("<html>"), Response.error(400, "ModelError"));

        prelabeled.run(Manifest.of(90), settings(ENDPOINT));

        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(90);
        assertThat(prelabeled.sum(Chunk::rejected)).isZero();
        assertThat(prelabeled.tasks())
                .filteredOn(task -> task.prelabel() == null)
                .hasSize(2);
    }

    @Test
    void a_model_that_the_stage_does_not_list_is_refused_before_the_batch_starts() {
        allow("{\"sagemaker\":[\"other\"]}");

        prelabeled.upload(Manifest.of(90), settings(ENDPOINT));

        assertThat(prelabeled.stage.batches().get("b")).isEmpty();
        assertThat(prelabeled.stage.rejections("batch/b"))
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason())
                        .contains("sagemaker/sentiment, which this deployment may not call"));
        assertThat(server.received()).isEmpty();
    }

    @Test
    void a_pass_that_was_throttled_goes_on_behind_what_was_answered_and_pays_for_nothing_twice() {
        allow("{\"sagemaker\":[\"sentiment\"]}");
        Response ok = Response.ok("{\"good\":0.5,\"bad\":0.5}");
        server.first(ok, ok, ok, Response.error(429, "ThrottlingException"));

        prelabeled.run(Manifest.of(90), settings(ENDPOINT));

        assertThat(server.received()).hasSize(91);
        assertThat(spent().get("model")).isEqualTo(90 * 1_500);
        assertThat(prelabeled.sum(Chunk::items)).isEqualTo(90);
        assertThat(prelabeled.tasks()).allMatch(task -> task.prelabel() != null);
    }

    @Test
    void a_model_that_may_not_be_called_ends_the_batch_with_the_reason() {
        allow("{\"sagemaker\":[\"sentiment\"]}");
        server.answering(request -> Response.error(403, "AccessDeniedException"));

        Batch batch = prelabeled.run(Manifest.of(90), settings(ENDPOINT));

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note())
                .isEqualTo("sagemaker/sentiment may not be called, or is not there: AccessDeniedException");
        assertThat(spent()).doesNotContainKey("model");
        assertThat(prelabeled.stage.rejections("batch/b"))
                .singleElement()
                .satisfies(rejection -> assertThat(rejection.reason()).isEqualTo(batch.note()));
    }

    @Test
    void a_batch_whose_items_are_all_refused_ends_with_the_reason() {
        allow("{\"sagemaker\":[\"sentiment\"]}");
        server.answering(request -> Response.error(400, "ValidationError"));

        Batch batch = prelabeled.run(Manifest.of(90), settings(ENDPOINT));

        assertThat(batch.phase()).isEqualTo(Phase.FAILED);
        assertThat(batch.note())
                .startsWith("sagemaker/sentiment refused the item: ValidationError, as it did all ")
                .endsWith(" that it was asked about together");
        assertThat(spent()).doesNotContainKey("model");
    }
}
