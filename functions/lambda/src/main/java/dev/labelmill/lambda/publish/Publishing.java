package dev.labelmill.lambda.publish;

import com.fasterxml.jackson.databind.JsonNode;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.results.BatchFigures;
import dev.labelmill.core.results.Reading;
import dev.labelmill.core.tally.Counters;
import dev.labelmill.lambda.Handler;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.store.BatchStore;
import dev.labelmill.lambda.store.Keys;
import dev.labelmill.lambda.store.TallyStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Publishes at each tick: the most active batches one by one, up to a cap, since CloudWatch charges for each metric of
 * each; every project's sums; and what lies in the dead-letter queues.
 */
public final class Publishing implements Handler {

    /** The name that this function's lines go by. */
    private static final String FUNCTION = "publish";

    private static final Logger LOG = Logger.getLogger(Publishing.class);

    private final BatchStore batches;
    private final TallyStore tallies;
    private final BatchMetrics batchMetrics;
    private final ProjectMetrics projectMetrics;
    private final Comparison comparison;
    private final DeadLetters deadLetters;
    private final EmfLog log;
    private final String stage;
    private final int cap;

    /**
     * @param stage name of the deployment
     * @param cap   how many batches have metrics of their own
     */
    public Publishing(
            BatchStore batches, TallyStore tallies, DeadLetters deadLetters, EmfLog log, String stage, int cap) {
        this.batches = batches;
        this.tallies = tallies;
        this.batchMetrics = new BatchMetrics(log, stage);
        this.projectMetrics = new ProjectMetrics(log, stage);
        this.comparison = new Comparison(log);
        this.deadLetters = deadLetters;
        this.log = log;
        this.stage = stage;
        this.cap = cap;
    }

    @Override
    public JsonNode handle(JsonNode event) {
        Instant now = log.now();
        List<Observed> active = batches.active().stream()
                .flatMap(id -> observe(id).stream())
                .sorted(Comparator.<Observed>comparingDouble(batch -> -batch.labelsPerHour(now))
                        .thenComparing(batch -> -batch.figures().waiting())
                        .thenComparing(Observed::id))
                .toList();
        active.stream().limit(cap).forEach(this::publish);
        List<Observed> leftOut = active.stream().skip(cap).toList();
        projects(active)
                .forEach((project, own) -> projectMetrics.publish(
                        project, own, leftOut.stream().filter(own::contains).toList()));
        EmfEvent operations = new EmfEvent().dimension("stage", stage).property("function", FUNCTION);
        deadLetters.addTo(operations);
        log.write(operations);
        return Json.object();
    }

    private static TreeMap<String, List<Observed>> projects(List<Observed> active) {
        return active.stream()
                .collect(Collectors.groupingBy(
                        batch -> batch.batch().settings().project(), TreeMap::new, Collectors.toList()));
    }

    private Optional<Observed> observe(String id) {
        try {
            return batches.get(id).map(this::observe);
        } catch (RuntimeException e) {
            LOG.errorf(e, "batch %s could not be read; the next tick tries again", id);
            return Optional.empty();
        }
    }

    /** Rates are counted since the upload, so that they do not depend on how often this ran or where. */
    private Observed observe(Batch batch) {
        Counters totals = tallies.total(Keys.batchTally(batch.id()));
        return new Observed(batch, totals, BatchFigures.of(totals), Reading.start(batch.createdAt()));
    }

    private void publish(Observed batch) {
        try {
            batchMetrics.publish(FUNCTION, batch.batch(), batch.figures(), batch.since());
            comparison.vendors(batch.id(), batch.totals());
        } catch (RuntimeException e) {
            LOG.errorf(e, "batch %s could not be published; the next tick tries again", batch.id());
        }
    }
}
