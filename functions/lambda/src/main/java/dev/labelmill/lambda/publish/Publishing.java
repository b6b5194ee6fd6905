package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import org.jboss.logging.Logger;

/** Publishes every active batch's metrics at each tick. */
public final class Publishing implements Handler {

    private static final Logger LOG = Logger.getLogger(Publishing.class);

    private final BatchStore batches;
    private final TallyStore tallies;
    private final BatchMetrics metrics;

    public Publishing(BatchStore batches, TallyStore tallies, BatchMetrics metrics) {
        this.batches = batches;
        this.tallies = tallies;
        this.metrics = metrics;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        for (String id : batches.active()) {
            try {
                batches.get(id).ifPresent(this::publish);
            } catch (RuntimeException e) {
                LOG.errorf(e, "batch %s could not be published; the next tick tries again", id);
            }
        }
        return Json.object();
    }

    private void publish(Batch batch) {
        metrics.publish(batch, BatchFigures.of(tallies.total(Keys.batchTally(batch.id()))));
    }
}
