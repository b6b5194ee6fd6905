package dev.labelmill.lambda.prelabel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Chunk;
import dev.labelmill.core.cost.Spend;
import dev.labelmill.lambda.prelabel.hosted.ModelServer;
import dev.labelmill.lambda.prelabel.hosted.ModelServer.Response;
import dev.labelmill.lambda.stage.Crash;
import dev.labelmill.lambda.stage.Events;
import dev.labelmill.lambda.stage.Flow;
import dev.labelmill.lambda.stage.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A batch whose items a hosted model is asked about at a price per call, and that model's server. */
final class PaidBatch implements AutoCloseable {

    static final long NANOS_PER_CALL = 1_500;
    static final Response ANSWER = Response.ok("{\"good\":0.5,\"bad\":0.5}");

    /** That pass 1 does for 60 items before it writes scores: it takes the chunk, charges and stores two pages, and tells that the
     * model is of use. */
    static final int WRITES = 6;

    /** All items in one chunk, one call at a time; with patience, since a call may last as long as another's whole chunk. */
    static final String SETTINGS = Manifest.SETTINGS
            .replaceFirst(
                    "(?s)\"prelabel\":\\{.*?\\]\\}",
                    "\"prelabel\":{\"labeler\":\"sagemaker\",\"endpoint\":\"sentiment\",\"attempts\":1,"
                            + "\"concurrency\":1,\"timeoutSeconds\":120,\"price\":{\"perCall\":0.0000015}}")
            .replace("\"chunkBytes\":1024", "\"chunkBytes\":1048576");

    final PrelabeledBatch prelabeled = new PrelabeledBatch();
    final Stage stage = prelabeled.stage;
    final ModelServer server = new ModelServer(request -> ANSWER);

    /** For answers that depend on how many calls were before. */
    final AtomicInteger calls = new AtomicInteger();

    PaidBatch() {
        stage.modelClients = server.clients();
        allow("{\"sagemaker\":[\"sentiment\"]}");
    }

    /** Lets the stage call other models than the one of {@link #SETTINGS}. */
    void allow(String models) {
        stage.models = models;
        prelabeled.flow = new Flow(stage);
    }

    /** The model's money in the chunks' rows, in nano-dollars. */
    long spent() {
        return prelabeled.chunks().stream()
                .map(Chunk::spent)
                .reduce(Spend.NONE, Spend::plus)
                .byKind()
                .getOrDefault("model", 0L);
    }

    /** What the calls that came in cost, in nano-dollars. */
    long calledFor() {
        return server.received().size() * NANOS_PER_CALL;
    }

    /** The answer of the function that pre-labels. */
    JsonNode scored(List<JsonNode> messages) {
        return stage.services().prelabel().handle(Events.queued(messages));
    }

    /** Goes through the passes with 60 items, in an environment that dies. */
    void runDieing(Crash crash) {
        prelabeled.upload(Manifest.of(60), SETTINGS.replace("\"concurrency\":1", "\"concurrency\":8"));
        prelabeled.flow.dieing(crash);
        prelabeled.run();
    }

    @Override
    public void close() {
        server.close();
    }
}
